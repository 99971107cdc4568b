"""`middlewares/warc_reread.py`: an answer is taken from its place in the archive, or from nowhere."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from scrapy import Request

from hanoi_press.crawl.fetch import AnswerMissing, Fetch
from hanoi_press.middlewares.warc_reread import WarcRereadMiddleware, archived
from hanoi_press.store.capture_table import ArchivedAnswer
from hanoi_press.store.pruned_archives import PrunedFile, write_list
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.warc_records import http, warc

URL = "https://hanoimoi.vn/bai-7.html"
WHEN = "2026-11-24T01:00:00Z"


class Stats(dict[str, int]):
    def inc_value(self, name: str, by: int) -> None:
        self[name] = self.get(name, 0) + by


@pytest.fixture
def middleware(tmp_path: Path) -> WarcRereadMiddleware:
    return WarcRereadMiddleware(tmp_path, Stats())  # type: ignore[arg-type]


def stored(
    data: Path, body: bytes = b"<p>a</p>", page: str | None = None, date: str = WHEN, via: str | None = None
) -> ArchivedAnswer:
    writer = WarcWriter(data, "hanoimoi", "a test")
    headers = [("Content-Type", "text/html; charset=utf-8"), ("ETag", '"e"')]
    where = writer.write(Exchange(URL, date, 200, "OK", headers, body, page=page, via=via))
    writer.close()
    return ArchivedAnswer(where.file, where.offset, date)


def asked(answer: ArchivedAnswer | None) -> Request:
    return Request("https://hanoimoi.vn/asked-7.html", meta={"fetch": Fetch(article_id="hanoimoi/7", reread=answer)})


def test_the_second_of_two_answers(tmp_path: Path, middleware: WarcRereadMiddleware) -> None:
    stored(tmp_path, b"<p>b</p>")
    request = asked(stored(tmp_path, page="https://hanoimoi.vn/page-7.html"))
    response = middleware.process_request(request)
    assert response is not None and (response.url, response.status, response.body) == (URL, 200, b"<p>a</p>")
    assert response.headers["ETag"] == b'"e"'
    fetch = request.meta["fetch"]
    assert (fetch.fetched_at, fetch.page_url) == (WHEN, "https://hanoimoi.vn/page-7.html")
    assert middleware.stats["downloader/response_bytes"] < -len(response.body)  # type: ignore[index]
    assert middleware.process_request(asked(None)) is None


@pytest.mark.parametrize("via", [None, "wayback", "commoncrawl"])
def test_a_capture_stays_one(tmp_path: Path, middleware: WarcRereadMiddleware, via: str | None) -> None:
    request = asked(stored(tmp_path, via=via))
    assert middleware.process_request(request) is not None
    assert request.meta["fetch"].via == via


def test_an_answer_in_a_member_with_others(tmp_path: Path, middleware: WarcRereadMiddleware) -> None:
    """Programs that convert archives give all records one date: the page's address decides, or that it is alone."""
    pages = [(f"https://hanoimoi.vn/bai-{number}.html", b"<p>%d</p>" % number) for number in (100006, 100007, 100008)]
    for name, made in (("three", pages), ("one", pages[:1])):
        members = warc(*((url, http(body)) for url, body in made))
        (tmp_path / name).write_bytes(gzip.compress(b"".join(members)))
    date = "2024-05-06T07:08:09Z"
    for file, id, body in (("three", 100007, b"<p>100007</p>"), ("three", 1, None), ("one", 1, b"<p>100006</p>")):
        found = archived(tmp_path, ArchivedAnswer(file, 0, date), f"hanoimoi/{id}")
        assert (found and found.body) == body


def test_a_huge_member_is_not_searched_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = "https://hanoimoi.vn/bai-100007.html"
    (tmp_path / "a").write_bytes(gzip.compress(b"".join(warc(("https://x.vn/1", http(b"12345")), (url, http(b""))))))
    answer = ArchivedAnswer("a", 0, "2024-05-06T07:08:09Z")
    monkeypatch.setattr("hanoi_press.middlewares.warc_reread._SEARCHED", 5)
    assert archived(tmp_path, answer, "hanoimoi/100007") is not None
    monkeypatch.setattr("hanoi_press.middlewares.warc_reread._SEARCHED", 4)
    assert archived(tmp_path, answer, "hanoimoi/100007") is None


def test_an_answer_that_is_not_there(tmp_path: Path, middleware: WarcRereadMiddleware) -> None:
    first = stored(tmp_path)
    stored(tmp_path, b"<p>b</p>")
    path = tmp_path / first.file
    for answer in (
        first._replace(file="archive/gone.warc.gz"),
        first._replace(file="archive"),
        first._replace(file="archive\0"),
        first._replace(offset=-1),
        first._replace(offset=first.offset + 1),  # no record begins there, but one after it
        first._replace(offset=path.stat().st_size),
        first._replace(fetched="2026-11-24T01:00:01Z"),  # after a power failure another answer was written there
    ):
        with pytest.raises(AnswerMissing):
            middleware.process_request(asked(answer))
    write_list(tmp_path, "hanoimoi", [PrunedFile(first.file, 1, "2026-11-25"), PrunedFile("a", 1, "2026-11-25")])
    with pytest.raises(AnswerMissing) as missing:  # the file is there
        middleware.process_request(asked(first._replace(offset=0)))
    assert not missing.value.is_pruned
    content = bytearray(path.read_bytes())
    content[first.offset + 200] ^= 255
    path.write_bytes(content)
    with pytest.raises(AnswerMissing):
        middleware.process_request(asked(first))
    path.unlink()
    with pytest.raises(AnswerMissing, match="pruned on 2026-11-25") as missing:
        WarcRereadMiddleware(tmp_path, Stats()).process_request(asked(first))  # type: ignore[arg-type]
    assert missing.value.is_pruned
