"""Define what a visit of a web archive finds of one source, year by year, as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from hanoi_press.doctor.findings import FieldFindings, LeakedLine, Verdict, article_facts
from hanoi_press.items import Article


class YearVerdict(StrEnum):
    """What the captures of a year say of our reading of that year's pages."""

    HEALTHY = "healthy"
    DRIFTING = "drifting"
    BROKEN = "broken"
    NONE = "no captures"
    UNKNOWN = "unknown"  # the index or its captures could not be read


@dataclass(frozen=True, slots=True)
class CaptureFindings:
    """One capture that was asked for: its article, or why there is none.

    `answer` is `read`, the kind of a bad capture (`cut-short`), or a word on the failure. `is_ours`: our reading is at
    fault, not the capture. `is_of_archive`: the archive did not give it.
    """

    url: str
    captured: str
    article: Article | None = None
    answer: str = "read"
    why: str = ""
    is_ours: bool = False
    is_of_archive: bool = False


@dataclass(slots=True, kw_only=True)
class YearFindings:
    """What was found of one year.

    `indexed`: the captures of articles that the answer of the index names; `has_more`: the index has more of them.
    `learnt`: whether the year's template was taught by this visit.
    """

    year: int
    indexed: int = 0
    has_more: bool = False
    captures: list[CaptureFindings] = field(default_factory=list)
    fields: list[FieldFindings] = field(default_factory=list)
    leaks: list[LeakedLine] = field(default_factory=list)
    learnt: bool = False
    verdict: YearVerdict = YearVerdict.UNKNOWN
    reasons: list[str] = field(default_factory=list)

    @property
    def articles(self) -> list[Article]:
        """Return the articles that were read."""
        return [one.article for one in self.captures if one.article is not None]

    @property
    def tried(self) -> list[CaptureFindings]:
        """Return the captures that are pages of articles, read or not: those that are no good do not count."""
        return [one for one in self.captures if one.article is not None or one.is_ours]

    @property
    def pages(self) -> dict[str, int]:
        """Return the page classes that answered, with the number of articles of each."""
        return dict(Counter(one.extraction.page for one in self.articles).most_common())

    @property
    def confidence(self) -> str:
        """Return "high" if all articles were read with confidence, else "low"; "" without articles."""
        found = {one.extraction.confidence or "high" for one in self.articles}
        return "low" if "low" in found else "".join(found)

    @property
    def missing(self) -> list[str]:
        """Return the fields that none of the articles has."""
        return [one.name for one in self.fields if not one.found]

    def to_dict(self) -> dict[str, Any]:
        """Return the findings as plain JSON types."""
        return {
            "year": self.year,
            "captures": self.indexed,
            "has_more": self.has_more,
            "tried": len(self.tried),
            "read": len(self.articles),
            "pages": self.pages,
            "confidence": self.confidence,
            "fields": {one.name: one.layers for one in self.fields},
            "missing": self.missing,
            "learnt": self.learnt,
            "verdict": self.verdict,
            "reasons": self.reasons,
            "asked": [_capture(one) for one in self.captures],
        }


@dataclass(slots=True, kw_only=True)
class PastFindings:
    """What a visit of a web archive found of one source.

    `status`: that of the source file, with the years that a person verified. `index_pages`, `requests`: the pages of
    the index, and all requests. `written`: files with what was learnt.
    """

    source: str
    status: str
    via: str
    years: list[YearFindings] = field(default_factory=list)
    index_pages: int = 0
    requests: int = 0
    seconds: float = 0.0
    verdict: Verdict = Verdict.BROKEN
    reasons: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    @property
    def captures(self) -> list[CaptureFindings]:
        """Return all captures that were asked for."""
        return [one for year in self.years for one in year.captures]

    @property
    def eras(self) -> dict[str, str]:
        """Return the years in which each page class answered, in words, the earliest first."""
        names = dict.fromkeys(name for year in self.years for name in year.pages)
        return {name: spans([year.year for year in self.years if name in year.pages]) for name in names}

    def to_dict(self) -> dict[str, Any]:
        """Return the findings as plain JSON types."""
        return {
            "source": self.source,
            "status": self.status,
            "via": self.via,
            "verdict": self.verdict,
            "reasons": self.reasons,
            "index_pages": self.index_pages,
            "requests": self.requests,
            "seconds": self.seconds,
            "written": self.written,
            "eras": self.eras,
            "years": [one.to_dict() for one in self.years],
        }


def _capture(one: CaptureFindings) -> dict[str, Any]:
    found: dict[str, Any] = {"url": one.url, "captured": one.captured, "answer": one.answer, "why": one.why}
    return found if one.article is None else found | article_facts(one.article)


def spans(years: Sequence[int]) -> str:
    """Return years as words.

    >>> spans([2013, 2014, 2015, 2018])
    '2013-2015, 2018'
    """
    found: list[list[int]] = []
    for year in sorted(set(years)):
        if found and found[-1][-1] == year - 1:
            found[-1].append(year)
        else:
            found.append([year])
    return ", ".join(f"{one[0]}-{one[-1]}" if len(one) > 1 else f"{one[0]}" for one in found)
