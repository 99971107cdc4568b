"""Visit the captures of one source in a web archive: three a year, and say which page class reads each year's pages.

Works with any `Source` and any `PastVisitor`, so that it can be tested without Scrapy; `past_spider.PastVisitSpider` is
the one that asks the archive.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Protocol

from hanoi_press.discovery import FetchFailed
from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.discovery.cdx import BadIndex
from hanoi_press.doctor.chosen_captures import chosen_captures
from hanoi_press.doctor.past_findings import CaptureFindings, PastFindings, YearFindings, YearVerdict
from hanoi_press.doctor.year_index import A_YEAR, VisitedIndex
from hanoi_press.doctor.year_judgement import judge_past, judge_year
from hanoi_press.sources import Source
from hanoi_press.text.recurring_lines import RecurringLines

_MOST_TRIED = 6  # captures of a year: some are no good, and say nothing of our reading
_MOST_EMPTY = 3  # years in a row without a capture, before which no earlier ones are looked for
_MOST_EMPTY_AT_FIRST = 12  # the same if there was no capture yet: the site may be gone for long
_HOPELESS = 2  # requests in a row that the archive did not answer
_REFUSALS = (401, 403, 451)  # the archive answers, and does not tell what it has of a host
_MOST_SECONDS = 3600.0
FIRST_YEAR = 1996  # of the Wayback Machine


class PastVisitor(Protocol):
    """What a visit needs of whoever asks the archive."""

    async def read_capture(self, source: Source, capture: IndexedCapture) -> CaptureFindings:
        """Return what became of one capture; never raises because of a site or an archive."""
        ...

    async def read_again(self, year: int) -> dict[str, CaptureFindings]:
        """Return what the captures of a year give, by time and address, if they taught its template meanwhile."""
        ...

    def has_taught(self, year: int) -> bool:
        """Return True if the captures of a year taught its template where bodies are."""
        ...

    def lines(self, year: int) -> RecurringLines:
        """Return the boilerplate that captures of a year have taught."""
        ...


def years_of(source: Source, first: int | None, last: int | None, today: int) -> list[tuple[int, list[str]]]:
    """Return the years to look at, newest first, each with the hosts that the source had then.

    `first`, `last`: the wanted years, if they are bounded.
    """
    found = []
    for year in range(min(last or today, today), (first or FIRST_YEAR) - 1, -1):
        hosts = [one.host for one in source.archived_hosts if (one.first or 0) <= year <= (one.last or today)]
        if hosts:
            found.append((year, hosts))
    return found


async def visit_past(
    source: Source,
    visitor: PastVisitor,
    index: VisitedIndex,
    years: Sequence[tuple[int, list[str]]],
    findings: PastFindings,
    *,
    is_bounded: bool = False,
    seconds: float = _MOST_SECONDS,
) -> PastFindings:
    """Return what a visit finds in these years (newest first), each with its hosts; `findings` is filled.

    `is_bounded`: the years were asked for, so that years without captures do not end the visit.
    """
    run = _PastVisit(source, visitor, index, findings)
    ends_at = monotonic() + seconds
    for year, hosts in years:
        if run.is_over or monotonic() >= ends_at or (run.is_before_the_first and not is_bounded):
            break
        await run.look_at(year, hosts)
    if not years:
        findings.reasons.append(f"{source.name} had no host in these years (`sources {source.name}` lists them)")
    elif run.failed >= _HOPELESS and not findings.reasons:
        findings.reasons.append(f"{index.archive} does not answer; run it again in an hour")
    elif monotonic() >= ends_at:
        findings.reasons.append("the visit took too long, earlier years were not looked at")
    _drop_empty(findings, is_bounded=is_bounded)
    findings.years.reverse()
    findings.index_pages = index.asked
    findings.requests = index.asked + len(findings.captures)
    findings.seconds = round(monotonic() - ends_at + seconds, 1)
    judge_past(findings)
    return findings


class _PastVisit:
    """One visit.

    `failed`: requests in a row that the archive did not answer; `empty`: years in a row without a capture.
    """

    def __init__(self, source: Source, visitor: PastVisitor, index: VisitedIndex, findings: PastFindings) -> None:
        self.source = source
        self.visitor = visitor
        self.index = index
        self.findings = findings
        self.failed = self.empty = 0
        self._is_refused = False

    @property
    def is_over(self) -> bool:
        """True if the archive does not answer, or does not tell what it has."""
        return self._is_refused or self.failed >= _HOPELESS

    @property
    def is_before_the_first(self) -> bool:
        """True if so many years had no capture that there are none earlier."""
        return self.empty >= (_MOST_EMPTY if self.findings.captures else _MOST_EMPTY_AT_FIRST)

    async def look_at(self, year: int, hosts: Sequence[str]) -> None:
        """Read captures of a year, and judge them."""
        found = YearFindings(year=year)
        self.findings.years.append(found)
        try:
            indexed = await self.index.captures(self.source, hosts, year)
        except (FetchFailed, BadIndex) as error:
            self.failed += 1
            found.reasons = [f"the index could not be read: {error}"]
            if getattr(error, "status", None) in _REFUSALS:
                self._is_refused = True
                self.findings.reasons.append(str(error))
            return
        found.indexed, found.has_more = len(indexed.captures), indexed.has_more
        await self._read(indexed.captures, found)
        judge_year(found, self.source, self.visitor.lines(year))
        self.empty = self.empty + 1 if found.verdict is YearVerdict.NONE else 0

    async def _read(self, captures: Sequence[IndexedCapture], found: YearFindings) -> None:
        """Read captures until enough of them are pages of articles."""
        self.failed = 0
        for _, capture in zip(range(_MOST_TRIED), chosen_captures(captures, self.source, A_YEAR), strict=False):
            if len(found.tried) >= A_YEAR or self.is_over:
                break
            one = await self.visitor.read_capture(self.source, capture)
            found.captures.append(one)
            self.failed = self.failed + 1 if one.is_of_archive else 0
        again = await self.visitor.read_again(found.year)
        found.learnt = self.visitor.has_taught(found.year)
        found.captures = [again.get(f"{one.captured} {one.url}", one) for one in found.captures]


def _drop_empty(findings: PastFindings, *, is_bounded: bool) -> None:
    """Leave out the years before the first captures, in which the site may not have existed."""
    while findings.years and not is_bounded and findings.years[-1].verdict is YearVerdict.NONE:
        findings.years.pop()
