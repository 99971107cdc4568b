"""`replay/slices.py`: the captures of web archives in our own archive are read and judged as when they came."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hanoi_press.crawl.read_answer import Outcome
from hanoi_press.items import Article
from hanoi_press.replay.slices import Slice, Task, read_record, read_slice
from hanoi_press.sources import sources
from hanoi_press.warc.reader import responses
from hanoi_press.warc.writer import Exchange, WarcWriter

URL = "http://hanoimoi.com.vn/Tin-tuc/Kinh-te/730001/gia-xang-giam-manh-tu-hom-nay"
TEXT = "".join(
    f"<p>Từ 15 giờ hôm nay, giá xăng giảm 500 đồng mỗi lít, lần thứ {one} trong năm.</p>" for one in range(9)
)
PAGE = f"<html><head><title>Giá xăng giảm mạnh</title></head><body><h1>Giá xăng giảm mạnh</h1>{TEXT}</body></html>"
LOGIN = "<html><head><title>Đăng nhập</title></head><body><h1>Đăng nhập</h1><input type=password></body></html>"
ONE = Exchange(URL, "2015-02-03T04:05:06Z", 200, "OK", [("Content-Type", "text/html")], PAGE.encode(), via="wayback")


def archive(data: Path, *stored: Exchange) -> Path:
    writer = WarcWriter(data, "hanoimoi", "a test")
    for one in stored:
        writer.write(replace(one, stored_at="2026-11-26T01:00:00Z"))
    writer.close()
    (path,) = data.glob("archive/*/*/*.warc.gz")
    return path


def read(data: Path, one: Exchange) -> Outcome:
    (record,) = responses(archive(data, one), pytest.fail)
    found = read_record(record, URL, sources()["hanoimoi"])
    return getattr(found, "article", found)


def test_a_capture_gives_the_article_that_it_gave_in_the_crawl(tmp_path: Path) -> None:
    found = read(tmp_path, ONE)
    assert isinstance(found, Article) and found.title == "Giá xăng giảm mạnh"
    assert (found.extraction.via, found.fetched_at) == ("wayback", "2015-02-03T04:05:06Z")


def test_the_page_of_the_site_itself_names_no_web_archive(tmp_path: Path) -> None:
    found = read(tmp_path, replace(ONE, via=None))
    assert isinstance(found, Article) and found.extraction.via is None


def test_captures_that_are_no_good_are_left_out_by_kind(tmp_path: Path) -> None:
    path = archive(
        tmp_path,
        replace(ONE, body=LOGIN.encode()),
        replace(ONE, body=PAGE[:90].encode()),
        replace(ONE, body=PAGE.encode(), truncated=True),
        replace(ONE, body=b"\x01\x02" * 900, headers=[("Content-Encoding", "snappy")]),
        replace(ONE, body=PAGE[:90].encode(), via=None),
    )
    part = Slice(path, "a.warc.gz", 0, path.stat().st_size, "a.warc.gz")
    ((_, found),) = read_slice(Task(part, frozenset({"hanoimoi"})))
    assert found.articles == []
    assert {kind: number for (_, kind), number in found.counts.items() if kind != "read"} == {
        "skipped/login-page": 1,
        "skipped/cut-short": 2,
        "skipped/undecodable": 1,
        "unreadable/truncated": 1,  # the site's own answer
    }
