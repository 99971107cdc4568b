"""Compare what archives give now with what the corpus has from the same answers: articles and fields that are lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from pathlib import Path
from zlib import crc32

import msgspec

from hanoi_press.crawl.drift import Share
from hanoi_press.items import ArchiveRef, Article
from hanoi_press.store.segments import finished_segments, lines, source_of_segment

_FIELDS = (
    "text",
    "summary",
    "authors",
    "dateline",
    "published_at",
    "section",
    "tags",
    "images",
    "attachments",
    "attribution",
)
_MOST = 4096  # answers of a source that are compared, so that memory is bounded
_FEW = 1  # articles, or values of a field, whose loss says nothing; if it was not the only one
_CLEAR = 20  # one article of so many that is lost is clearly fewer than before
_FIELD_CLEAR = 4  # one value of so many of a field, because better rules take some away


class _ComparedLine(msgspec.Struct):
    """What is compared of a line of the corpus; the values of its fields are looked at as they are."""

    archive: ArchiveRef | None = None
    text: str = ""
    summary: str | None = None
    authors: list[str] = []
    dateline: str | None = None
    published_at: str | None = None
    section: list[str] = []
    tags: list[str] = []
    images: list[msgspec.Raw] = []
    attachments: list[msgspec.Raw] = []
    attribution: dict[str, str | None] | None = None


_DECODER = msgspec.json.Decoder(_ComparedLine)


class CorpusComparison:
    """The fields of stored articles by the answers from which they were read; of a large source, those of a sample."""

    def __init__(self, data: Path, sources: Collection[str]) -> None:
        """Read the corpus. What cannot be read is left out. Raises `OSError`."""
        self._fields: defaultdict[str, dict[tuple[str, int], int]] = defaultdict(dict)
        self._every: Counter[str] = Counter()  # one answer of 2 to the power of this number is compared
        self._articles: defaultdict[str, Counter[bool]] = defaultdict(Counter)  # by source: given again, or not
        self._had: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._lost: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for segment in finished_segments(data):
            source = source_of_segment(segment)
            if source is None or source not in sources:
                continue
            for line in lines(segment, lambda fault: None):
                try:
                    found = _DECODER.decode(line.raw)
                except msgspec.MsgspecError:
                    continue
                if found.archive is not None:
                    self._remember(source, (found.archive.file, found.archive.offset), _filled(found))

    def _remember(self, source: str, answer: tuple[str, int], fields: int) -> None:
        known = self._fields[source]
        if _is_chosen(answer, self._every[source]):
            known[answer] = fields
        while len(known) > _MOST:
            self._every[source] += 1
            for other in [one for one in known if not _is_chosen(one, self._every[source])]:
                del known[other]

    def given(self, article: Article) -> None:
        """Record that an answer gave an article."""
        if (before := self._taken(article.source, article.archive)) is None:
            return
        self._articles[article.source][True] += 1
        now = _filled(article)
        for number, name in enumerate(_FIELDS):
            had, has = (bool(fields >> number & 1) for fields in (before, now))
            self._had[article.source][name] += had
            self._lost[article.source][name] += had and not has

    def missed(self, source: str, answer: ArchiveRef | None) -> None:
        """Record that an answer gave no article."""
        if self._taken(source, answer) is not None:
            self._articles[source][False] += 1

    def _taken(self, source: str, answer: ArchiveRef | None) -> int | None:
        return self._fields[source].pop((answer.file, answer.offset), None) if answer else None

    def drift(self, source: str) -> list[str]:
        """Return what the archives clearly give no more, in words; [] if they give what the corpus has."""
        given, missed = self._articles[source][True], self._articles[source][False]
        found = []
        if _is_clear(missed, given + missed, _CLEAR):
            share = Share(given, given + missed)
            found.append(f"{share} archived pages whose article is in the corpus could be read")
        for name in _FIELDS:
            had, lost = self._had[source][name], self._lost[source][name]
            if lost > _FEW and _is_clear(lost, had, _FIELD_CLEAR):
                found.append(f"{name} on {Share(had - lost, had)} pages that have it in the corpus")
        return found


def _is_clear(lost: int, of: int, part: int) -> bool:
    return 0 < lost == of or (lost > _FEW and lost * part >= of)


def _is_chosen(answer: tuple[str, int], every: int) -> bool:
    return not crc32(f"{answer[0]} {answer[1]}".encode()) & ((1 << every) - 1)


def _filled(article: _ComparedLine | Article) -> int:
    """Return the fields that have a value, as bits in the order of `_FIELDS`."""
    return sum(1 << number for number, name in enumerate(_FIELDS) if getattr(article, name))
