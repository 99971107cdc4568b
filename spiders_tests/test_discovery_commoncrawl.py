"""Tests of listing captures of Common Crawl."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from hanoi_press.crawl.capture_history import RunCaptures
from hanoi_press.discovery import VN
from hanoi_press.discovery.captures import HostYears, IndexedCapture
from hanoi_press.discovery.cdx import BadIndex
from hanoi_press.discovery.commoncrawl import CommonCrawl, read_collinfo
from spiders_tests.past.index_reader import ArchiveFetch, RememberedIndex, article_id, read, window
from spiders_tests.past.stored_capture import StoredCapture
from spiders_tests.past.web_archives import CC_INDEX, COLLINFO, FakeWebArchives

PAPER, NEW = "hanoimoi.com.vn", "hanoimoi.vn"
ROUTE = CommonCrawl((HostYears(PAPER, 2009), HostYears(NEW, 2017)))


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the day be the 10 January 2018."""
    monkeypatch.setattr("hanoi_press.discovery.commoncrawl.today", lambda: date(2018, 1, 10))


def capture(number: int, captured: str, *, host: str = PAPER, words: str = "", **stated: object) -> StoredCapture:
    body = f"<p>{words or number}</p>".encode()
    return StoredCapture(f"http://{host}/tin/{number}", captured.ljust(14, "0"), body, **stated)  # type: ignore[arg-type]


HELD = [
    capture(1, "20090301"),
    capture(1, "20120301", words="changed"),
    capture(2, "20150301"),
    capture(2, "20150401", words="2"),  # unchanged
    capture(3, "20171201", host=NEW),
    capture(4, "20150302", status=404),
    capture(5, "20150303", mime="application/pdf"),
    capture(6, "20150304", host="else.vn"),
    StoredCapture(f"http://{PAPER}/about", "20150305000000", b"no article"),
]
IDS = ("CC-MAIN-2008-2009", "CC-MAIN-2012", "CC-MAIN-2015-11", "CC-MAIN-2015-16", "CC-MAIN-2017-50")


def asked(fetch: ArchiveFetch) -> list[tuple[str, str, str]]:
    """Return index, host, and the page or "n" of each request to an index."""
    found = []
    for parts in map(urlsplit, fetch.urls):
        if parts.path != "/collinfo.json":
            given = parse_qs(parts.query)
            assert given["filter"] == ["status:200", "mime:html"]
            page = "n" if "showNumPages" in given else given["page"][0]
            found.append((parts.path.strip("/").removesuffix("-index"), given["url"][0], page))
    return found


def times(found: list[IndexedCapture]) -> list[str]:
    return [one.captured[:8] for one in found]


def test_indexes_are_asked_oldest_first_and_only_of_hosts_that_were_there() -> None:
    fetch, index = ArchiveFetch(FakeWebArchives(HELD)), RememberedIndex()
    found, failure = read(ROUTE, fetch, window(index))
    assert failure is None
    assert times(found) == ["20090301", "20120301", "20150301", "20150401", "20171201"]
    both = [(id, PAPER, page) for id in IDS[:4] for page in ("n", "0")]
    # The paper is not in the last index, whose number of pages says so.
    assert asked(fetch) == [*both, (IDS[4], PAPER, "n"), (IDS[4], NEW, "n"), (IDS[4], NEW, "0")]
    assert index.pages[0] == ("commoncrawl CC-MAIN-2008-2009 hanoimoi.com.vn", 1, None, True)
    assert index.pages[2] == ("commoncrawl CC-MAIN-2015-11 hanoimoi.com.vn", 1, None, True)
    assert index.pages[-1] == ("commoncrawl CC-MAIN-2017-50 hanoimoi.vn", 1, None, False)  # ended ten days ago


def test_where_the_record_lies_is_known() -> None:
    archives = FakeWebArchives(HELD)
    found, _ = read(ROUTE, ArchiveFetch(archives), window(RememberedIndex()))
    for one in found:
        assert one.file is not None and one.offset is not None and one.length is not None
        stored = archives.commoncrawl.files[one.file][one.offset : one.offset + one.length]
        assert stored in [each.member for each in HELD]


def test_the_same_body_in_two_months_is_one_capture_to_read() -> None:
    history = RunCaptures()
    found, _ = read(ROUTE, ArchiveFetch(FakeWebArchives(HELD)), window(history))
    twice = [one for one in found if article_id(one.url) == "2"]
    assert len(twice) == 2
    assert history.skip_reason("2", twice[0]) == ""
    history.begin("2", twice[0])
    assert history.skip_reason("2", twice[1]) == "known"
    assert history.skip_reason("3", twice[1]) == ""


def test_what_was_read_is_not_asked_again_and_collinfo_once_a_day() -> None:
    archives, index = FakeWebArchives(HELD), RememberedIndex()
    read(ROUTE, ArchiveFetch(archives), window(index))
    fetch = ArchiveFetch(archives)
    assert read(ROUTE, fetch, window(index)) == ([], None)
    assert fetch.urls == []
    index.keep_text("commoncrawl collinfo", '{"cut')
    assert read(ROUTE, fetch, window(index)) == ([], None)
    assert fetch.urls == ["https://index.commoncrawl.org/collinfo.json"]


def test_indexes_before_the_window_are_not_asked() -> None:
    fetch = ArchiveFetch(FakeWebArchives(HELD))
    read(ROUTE, fetch, window(RememberedIndex(), datetime(2015, 4, 1, tzinfo=VN)))
    # The window begins at 17:00 of 31 March in UTC, which the index of March still covers.
    assert list(dict.fromkeys(id for id, _, _ in asked(fetch))) == [*IDS[2:]]


def test_pages_are_read_one_after_another_and_an_empty_one_is_no_end() -> None:
    held = [capture(number, "20150301", status=404 if number == 1 else 200) for number in range(3)]
    fetch, index = ArchiveFetch(FakeWebArchives(held, block=1, page_size=1)), RememberedIndex()
    found, failure = read(ROUTE, fetch, window(index))
    assert failure is None
    assert [one.url[-1] for one in found] == ["0", "2"]
    assert [page for _, _, page in asked(fetch)] == ["n", "0", "1", "2"]
    assert [resume for _, _, resume, _ in index.pages] == ["1/3/1", "2/3/1", None]


def test_a_stopped_back_fill_goes_on_with_its_next_page() -> None:
    held = [capture(number, "20150301") for number in range(5)]
    archives, index = FakeWebArchives(held, block=2, page_size=1), RememberedIndex()
    first, _ = read(ROUTE, ArchiveFetch(archives), window(index), most=3)
    fetch = ArchiveFetch(archives)
    rest, failure = read(ROUTE, fetch, window(index))
    assert failure is None
    assert [one.url[-1] for one in first + rest] == list("01234")
    assert [page for _, _, page in asked(fetch)] == ["2"]


def test_a_query_whose_pages_have_changed_begins_again() -> None:
    held = [capture(number, "20150301") for number in range(5)]
    index = RememberedIndex()
    index.resumes["commoncrawl CC-MAIN-2015-11 hanoimoi.com.vn"] = "7/9/1"
    fetch = ArchiveFetch(FakeWebArchives(held))
    found, failure = read(ROUTE, fetch, window(index))
    assert (len(found), failure) == (5, None)
    assert [page for _, _, page in asked(fetch)] == ["7", "n", "0"]


def test_a_query_that_has_lost_its_pages_is_read() -> None:
    index = RememberedIndex()
    index.resumes["commoncrawl CC-MAIN-2015-11 hanoimoi.com.vn"] = "7/9/1"
    fetch = ArchiveFetch(FakeWebArchives([capture(1, "20150301", host="else.vn")]))
    fetch.archives.fail(CC_INDEX, 1, "400")
    assert read(ROUTE, fetch, window(index)) == ([], None)
    assert [page for _, _, page in asked(fetch)] == ["7", "n"]


def test_a_page_that_is_too_large_is_asked_for_in_smaller_parts() -> None:
    held = [capture(number, "20150301", listed={"x": "y" * (number >= 30) * 300}) for number in range(10, 50)]
    fetch = ArchiveFetch(FakeWebArchives(held, block=4, page_size=5), too_large=9_500)
    found, failure = read(ROUTE, fetch, window(RememberedIndex()))
    assert (len(found), failure) == (40, None)
    assert [page for _, _, page in asked(fetch)] == ["n", "0", "1", "n", "5", "6", "7", "8", "9"]
    assert "pageSize=1" in fetch.urls[-1]


def test_a_block_that_is_too_large_fails_the_query() -> None:
    fetch = ArchiveFetch(FakeWebArchives([capture(1, "20150301")]), too_large=300)
    found, failure = read(ROUTE, fetch, window(RememberedIndex()))
    assert (found, failure) == ([], "commoncrawl CC-MAIN-2015-11 hanoimoi.com.vn: too-large: Cancelled")
    assert [page for _, _, page in asked(fetch)] == ["n", "0", "n", "0"]


def test_an_index_that_is_cut_off_leaves_nothing_and_the_others_go_on() -> None:
    archives, index = FakeWebArchives(HELD), RememberedIndex()
    archives.fail(CC_INDEX, 4, "cut")
    found, failure = read(ROUTE, ArchiveFetch(archives), window(index))
    assert times(found) == ["20090301", "20150301", "20150401", "20171201"]
    assert failure is not None
    assert failure.startswith("commoncrawl CC-MAIN-2012 hanoimoi.com.vn: JSON that is cut off")
    found, failure = read(ROUTE, ArchiveFetch(archives), window(index))
    assert (times(found), failure) == (["20120301"], None)


@pytest.mark.parametrize("how", ["404", "html", "400"])
def test_an_answer_that_is_no_index_fails_the_query_only(how: str) -> None:
    archives = FakeWebArchives(HELD)
    archives.fail(CC_INDEX, 3, how)
    found, failure = read(ROUTE, ArchiveFetch(archives), window(RememberedIndex()))
    assert times(found) == ["20090301", "20150301", "20150401", "20171201"]
    assert failure is not None
    assert failure.startswith("commoncrawl CC-MAIN-2012 hanoimoi.com.vn: ")
    assert archives.asked[CC_INDEX] == 10


def test_an_overloaded_server_is_left_alone() -> None:
    archives = FakeWebArchives(HELD)
    archives.fail(CC_INDEX, 3, "slow-down")
    fetch = ArchiveFetch(archives)
    found, failure = read(ROUTE, fetch, window(RememberedIndex()))
    assert (times(found), failure) == (["20090301"], "commoncrawl CC-MAIN-2012 hanoimoi.com.vn: 503")
    assert len(asked(fetch)) == 3


@pytest.mark.parametrize("how", ["503", "html", "empty", "cut", "404"])
def test_without_the_list_of_indexes_only_what_waits_is_read(how: str) -> None:
    archives, index = FakeWebArchives(HELD), RememberedIndex()
    archives.fail(COLLINFO, 1, how)
    index.note_page("earlier", [IndexedCapture("commoncrawl", f"http://{PAPER}/tin/9", "20150101000000")], resume=None)
    found, failure = read(ROUTE, ArchiveFetch(archives), window(index))
    assert [one.url[-1] for one in found] == ["9"]
    assert failure is not None
    assert failure.startswith("https://index.commoncrawl.org/collinfo.json: ")
    assert index.text("commoncrawl collinfo", 1) is None


def test_single_addresses_are_asked_for_by_host_and_leave_the_rest_waiting() -> None:
    archives, index = FakeWebArchives(HELD), RememberedIndex()
    fetch = ArchiveFetch(archives)
    found, failure = read(CommonCrawl(ROUTE.hosts, urls=(f"https://www.{PAPER}/tin/1",)), fetch, window(index))
    assert failure is None
    assert times(found) == ["20090301", "20120301"]
    assert {host for _, host, _ in asked(fetch)} == {PAPER}
    assert asked(fetch)[0][0] == IDS[0]
    later = ArchiveFetch(archives)
    rest, _ = read(ROUTE, later, window(index))
    assert times(rest) == ["20150301", "20150401", "20171201"]
    assert asked(later) == [(IDS[4], NEW, "n"), (IDS[4], NEW, "0")]


def test_years_of_a_host_bound_the_queries_for_its_addresses() -> None:
    fetch = ArchiveFetch(FakeWebArchives(HELD))
    read(CommonCrawl(ROUTE.hosts, urls=(f"http://{NEW}/tin/3",)), fetch, window(RememberedIndex()))
    assert {(id, host) for id, host, _ in asked(fetch)} == {(IDS[4], NEW)}


@pytest.mark.parametrize("said", [{"pages": -1}, {"pages": "3"}, {"pages": 10**9}, {"pages": True}, {}, [], "x", None])
def test_a_number_of_pages_that_is_none_fails_the_query(said: object, monkeypatch: pytest.MonkeyPatch) -> None:
    archives = FakeWebArchives([capture(1, "20150301")])
    page = archives("https://index.commoncrawl.org/collinfo.json")
    assert page is not None
    odd = type(page)(200, {}, json.dumps(said).encode())
    monkeypatch.setattr(archives.commoncrawl, "index", lambda url: page if "collinfo" in url else odd)
    _, failure = read(ROUTE, ArchiveFetch(archives), window(RememberedIndex()))
    assert failure == "commoncrawl CC-MAIN-2015-11 hanoimoi.com.vn: no number of pages"


@pytest.mark.parametrize(
    ("id", "stated", "days"),
    [
        ("CC-MAIN-2015-06", ("2015-01-24T10:00:00", "2015-02-02T10:00:00"), ("2015-01-24", "2015-02-02")),
        ("CC-MAIN-2015-06", (None, "soon"), ("2014-12-24", "2015-02-22")),
        ("CC-MAIN-2012", (None, None), ("2012-01-01", "2012-12-31")),
        ("CC-MAIN-2009-2010", (5, ""), ("2009-01-01", "2010-12-31")),
    ],
)
def test_the_days_of_an_index(id: str, stated: tuple[object, object], days: tuple[str, str]) -> None:
    (found,) = read_collinfo(json.dumps([{"id": id, "from": stated[0], "to": stated[1]}]).encode())
    assert (str(found.first), str(found.last)) == days


def test_an_index_whose_id_says_nothing_is_asked_in_every_window() -> None:
    listed = [{"id": "CC-SPECIAL"}, {"id": "CC-MAIN-2015-99"}, {"id": "CC-MAIN-2012"}]
    found = read_collinfo(json.dumps(listed).encode())
    assert [one.id for one in found] == ["CC-MAIN-2012", "CC-MAIN-2015-99", "CC-SPECIAL"]
    assert found[-1].last.year > datetime.now(UTC).year


@pytest.mark.parametrize("body", [b"[]", b"{}", b"null", b"[5, null]", b'[{"id": 5}]', b'[{"id": "../x"}]', b"<html>"])
def test_a_list_without_indexes_is_refused(body: bytes) -> None:
    with pytest.raises(BadIndex):
        read_collinfo(body)
