"""Captures of Common Crawl that a file lists, in the columns of both of its indexes."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.discovery import FetchPage, Lead, RouteFailed, Window
from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.discovery.listed_captures import ListedCaptures, NoCapture, listed_capture
from hanoi_press.sources import sources

NOTHING: FetchPage = None  # type: ignore[assignment]  # nothing is fetched
FILE = "crawl-data/CC-MAIN-2015-06/segments/1422115855897.0/warc/CC-MAIN-20150124161055-00000-ip-10-180-212-252.warc.gz"
URL = "http://hanoimoi.com.vn/Tin-tuc/Kinh-te/700001/mo-rong-duong"
COLUMNAR: dict[str, Any] = {
    "url_surtkey": "vn,com,hanoimoi)/tin-tuc/kinh-te/700001/mo-rong-duong",
    "url": URL,
    "fetch_time": "2015-02-03 04:05:06",
    "fetch_status": 200,
    "content_digest": "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
    "content_mime_type": "text/html",
    "content_mime_detected": "application/xhtml+xml",
    "content_truncated": None,
    "warc_filename": FILE,
    "warc_record_offset": 812,
    "warc_record_length": 5120,
}
SERVED: dict[str, Any] = {
    "urlkey": "vn,com,hanoimoi)/tin-tuc/kinh-te/700001/mo-rong-duong",
    "timestamp": "20150203040506",
    "url": URL,
    "mime": "text/html",
    "mime-detected": "application/xhtml+xml",
    "status": "200",
    "digest": "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
    "length": "5120",
    "offset": "812",
    "filename": FILE,
}
CAPTURE = IndexedCapture(
    "commoncrawl",
    URL,
    "20150203040506",
    digest="3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
    mime="text/html",
    file=FILE,
    offset=812,
    length=5120,
)


@pytest.mark.parametrize("columns", [COLUMNAR, SERVED], ids=["columnar index", "index server"])
def test_both_names_of_the_columns(columns: dict[str, Any]) -> None:
    assert listed_capture(columns) == CAPTURE
    assert listed_capture({name: str(value or "") for name, value in columns.items()}) == CAPTURE  # as CSV has it


@pytest.mark.parametrize(
    ("stated", "captured"),
    [
        ("2015-02-03 04:05:06", "20150203040506"),
        ("2015-02-03T04:05:06Z", "20150203040506"),
        ("2015-02-03 04:05:06.123", "20150203040506"),
        ("2015-02-03 04:05:06+00", "20150203040506"),
        ("2015-02-03 11:05:06+07", "20150203040506"),
        ("2015-02-03T11:05:06.5+07:00", "20150203040506"),
    ],
)
def test_times_as_databases_print_them(stated: str, captured: str) -> None:
    found = listed_capture(COLUMNAR | {"fetch_time": stated})
    assert found is not None and found.captured == captured


def test_what_is_stated_of_the_record() -> None:
    found = listed_capture(COLUMNAR | {"content_truncated": "length", "content_digest": "sha1:ABC"})
    assert found is not None and (found.truncated, found.digest) == ("length", "ABC")
    few = {name: COLUMNAR[name] for name in ("url", "fetch_time", *(name for name in COLUMNAR if name[:4] == "warc"))}
    assert listed_capture(few) == IndexedCapture(
        "commoncrawl", URL, "20150203040506", file=FILE, offset=812, length=5120
    )


def test_an_address_is_kept_as_the_index_servers_is() -> None:
    found = listed_capture(COLUMNAR | {"url": "http://HanoiMoi.com.vn:80/tin-tuc/a/1/b#top"})
    assert found is not None and found.url == "http://hanoimoi.com.vn/tin-tuc/a/1/b"


@pytest.mark.parametrize(
    "other",
    [
        {"fetch_status": 404},
        {"fetch_status": "301"},
        {"content_mime_type": "application/pdf", "content_mime_detected": "application/pdf"},
        {"content_mime_type": "text/plain", "content_mime_detected": None},
    ],
)
def test_what_is_no_page_is_left_out(other: dict[str, Any]) -> None:
    assert listed_capture(COLUMNAR | other) is None


@pytest.mark.parametrize("other", [{"content_mime_type": "unk"}, {"content_mime_detected": "text/plain"}])
def test_a_page_by_one_of_the_two_types_is_read(other: dict[str, Any]) -> None:
    assert listed_capture(COLUMNAR | other) is not None


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"url": None}, "no url"),
        ({"url": 7}, "invalid url 7"),
        ({"url": "mailto:a@b.vn"}, "invalid url 'mailto:a@b.vn'"),
        ({"url": "http://a.vn/\ufffd"}, "invalid url 'http://a.vn/"),
        ({"url": "http://[1"}, "invalid url 'http://\\[1'"),
        ({"url": "http://a.vn/\x1b[2J"}, "invalid url 'http://a.vn/"),
        ({"fetch_time": None}, "no timestamp, no fetch_time"),
        ({"fetch_time": "yesterday"}, "invalid time 'yesterday'"),
        ({"timestamp": "20151303040506"}, "invalid time '20151303040506'"),
        ({"fetch_time": "0001-01-01T00:00:00+07:00"}, "invalid time '0001"),
        ({"fetch_time": "1970-01-01 00:00:00"}, "invalid time '1970"),
        ({"fetch_time": "2999-01-01 00:00:00"}, "invalid time '2999"),
        ({"fetch_time": 1422936306}, "invalid time 1422936306"),
        ({"warc_filename": None}, "no warc_filename, no filename"),
        ({"warc_filename": "../../etc/passwd"}, "invalid file"),
        ({"warc_filename": "https://vidu.vn/a.warc.gz"}, "invalid file"),
        ({"warc_filename": "/etc/a.warc.gz"}, "invalid file"),
        ({"warc_filename": ["a"]}, "invalid file"),
        ({"warc_record_offset": None}, "no warc_record_offset, no offset"),
        ({"warc_record_offset": -1}, "invalid warc_record_offset -1"),
        ({"warc_record_length": 0}, "invalid warc_record_length 0"),
        ({"warc_record_length": 1.5}, "invalid warc_record_length 1.5"),
        ({"warc_record_length": True}, "invalid warc_record_length True"),
    ],
)
def test_a_line_that_lists_no_capture_is_told_by_what_it_lacks(other: dict[str, Any], said: str) -> None:
    with pytest.raises(NoCapture, match=said):
        listed_capture(COLUMNAR | other)


class Known:
    """What earlier reads recorded, in memory."""

    def __init__(self) -> None:
        self.pages: list[tuple[str, list[IndexedCapture], str | None, bool]] = []
        self.broken_after = 99

    def is_read(self, query: str) -> bool:
        return any(page[0] == query and page[2] is None for page in self.pages)

    def resume_at(self, query: str) -> str | None:
        return next((page[2] for page in reversed(self.pages) if page[0] == query), None)

    def note_page(
        self, query: str, captures: Sequence[IndexedCapture], *, resume: str | None, final: bool = True
    ) -> None:
        self.pages.append((query, list(captures), resume, final))
        if len(self.pages) == self.broken_after:
            raise KeyboardInterrupt

    def waiting(self, archive: str, wants: object = None) -> Iterator[IndexedCapture]:
        found = [one for page in self.pages for one in page[1] if one.archive == archive]
        yield from sorted(found, key=lambda one: one.captured)

    def text(self, name: str, seconds: float) -> str | None:
        return None

    def keep_text(self, name: str, text: str) -> None:
        raise AssertionError


def line(number: int, **other: Any) -> dict[str, Any]:
    """A capture of the article `number`, the later the smaller the number."""
    return COLUMNAR | {"url": f"{URL[:-24]}/{number}/bai", "fetch_time": f"{2020 - number}-01-02 03:04:05"} | other


def write(path: Path, lines: Iterable[object]) -> Path:
    path.write_text("".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in lines))
    return path


def read(path: Path, known: Known) -> list[str]:
    """Return the addresses that a read of the file gives. Raises what the route does."""
    source = sources()["hanoimoi"]
    own = ListSource(lambda url: (found := source.identify(url)) and found.id)
    given: list[Lead] = []

    async def run() -> None:
        window = Window(source=own, captures=known)
        async for lead in ListedCaptures(path).leads(NOTHING, window):
            given.append(lead)

    try:
        asyncio.run(run())
    except RouteFailed as error:
        error.args = (*error.args, [lead.url for lead in given])
        raise
    assert all(lead.capture and lead.capture.url == lead.url for lead in given)
    return [lead.url for lead in given]


def test_the_articles_of_the_source_are_given_oldest_first(tmp_path: Path) -> None:
    known = Known()
    others = [
        line(8, url="https://vnexpress.net/bai-1.html"),
        line(7, url="http://hanoimoi.com.vn/Danh-muc-tin/188/Tai-chinh"),
        line(6, fetch_status=404),
    ]
    path = write(tmp_path / "a.jsonl", [line(1), *others, line(3), line(2)])
    assert [url.split("/")[-2] for url in read(path, known)] == ["3", "2", "1"]
    ((query, captures, resume, final),) = known.pages
    assert query.startswith("commoncrawl file ") and len(query) == 33
    assert len(captures) == 3 and resume is None and final


def test_a_file_that_was_read_is_not_read_again_and_a_changed_one_is(tmp_path: Path) -> None:
    known = Known()
    path = write(tmp_path / "a.jsonl", [line(1)])
    assert len(read(path, known)) == 1
    assert len(read(path.rename(tmp_path / "b.jsonl"), known)) == 1 and len(known.pages) == 1
    path = write(tmp_path / "a.jsonl", [line(1), line(2)])
    read(path, known)
    assert len(known.pages) == 2


def test_a_stopped_read_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hanoi_press.discovery.listed_captures._AT_ONCE", 2)
    known = Known()
    known.broken_after = 2
    path = write(tmp_path / "a.jsonl", [line(1), "", line(2), "x", line(3), line(4), line(5)])
    with pytest.raises(KeyboardInterrupt):
        read(path, known)
    assert [(len(page[1]), page[2]) for page in known.pages] == [(2, "3"), (1, "5")]
    assert len(read(path, known)) == 5
    assert [(len(page[1]), page[2]) for page in known.pages[2:]] == [(2, "7"), (0, None)]


def test_bad_lines_are_named_and_counted_and_the_others_are_read(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = write(
        tmp_path / "a.jsonl", [line(1), "x", line(2, url=None), line(3), "y", line(4, warc_filename=None), "z"]
    )
    with caplog.at_level(logging.WARNING), pytest.raises(RouteFailed) as failed:
        read(path, Known())
    said, given = failed.value.args
    assert said == (
        "a.jsonl: 5 lines are no captures, the others were read: line 2: no JSON; line 3: no url; line 5: no JSON; …"
    )
    assert len(given) == 2
    assert caplog.messages == [
        f"a.jsonl: line {number} is no capture: {why}"
        for number, why in (
            (2, "no JSON"),
            (3, "no url"),
            (5, "no JSON"),
            (6, "no warc_filename, no filename"),
            (7, "no JSON"),
        )
    ]


def test_one_bad_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [line(1), "x"])
    with pytest.raises(
        RouteFailed, match=r"^\('a\.jsonl: 1 line is no capture, the others were read: line 2: no JSON',"
    ):
        read(path, Known())


def test_a_file_without_any_capture_is_read_anew_next_time(tmp_path: Path) -> None:
    known = Known()
    path = write(tmp_path / "a.jsonl", ["x", "y"])
    for _ in range(2):
        with pytest.raises(
            RouteFailed, match=r"a\.jsonl: no line is a capture of Common Crawl: line 1: no JSON; line 2"
        ):
            read(path, known)
    assert known.pages == []


def test_a_file_that_is_cut_short(tmp_path: Path) -> None:
    import gzip

    known = Known()
    whole = write(tmp_path / "a.jsonl", [line(number) for number in range(1, 9)]).read_bytes()
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(whole)[:-8])
    with pytest.raises(RouteFailed, match=r"a\.jsonl\.gz: it cannot be read behind line 8: .*; write the file again"):
        read(path, known)
    assert [(len(page[1]), page[2]) for page in known.pages] == [(8, "8")]
