"""`middlewares/capture_answers.py`: the answer of a site as a web archive stored it, or why there is none."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace

import pytest
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import HtmlResponse

from hanoi_press.crawl.capture_request import capture_request
from hanoi_press.crawl.capture_verdict import BadCaptureError
from hanoi_press.crawl.fetch import Fetch
from hanoi_press.discovery.captures import COMMONCRAWL, WAYBACK
from hanoi_press.failures import BrokenResponse, FailureKind
from spiders_tests.past.asked_captures import OLD, ONE, PAGE, URL, Asked, indexed, verdict
from spiders_tests.past.commoncrawl_server import DATA
from spiders_tests.past.stored_capture import StoredCapture
from spiders_tests.past.web_archives import FakeWebArchives
from spiders_tests.sites.page import HTML, Page

BOTH = pytest.mark.parametrize("archive", [COMMONCRAWL, WAYBACK])


@BOTH
@pytest.mark.parametrize(
    "one",
    [
        ONE,
        replace(ONE, body=gzip.compress(PAGE), headers={"Content-Type": HTML, "Content-Encoding": "gzip"}),
        replace(ONE, body=gzip.compress(PAGE), headers={"Content-Type": HTML, "Content-Encoding": "gzip"}, packed=True),
        replace(ONE, headers={"content-type": HTML, "Content-Length": str(len(PAGE)), "Connection": "close"}),
        replace(ONE, url="https://www.mic.gov.vn/Pages/TinTuc/1/H%E1%BB%99i%20ngh%E1%BB%8B.html?a=1&b=2"),
        OLD,
    ],
)
def test_the_answer_is_the_sites(one: StoredCapture, archive: str) -> None:
    archives = FakeWebArchives([replace(ONE, url="http://hanoimoi.com.vn/0"), one, replace(ONE, url=f"{URL}-2")])
    run = Asked(archives)
    response = run.capture(indexed(archives, one, archive))
    assert isinstance(response, HtmlResponse)
    assert (response.url, response.status, response.body) == (one.url, 200, PAGE)
    assert response.headers["Content-Type"] == HTML.encode()
    assert not [name for name in response.headers if b"archive" in name.lower()]
    assert (run.fetch.fetched_at, run.fetch.via) == (f"{one.captured[:4]}-{one.captured[4:6]}-03T04:05:06Z", archive)
    assert run.fetch.wire is not None and run.fetch.wire.url == one.url
    assert len(run.requests) == 1


def test_the_wayback_machine_compresses_on_the_way_what_was_plain_or_packed() -> None:
    for headers, body in (({"Content-Type": HTML}, PAGE), ({"Content-Type": HTML, "Content-Encoding": "deflate"}, b"")):
        one = replace(ONE, headers=headers, body=body or gzip.zlib.compress(PAGE))  # type: ignore[attr-defined]
        shown = FakeWebArchives([one]).wayback.capture(f"https://web.archive.org/web/{one.captured}id_/{URL}")
        packed = replace(one, wayback=Page(200, shown.headers | {"Content-Encoding": "gzip"}, gzip.compress(one.body)))
        archives = FakeWebArchives([packed])
        assert Asked(archives).capture(indexed(archives, one, WAYBACK)).body == PAGE


def shown(page: Page) -> StoredCapture:
    return replace(ONE, wayback=page)


def test_the_wayback_machine_sends_another_capture_of_the_same_page() -> None:
    """Its time counts; one with another body has an entry of its own in the index."""
    other = replace(ONE, captured="20150405060708")
    run = Asked(FakeWebArchives([other]))
    listed = indexed(FakeWebArchives([ONE]), ONE, WAYBACK)
    assert run.capture(listed).body == PAGE
    assert run.fetch.fetched_at == "2015-04-05T06:07:08Z"
    assert [one.url.split("/")[4] for one in run.requests] == ["20150203040506id_", "20150405060708id_"]

    changed = Asked(FakeWebArchives([replace(other, body=PAGE.replace(b"15", b"16"))]))
    with pytest.raises(BadCaptureError, match="the page of 2015-04-05T06:07:08Z, which came in its place"):
        changed.capture(listed)

    there = shown(Page.moved(f"http://web.archive.org/web/20150405060708/{URL}"))
    back = replace(other, wayback=Page.moved(f"/web/20150203040506id_/{URL}"))
    ring = Asked(FakeWebArchives([there, back]))
    with pytest.raises(BadCaptureError, match="from one capture to another"):
        ring.capture(listed)
    assert [one.url for one in ring.requests][1:] == [f"https://web.archive.org/web/20150405060708id_/{URL}"]


ONE_CAPTURES = ("500", "504", "html")  # which may be faults of a single capture: then the next one must fail, too


@pytest.mark.parametrize("headers", [{}, {"Memento-Datetime": "Tue, 99 Feb 99999"}, {"Memento-Datetime": ""}])
def test_without_a_time_in_the_headers_that_of_the_address_counts(headers: dict[str, str]) -> None:
    """The digest of the index says that it is the page, whatever headers a mirror leaves out."""
    one = shown(Page(200, {"Content-Type": HTML} | headers, PAGE))
    run = Asked(FakeWebArchives([one]))
    assert run.capture(indexed(run.archives, one, WAYBACK)).body == PAGE
    assert run.fetch.fetched_at == "2015-02-03T04:05:06Z"


FAULTS = [("503", 0), ("429", 5), ("504", 0), ("500", 0), ("403", 0), ("slow-down", 1), ("html", 0)]


@BOTH
@pytest.mark.parametrize(("how", "seconds"), FAULTS)
def test_a_fault_of_the_archive_is_asked_again_and_ends_the_run_at_last(archive: str, how: str, seconds: int) -> None:
    kind = f"{archive}-{'data' if archive == COMMONCRAWL else 'capture'}"
    archives = FakeWebArchives([ONE])
    archives.fail(kind, 1, how, times=2, retry_after=seconds)
    run = Asked(archives)
    assert run.capture(indexed(archives, ONE, archive)).body == PAGE
    assert len(run.requests) == 3 and not run.crawler.ended
    assert sum(run.crawler.spider.outcome.group("failures").values()) == 2

    archives = FakeWebArchives([ONE])
    archives.fail(kind, 1, how, times=3, retry_after=seconds)
    run = Asked(archives)
    with pytest.raises(BrokenResponse):
        run.capture(indexed(archives, ONE, archive))
    assert len(run.requests) == 3 and run.crawler.ended == ([] if how in ONE_CAPTURES else ["failing"])
    if run.crawler.ended:
        return
    other = replace(ONE, url=f"{URL}-2")
    run.archives = FakeWebArchives([other])
    run.archives.fail(kind, 1, how, times=9, retry_after=seconds)
    with pytest.raises(BrokenResponse):
        run.capture(indexed(run.archives, other, archive))
    assert len(run.requests) == 4 and run.crawler.ended == ["failing"]


def test_the_status_of_a_captured_page_is_none_of_the_archives() -> None:
    one = replace(ONE, status=503, headers={"Content-Type": HTML, "Retry-After": "3600"}, listed_status="200")
    assert verdict(one, WAYBACK)[0] == "mismatch"


@pytest.mark.parametrize("how", ["cut", "empty"])
def test_a_capture_that_comes_cut_is_asked_for_anew(how: str) -> None:
    archives = FakeWebArchives([ONE])
    archives.fail("wayback-capture", 1, how, times=2)
    run = Asked(archives)
    assert run.capture(indexed(archives, ONE, WAYBACK)).body == PAGE
    archives.fail("wayback-capture", 4, how, times=3)
    with pytest.raises(BadCaptureError, match="cut-short"):
        run.capture(indexed(archives, ONE, WAYBACK))


def test_a_range_that_comes_short_is_asked_for_again() -> None:
    archives = FakeWebArchives([ONE])
    archives.fail("commoncrawl-data", 1, "cut", times=2)
    run = Asked(archives)
    assert run.capture(indexed(archives, ONE, COMMONCRAWL)).body == PAGE
    archives.fail("commoncrawl-data", 4, "cut", times=3)
    with pytest.raises(BrokenResponse) as raised:
        run.capture(indexed(archives, ONE, COMMONCRAWL))
    assert raised.value.kind is FailureKind.TRUNCATED


class Ranges(FakeWebArchives):
    """A data server that answers a range otherwise than it should."""

    answer: Callable[[bytes], Page]

    def __call__(self, url: str) -> Page | None:
        found = super().__call__(url)
        return self.answer(found.body) if found and url.startswith(DATA) else found


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda body: Page(206, {"Content-Range": f"bytes 0-9/{len(body)}"}, body[:10]), "bytes 0-9/"),
        (lambda body: Page(416, {"Content-Range": f"bytes */{len(body)}"}, b""), "the file has no bytes"),
    ],
)
def test_an_answer_to_another_range(answer: Callable[[bytes], Page], reason: str) -> None:
    archives = Ranges([replace(ONE, url=f"{URL}-{number}") for number in range(4)])
    archives.answer = answer
    run = Asked(archives)
    with pytest.raises(BadCaptureError, match="mismatch") as raised:
        run.capture(indexed(archives, archives.captures[3], COMMONCRAWL))
    assert reason in str(raised.value) and len(run.requests) == 3
    assert run.requests[2].headers["Range"] == run.requests[0].headers["Range"]


def test_a_server_without_ranges_sends_the_file() -> None:
    archives = Ranges([replace(ONE, url=f"{URL}-{number}") for number in range(4)])
    archives.answer = lambda body: Page(200, {}, body)
    run = Asked(archives)
    assert run.capture(indexed(archives, archives.captures[2], COMMONCRAWL)).url == f"{URL}-2"


def test_files_that_are_not_there_settle_nothing_before_one_is() -> None:
    """The address of the data server may be wrong."""
    archives = FakeWebArchives([ONE])
    listed = indexed(archives, ONE, COMMONCRAWL)
    run = Asked(archives)
    with pytest.raises(BrokenResponse):
        run.capture(replace(listed, file="crawl-data/none.warc.gz"))
    run.capture(listed)
    with pytest.raises(BadCaptureError, match="not-archived"):
        run.capture(replace(listed, file="crawl-data/none.warc.gz"))
    archives.fail("commoncrawl-data", 4, "404", times=99)  # by another server than S3
    for number in range(1, 8):
        with pytest.raises(BrokenResponse):
            run.capture(listed)
        assert run.crawler.ended == (["failing"] if number == 7 else [])
    (fault,) = run.crawler.spider.outcome.past.faults()
    assert "HTTP 404 for 8 records in a row" in fault and "COMMONCRAWL_DATA_URL" in fault


def test_a_server_without_ranges_whose_files_are_too_large_ends_the_run() -> None:
    run = Asked(FakeWebArchives([ONE]))
    request = capture_request(Fetch(capture=indexed(run.archives, ONE, COMMONCRAWL)), run.crawler.settings)
    for _ in range(8):
        run.captures.process_exception(request, DownloadCancelledError())
    assert run.crawler.ended == ["failing"]
    page = capture_request(Fetch(capture=indexed(run.archives, ONE, WAYBACK)), run.crawler.settings)
    with pytest.raises(BadCaptureError, match="too-large"):
        run.captures.process_exception(page, DownloadCancelledError())


def test_a_record_that_is_too_large_is_not_asked_for() -> None:
    archives = FakeWebArchives([ONE])
    run = Asked(archives)
    with pytest.raises(BadCaptureError, match="too-large"):
        run.capture(replace(indexed(archives, ONE, COMMONCRAWL), length=10**9))
    assert run.requests == []


def test_a_bomb_costs_no_memory() -> None:
    bomb = replace(
        ONE, body=b"<html>" + b" " * 50_000_000 + b"</html>", headers={"Content-Encoding": "gzip"}, packed=True
    )
    packed = replace(bomb, body=gzip.compress(bomb.body, 1))
    for archive in (COMMONCRAWL, WAYBACK):
        assert verdict(packed, archive)[0] == "too-large"
