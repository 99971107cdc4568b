"""Read the articles of one slice of a WARC file, in any process; `replay.merge` writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from w3lib.encoding import http_content_type_encoding

from hanoi_press.crawl.decode_body import decode_body
from hanoi_press.crawl.read_answer import (
    Answer,
    Blocked,
    Outcome,
    Shell,
    Skipped,
    Unchanged,
    Unreadable,
    broken_body,
    other_identity,
    read_answer,
)
from hanoi_press.discovery import ApiRequest
from hanoi_press.failures import FailureKind
from hanoi_press.items import ArchiveRef, Article, Identity
from hanoi_press.sources import Source, source_for, sources
from hanoi_press.warc.bodies import BodyError, flaw
from hanoi_press.warc.reader import Capture, Damage, responses

_LARGEST = 20 * 1024 * 1024  # bytes of a decompressed page, the same limit as in a crawl
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAMED = 20  # unreadable pages of a slice that are listed; the others are only counted


class Slice(NamedTuple):
    """A part of a WARC file: the records that begin from `start` on and before `end`.

    `shown` is the file's name in the corpus, relative to the data folder if the file is inside it.
    """

    path: Path
    shown: str
    start: int
    end: int


@dataclass(slots=True)
class SliceReading:
    """The contents of a slice.

    `own` has the identities of the addresses of `articles`, by position, if their pages state other ones;
    `counts` are by source and kind (`unreadable/truncated`, `skipped/sponsored`); `named` are messages on pages that
    could not be read; `shells` are pages whose content is in an API's answer: address and request.
    """

    articles: list[Article] = field(default_factory=list)
    own: dict[int, Identity] = field(default_factory=dict)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    named: list[str] = field(default_factory=list)
    damage: list[Damage] = field(default_factory=list)
    shells: list[tuple[str, ApiRequest]] = field(default_factory=list)

    def count(self, source: str, kind: str) -> None:
        """Add one to a kind."""
        self.counts[source, kind] += 1

    def record(self, outcome: Outcome, source: str, url: str, archived: ArchiveRef) -> None:
        """Keep an article, or count why there is none; list an unreadable page unless there are very many."""
        if isinstance(outcome, Article):
            outcome.archive = archived
            if own := other_identity(outcome, url, sources()[outcome.source]):
                self.own[len(self.articles)] = own
            self.articles.append(outcome)
        elif isinstance(outcome, Unreadable):
            self.count(source, f"unreadable/{outcome.kind}")
            if len(self.named) < _NAMED:
                self.named.append(outcome.describe(url))
        elif isinstance(outcome, Skipped):
            self.count(source, f"skipped/{outcome.kind}")
        elif isinstance(outcome, Blocked):
            self.count(source, "blocked")
        elif isinstance(outcome, Unchanged):
            self.count(source, "unchanged")
        elif isinstance(outcome, Shell):
            self.count(source, "skipped/shell")
            self.shells.append((url, outcome.request))


def slices(path: Path, shown: str, size: int) -> Iterator[Slice]:
    """Yield a file in slices of `size` bytes."""
    whole = path.stat().st_size
    for start in range(0, max(whole, 1), size):
        yield Slice(path, shown, start, min(start + size, whole))


def read_slice(part: Slice, names: Sequence[str]) -> SliceReading:
    """Return the articles of the named sources in a slice, in the file's order. Raises `OSError`."""
    found = SliceReading()
    wanted = frozenset(names)
    for record in responses(part.path, found.damage.append, start=part.start, end=part.end):
        url = record.page or record.url
        source = source_for(url)
        if source is None or source.name not in wanted or source.identify(url) is None:
            continue
        found.count(source.name, "read")
        outcome = read_record(record, url, source, from_api=record.page is not None)
        found.record(outcome, source.name, url, ArchiveRef(part.shown, record.offset))
    return found


def read_record(record: Capture, url: str, source: Source, *, from_api: bool = False) -> Outcome:
    """Return the article of a stored response, or why there is none; `url` is the article's address."""
    if record.status in _REDIRECTS:
        return Skipped("redirect", "its target has a record of its own")
    try:
        body = _body(record) if record.status == 200 else record.body
    except BodyError as error:
        return broken_body(error.kind)
    declared = next((value for key, value in record.headers if key.lower() == "content-type"), None)
    encoding = http_content_type_encoding(declared)
    return read_answer(Answer(url, record.status, body, record.date, encoding, from_api), source)


def _body(record: Capture) -> bytes:
    """Return the page, decompressed and whole. Raises `BodyError`."""
    if record.truncated:
        raise BodyError(FailureKind.TRUNCATED, "the archive says that it is not whole")
    encodings = [value for key, value in record.headers if key.lower() == "content-encoding"]
    body = decode_body(record.body, encodings, _LARGEST)
    if kind := flaw(body):
        raise BodyError(kind)
    return body
