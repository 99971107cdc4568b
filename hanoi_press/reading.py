"""Stored answers read again with today's page classes: one slice of a WARC file at a time, in any process.

Nothing here writes: what a slice holds goes back to whoever asked, who alone knows the corpus (`hanoi_press.replay`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from w3lib.encoding import http_content_type_encoding

from hanoi_press.items import ArchiveRef, Article
from hanoi_press.pages import NotAnArticle, read
from hanoi_press.spiders import source_for, sources
from hanoi_press.store.records import Damage, Record, responses
from hanoi_press.store.wire import WireError, flaw, unpack

_UNREADABLE = frozenset({"empty", "shell"})  # verdicts on a page that should have been an article
_LARGEST = 20 * 1024 * 1024  # bytes of a page, unpacked: what a crawl would take
_NAMED = 20  # pages of a slice that are named; the others are only counted


class Slice(NamedTuple):
    """A part of a WARC file: the records that begin at `start` or behind it and before `end`. `shown`: how the file is
    called in the corpus (relative to the data folder where it lies there)."""

    path: Path
    shown: str
    start: int
    end: int


@dataclass(slots=True)
class Gleaned:
    """What a slice gave. `counts` by source and kind (`unreadable/truncated`, `left/sponsored`); `named`: lines on
    pages that could not be read."""

    articles: list[Article] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    named: list[str] = field(default_factory=list)
    damage: list[Damage] = field(default_factory=list)

    def count(self, source: str, kind: str) -> None:
        """One more of a kind."""
        self.counts[source, kind] += 1

    def misses(self, source: str, url: str, kind: str, why: str) -> None:
        """Counts a page that could not be read; names it unless there are very many."""
        self.count(source, f"unreadable/{kind}")
        if len(self.named) < _NAMED:
            self.named.append(f"could not be read ({kind}): {url!r} ({why})")


def slices(path: Path, shown: str, size: int) -> Iterator[Slice]:
    """A file in slices of `size` bytes."""
    whole = path.stat().st_size
    for start in range(0, max(whole, 1), size):
        yield Slice(path, shown, start, min(start + size, whole))


def glean(part: Slice, names: Sequence[str]) -> Gleaned:
    """The articles of the named sources in a slice, in the file's order. Raises `OSError`."""
    found = Gleaned()
    wanted = frozenset(names)
    for record in responses(part.path, found.damage.append, start=part.start, end=part.end):
        url = record.page or record.url
        source = source_for(url)
        if source is None or source.name not in wanted or record.status != 200 or source.identify(url) is None:
            continue
        found.count(source.name, "read")
        article = _article(record, url, source.name, found)
        if article is not None:
            article.archive = ArchiveRef(part.shown, record.offset)
            found.articles.append(article)
    return found


def _article(record: Record, url: str, name: str, found: Gleaned) -> Article | None:
    try:
        body = _body(record)
    except WireError as error:
        found.misses(name, url, error.kind, str(error))
        return None
    try:
        article = read(body, url, sources()[name].identify, encoding=_encoding(record), fetched_at=record.date)
    except NotAnArticle as verdict:
        if verdict.kind == "shell" and sources()[name].content and not record.page:
            found.count(name, "left/shell")  # what fills it was asked of the source's API, and is a record of its own
        elif verdict.kind in _UNREADABLE:
            found.misses(name, url, "parse", str(verdict))
        else:
            found.count(name, f"left/{verdict.kind}")
        return None
    except Exception as error:
        found.misses(name, url, "parse", f"the page class failed: {type(error).__name__}: {error}")
        return None
    if not article.title or not article.text:
        found.misses(name, url, "parse", "no title or no text")
        return None
    return article


def _body(record: Record) -> bytes:
    """The page, unpacked and whole. Raises `WireError`."""
    if record.cut:
        raise WireError("truncated", "the archive says that it is not whole")
    encodings = [value for key, value in record.headers if key.lower() == "content-encoding"]
    try:
        body = unpack(record.body, encodings, _LARGEST)
    except WireError as error:
        # other crawlers store pages unpacked and keep the header
        if error.kind != "garbage" or flaw(record.body):
            raise
        body = record.body
    if kind := flaw(body):
        raise WireError(kind)
    return body


def _encoding(record: Record) -> str | None:
    declared = next((value for key, value in record.headers if key.lower() == "content-type"), None)
    return http_content_type_encoding(declared)
