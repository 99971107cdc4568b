"""Runs of a source that read captures of web archives, without a network, for the tests of the store."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import sha1

from hanoi_press.discovery.captures import WAYBACK, IndexedCapture
from hanoi_press.items import ArchiveRef, Article, Extraction, Identity
from hanoi_press.store.capture_table import ArchivedAnswer
from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.past_tables import PastCapture
from hanoi_press.store.scope import RunScope
from spiders_tests.corpus_lines import article

FILE = "captures.warc.gz"  # no archive of a crawl, so that a salvage keeps what lines say of it
PUBLISHED = "2024-01-05T08:00:00+07:00"  # of every article here
QUERY = "wayback hanoimoi.vn 2024"


def seconds(day: str) -> int:
    """Return `2024-03-01T00:00:00Z` in seconds since 1970."""
    return int(datetime.fromisoformat(day).timestamp())


def capture(number: int, at: str, words: str = "", archive: str = WAYBACK) -> IndexedCapture:
    """Return the capture of an article at a time (`20240301`, or more digits); its digest is that of the words."""
    digest = b32encode(sha1(words.encode(), usedforsecurity=False).digest()).decode() if words else ""
    return IndexedCapture(archive, f"https://hanoimoi.vn/bai-{number}.html", at.ljust(14, "0"), digest, "text/html")


def place(one: IndexedCapture) -> ArchivedAnswer:
    """Return where the page of a capture lies in our archive."""
    return ArchivedAnswer(FILE, int(one.captured), one.fetched_at)


def page_of(number: int, one: IndexedCapture, words: str, *, published: str = PUBLISHED) -> Article:
    """Return the article that a capture gives."""
    found = article(number, words, published=published)
    stored = ArchiveRef(place(one).file, place(one).offset)
    read_as = Extraction("test", {}, "high", one.archive)
    return replace(found, fetched_at=one.fetched_at, archive=stored, extraction=read_as)


def past_run(folder: DataFolder, scope: RunScope | None = None, *, ended: bool = True) -> SourceHistory:
    """Return the history for a new run; `ended`: the run before was complete."""
    if ended:
        folder.ledger.end_cycle("hanoimoi")
    return SourceHistory(folder, "hanoimoi", scope or RunScope("via=wayback", walks=False))


def listed(history: SourceHistory, captures: Iterable[IndexedCapture], query: str = QUERY) -> None:
    """Let an index list captures, all on one page."""
    history.captures.note_page(query, list(captures), resume=None)


def ask(history: SourceHistory, one: IndexedCapture) -> str:
    """Begin to request a capture. Return the id of its article."""
    id = "hanoimoi/" + one.url.rpartition("-")[2].removesuffix(".html")
    assert history.captures.skip_reason(id, one) == ""
    history.captures.begin(id, one)
    return id


def answered(
    history: SourceHistory, one: IndexedCapture, words: str, *, stated: int | None = None, published: str | None = None
) -> KeepResult | None:
    """Request a capture, which gives these words; `stated`: the number of the article that its page names."""
    id = ask(history, one)
    return gives(history, id, one, words, stated=stated, published=published)


def gives(
    history: SourceHistory,
    id: str,
    one: IndexedCapture,
    words: str,
    *,
    stated: int | None = None,
    published: str | None = None,
) -> KeepResult | None:
    """Let an open capture give these words."""
    number = int(id.partition("/")[2])
    found = page_of(number if stated is None else stated, one, words)
    found.published_at = published or found.published_at
    own = Identity(id, "hanoimoi", "Hànộimới", one.url, False) if stated is not None else None
    history.mark_arrived(id, found.id, None, None, own)
    return history.keep(found)


def waiting(history: SourceHistory, archive: str = WAYBACK) -> list[str]:
    """Return the numbers and times of the captures that wait, as the run is given them."""
    found = [*history.captures.waiting(archive), *history.captures.put_off(archive)]
    return [f"{one.url.rpartition('-')[2].removesuffix('.html')} {one.captured.rstrip('0')}" for one in found]


def row(folder: DataFolder, one: IndexedCapture, number: int = 1) -> PastCapture:
    """Return what the ledger knows of a capture."""
    found = folder.ledger.past.find("hanoimoi", f"hanoimoi/{number}", one.captured, one.archive)
    assert found is not None
    return found


def page(folder: DataFolder, number: int = 1) -> Page:
    """Return what the ledger knows of an article's page."""
    found = folder.ledger.find(f"hanoimoi/{number}")
    assert found is not None
    return found
