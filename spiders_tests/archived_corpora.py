"""Make data folders whose lines come from archived pages, for the tests of references to archives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hanoi_press.items import ArchiveRef, Article
from hanoi_press.store.archive_check import ArchiveCheck
from hanoi_press.store.archive_faults import FaultKind
from hanoi_press.store.archive_pages import PageFacts
from hanoi_press.store.archive_places import ArchivePlaces
from hanoi_press.store.segment_check import sound_lines
from hanoi_press.store.segments import finished_segments
from hanoi_press.warc.reader import Capture
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.corpus_lines import article, opened

Found = dict[str, list[tuple[int, str]]]

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


def nothing(capture: Capture, url: str) -> PageFacts | None:
    """Read no page."""
    return None


def noted(data: Path) -> ArchivePlaces:
    """Return the places of all lines."""
    places = ArchivePlaces()
    for path in finished_segments(data):
        for _, line in sound_lines(path):
            places.note(line)
    return places


def found(data: Path, *, is_quick: bool = False, read: Callable[[Capture, str], PageFacts | None] = nothing) -> Found:
    """Return the faults by kind: offsets, and last digit of the articles' numbers; of a file only lines."""
    with noted(data) as places:
        check = ArchiveCheck(data, places)
        faults = list(check.faults(None if is_quick else read))
        assert check.sound == places.lines - sum(one.lines for one in faults if one.kind is not FaultKind.ELSEWHERE)
    return {str(one.kind): [(place.offset, place.id[-1:]) for place in one.places] for one in faults}
