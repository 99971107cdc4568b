"""Make data folders whose lines come from archived pages, for the tests of references to archives."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.items import ArchiveRef, Article
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.corpus_lines import article, opened

DATE = "2026-11-24T01:00:00Z"
FILE = "archive/hanoimoi/2026-11/hanoimoi-20261124.warc.gz"


def address(number: int) -> str:
    """Return the address of an article whose id is `hanoimoi/<number>`."""
    return f"https://hanoimoi.vn/bai-so-{number}.html"


def archived(number: int, offset: int, file: str = FILE) -> Article:
    """Return an article that refers to an archive."""
    one = article(number)
    one.url, one.fetched_at, one.archive = address(number), DATE, ArchiveRef(file, offset)
    return one


def keep(data: Path, *articles: Article) -> None:
    """Write a segment of these articles."""
    with opened(data) as folder:
        for one in articles:
            folder.keep(one)


def page(number: int) -> bytes:
    """Return a page with words that do not compress to nothing."""
    words = " ".join(f"{number * word % 9973}" for word in range(1, 400))
    return f"<html><h1>Bài số {number}</h1><p>{words}</p></html>".encode()


def put_archived(data: Path, numbers: range) -> dict[int, int]:
    """Write pages to an archive as a crawl does, and articles that refer to them; return the offsets."""
    writer = WarcWriter(data, "hanoimoi", "a test")
    headers = [("Content-Type", "text/html; charset=utf-8")]
    places = {one: writer.write(Exchange(address(one), DATE, 200, "OK", headers, page(one))) for one in numbers}
    writer.close()
    keep(data, *(archived(number, place.offset) for number, place in places.items()))
    return {number: place.offset for number, place in places.items()}
