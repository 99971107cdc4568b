"""The archive as it is written: whole records, also after a kill or on a full disk, that other tools can read."""

from __future__ import annotations

import gzip
import io
import json
import multiprocessing
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from hanoi_press import extract
from hanoi_press.warc.reader import Capture, Damage, responses
from hanoi_press.warc.writer import Exchange, WarcWriter, _append
from spiders_tests.loopback import crawl
from spiders_tests.sites.hanoimoi.site import HOME, Site
from spiders_tests.sites.page import Page
from spiders_tests.sites.serve import serve
from spiders_tests.sites.wreck import Wreck

SITE = Site()
PAGES = SITE.pages()
DAY = "2026-11-24T03:00:00Z"


def exchange(number: int, **more: object) -> Exchange:
    body = (
        f"<html><body><h1>Bài số {number}</h1>" + f"<p>Đoạn {number}.</p>" * (20 * number) + "</body></html>"
    ).encode()
    headers = [("Content-Type", "text/html; charset=utf-8"), ("X-Ghi-Chú", "có dấu")]
    return Exchange(f"https://hanoimoi.vn/bai-{number}.html", DAY, 200, "OK", headers, body, **more)  # type: ignore[arg-type]


def write(data: Path, numbers: range) -> list[int]:
    writer = WarcWriter(data, "hanoimoi", "test")
    offsets = [writer.write(exchange(number)).offset for number in numbers]
    writer.close()
    return offsets


def read(path: Path, **slice: int) -> tuple[list[Capture], list[Damage]]:
    damage: list[Damage] = []
    return list(responses(path, damage.append, **slice)), damage  # type: ignore[arg-type]


def the_file(data: Path) -> Path:
    (path,) = data.glob("archive/**/*.warc.gz")
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    offsets = write(tmp_path, range(1, 6))
    path = the_file(tmp_path)
    assert path == tmp_path / "archive/hanoimoi/2026-11/hanoimoi-20261124.warc.gz"
    records, damage = read(path)
    assert damage == [] and [record.offset for record in records] == offsets
    for number, record in enumerate(records, 1):
        assert (record.url, record.status, record.date) == (f"https://hanoimoi.vn/bai-{number}.html", 200, DAY)
        assert record.body == exchange(number).body and not record.truncated and record.page is None
        assert record.headers == [
            ("Content-Type", "text/html; charset=utf-8"),
            ("X-Ghi-Ch%C3%BA", "c%C3%B3 d%E1%BA%A5u"),
        ]


def test_others_can_read_it(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, "hanoimoi", "hanoi_press/test")
    posted = exchange(
        1,
        method="POST",
        request_body=b'{"a":1}',
        request_headers=[("User-Agent", "x")],
        ip="192.0.2.1",
        page="https://p/",
    )
    writer.write(posted)
    writer.close()
    with the_file(tmp_path).open("rb") as file:
        records = ArchiveIterator(file, check_digests=True)
        kinds = []
        for record in records:
            kinds.append(record.rec_type)
            about, body = record.rec_headers, record.raw_stream.read()
            assert record.digest_checker.passed is True
            if record.rec_type == "warcinfo":
                assert b"software: hanoi_press/test" in body
                continue
            assert about.get_header("WARC-Target-URI").endswith(
                "/bai-1.html?__wb_method=POST&__wb_post_data=%7B%22a%22%3A1%7D"
            )
            assert (about.get_header("WARC-Date"), about.get_header("WARC-IP-Address")) == (DAY, "192.0.2.1")
            if record.rec_type == "response":
                answered = about.get_header("WARC-Record-ID")
                assert about.get_header("X-Page-URI") == "https://p/" and body == posted.body
            else:
                assert about.get_header("WARC-Concurrent-To") == answered
                assert (record.http_headers.protocol, body) == ("POST", b'{"a":1}')
                assert record.http_headers.statusline == "/bai-1.html HTTP/1.1"
                assert record.http_headers.get_header("Host") == "hanoimoi.vn"
    assert kinds == ["warcinfo", "response", "request"]
    assert gzip.decompress(the_file(tmp_path).read_bytes()).count(b"WARC/1.1\r\n") == 3


def test_hostile_headers_stay_in_their_line(tmp_path: Path) -> None:
    """Nothing that a site sends as header, address or reason adds a header to the archive."""
    evil = "a\r\nX-Evil: 1\x00\xff"
    hostile = Exchange(
        "https://hanoimoi.vn/bài?x=\r\nX-Evil:1",
        DAY,
        200,
        evil,
        [("X-One", evil), (evil, "b"), ("X-Plain", "50% of 'x'; \"y\"")],
        b"<p>A</p>",
        request_headers=[("Cookie", evil)],
        page=f"https://hanoimoi.vn/{evil}",
    )
    writer = WarcWriter(tmp_path, "hanoimoi", "test")
    writer.write(hostile)
    writer.close()
    raw = gzip.decompress(the_file(tmp_path).read_bytes())
    assert b"\nX-Evil" not in raw and b"\x00" not in raw and b"\xff" not in raw
    ((record,), damage) = read(the_file(tmp_path))
    assert damage == [] and (record.status, record.body) == (200, b"<p>A</p>")
    assert record.url == "https://hanoimoi.vn/b%C3%A0i?x=%0D%0AX-Evil:1"
    assert record.page == "https://hanoimoi.vn/a%0D%0AX-Evil: 1%00%C3%BF"
    assert record.headers == [
        ("X-One", "a%0D%0AX-Evil: 1%00%C3%BF"),
        ("a%0D%0AX-Evil", "1%00%C3%BF: b"),
        ("X-Plain", "50% of 'x'; \"y\""),
    ]


def test_a_truncated_answer_says_so(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, "hanoimoi", "test")
    writer.write(exchange(1, truncated=True))
    writer.write(exchange(2))
    writer.close()
    assert [record.truncated for record in read(the_file(tmp_path))[0]] == [True, False]
    assert gzip.decompress(the_file(tmp_path).read_bytes()).count(b"WARC-Truncated: disconnect\r\n") == 1


def test_a_record_torn_at_any_byte_is_cut_off_by_the_next_writer(tmp_path: Path) -> None:
    write(tmp_path, range(1, 4))
    path = the_file(tmp_path)
    whole = path.read_bytes()
    last = read(path)[0][-1].offset
    for size in [*range(last + 1, len(whole), 37), len(whole) - 1]:
        path.write_bytes(whole[:size])
        records, damage = read(path)
        assert len(records) >= 2 and len(damage) == 1 and "torn" in damage[0].reason
        (offset,) = write(tmp_path, range(9, 10))
        records, damage = read(path)
        assert damage == [] and records[-1].offset == offset and records[-1].body == exchange(9).body
        assert [record.url[-6] for record in records] in (["1", "2", "9"], ["1", "2", "3", "9"])


@pytest.mark.parametrize("tail", [b"\0" * 5000, b"\x1f\x8b\x08\0" * 9, b"WARC/1.1\r\n", gzip.compress(b"khong phai")])
def test_bytes_behind_the_last_record_are_cut_off(tmp_path: Path, tail: bytes) -> None:
    write(tmp_path, range(1, 3))
    path = the_file(tmp_path)
    path.write_bytes(path.read_bytes() + tail)
    assert len(read(path)[0]) == 2
    write(tmp_path, range(3, 4))
    records, damage = read(path)
    assert damage == [] and len(records) == 3


def test_an_empty_file_and_one_without_a_record(tmp_path: Path) -> None:
    write(tmp_path, range(1, 2))
    path = the_file(tmp_path)
    for content in (b"", b"\0" * 100_000):
        path.write_bytes(content)
        write(tmp_path, range(1, 3))
        records, damage = read(path)
        assert damage == [] and len(records) == 2


def test_two_processes_on_one_day(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=write, args=(tmp_path, range(start, start + 20))) for start in (1, 21)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    records, damage = read(the_file(tmp_path))
    assert damage == [] and sorted(record.body for record in records) == sorted(exchange(n).body for n in range(1, 41))


class Full(io.FileIO):
    """A file on a disk that is full after `room` bytes."""

    room = 700

    def write(self, data: object) -> int:
        taken = bytes(data)[: min(300, self.room)]  # type: ignore[call-overload]
        if not taken:
            raise OSError(28, "No space left on device")
        self.room -= len(taken)
        return super().write(taken) or 0


def test_what_does_not_fit_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with Full(path, "w") as file:
        _append(file, b"a" * 500)
        with pytest.raises(OSError, match="No space left"):
            _append(file, b"b" * 500)
        assert file.tell() == 500
    assert path.read_bytes() == b"a" * 500


# --- a crawl's archive ----------------------------------------------------------------------------------------------


def test_a_crawl_keeps_what_it_read_and_what_it_could_not_read(tmp_path: Path) -> None:
    first, second, third = [spec.url for spec in SITE.current if not spec.sponsored][:3]
    odd = {
        first: Page.of("<html><body><p>Trang này không có tiêu đề và cũng không có bài.</p></body></html>"),
        second: Wreck(200, {}, PAGES[second].body, "short-length"),
        third: Page(500),
    }
    with serve(PAGES, faults=odd.get) as served:
        run = crawl(tmp_path, "hanoimoi", "-a", "limit=8", "-s", "RETRY_TIMES=1", served=served)
    assert len(run.articles) == 8
    records, damage = read(the_file(tmp_path))
    stored = {record.url: record for record in records}
    assert damage == [] and len(stored) == len(records), "an answer that is asked for again is kept once"
    for article in run.articles.values():
        record = next(one for one in records if one.offset == article["archive"]["offset"])
        assert article["archive"]["file"] == str(the_file(tmp_path).relative_to(tmp_path))
        assert article["fetched_at"] == record.date
        again = extract(record.body, record.url, fetched_at=record.date).to_dict()
        assert again | {"archive": article["archive"]} == json.loads(json.dumps(article))
    assert stored[first].body == odd[first].body and not stored[first].truncated
    assert stored[second].truncated and stored[second].body == PAGES[second].body[: len(PAGES[second].body) // 2]
    assert third not in stored
    assert not any("sitemap" in url or url.endswith("robots.txt") for url in stored)


def test_lists_are_kept_on_request(tmp_path: Path) -> None:
    with serve(PAGES) as served:
        crawl(tmp_path, "hanoimoi", "-a", "limit=1", "-s", "ARCHIVE_DISCOVERY=True", served=served)
    assert f"{HOME}/sitemap.xml" in {record.url for record in read(the_file(tmp_path))[0]}


@pytest.mark.parametrize("argument", [["-s", "ARCHIVE_RAW=False"], ["-O", "{tmp}/mine.jsonl"]])
def test_no_archive(tmp_path: Path, argument: list[str]) -> None:
    with serve(PAGES) as served:
        run = crawl(tmp_path, "hanoimoi", "-a", "limit=1", *(a.format(tmp=tmp_path) for a in argument), served=served)
    assert run.code == 0 and not (tmp_path / "archive").exists()
    assert all(article["archive"] is None for article in run.articles.values())


def test_an_archive_that_cannot_be_written_fails_the_run(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file where the folder should be")
    with serve(PAGES) as served:
        run = crawl(tmp_path, "hanoimoi", "-a", "limit=2", served=served)
    assert run.code == 1 and len(run.articles) == 2
    assert "the archive cannot be written" in run.err
