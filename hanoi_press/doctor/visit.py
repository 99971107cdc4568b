"""Visit one source politely: one discovery page a route and a few articles, and say what works.

Works with any `Source`, also one in memory that no file describes, and with any `Visitor`, so that it can be tested
without Scrapy; `visit_spider.VisitSpider` is the one that asks the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from time import monotonic
from typing import Protocol

from hanoi_press.discovery import FetchPage, Lead
from hanoi_press.doctor.coverage import fields_of, leaks_of
from hanoi_press.doctor.findings import PageFindings, SourceFindings
from hanoi_press.doctor.judgement import judge
from hanoi_press.doctor.learnt_files import LearntFiles
from hanoi_press.doctor.visited_pages import NOT_ARCHIVED, VisitedPages
from hanoi_press.doctor.visited_routes import VisitedRoute, routes_of
from hanoi_press.sources import Source
from hanoi_press.text.recurring_lines import RecurringLines

MOST_ARTICLES = 3
_MOST_SECONDS = 900.0  # of a visit: a dozen requests to a site that asks for 60 s between two
_MOST_TRIED = 60  # articles looked for in an archive, which may hold few of those that its lists name


class Visitor(Protocol):
    """What a visit needs of whoever asks the site."""

    @property
    def fetch_page(self) -> FetchPage:
        """Fetches discovery pages."""
        ...

    async def read_article(self, source: Source, lead: Lead, route: str) -> PageFindings:
        """Return what became of one article; never raises because of a site."""
        ...

    def robots(self) -> str:
        """Return what is known of robots.txt, in words."""
        ...


async def visit(
    source: Source,
    visitor: Visitor,
    *,
    archive: str | None = None,
    learnt: LearntFiles | None = None,
    seconds: float = _MOST_SECONDS,
) -> SourceFindings:
    """Return what a visit of the source finds.

    `archive`: the WARC file that answers in place of the site, for the findings only. `learnt`: what crawls of the
    source have learnt. After `seconds` nothing more is asked for.
    """
    begun = monotonic()
    findings = SourceFindings(source=source.name, status=source.status, archive=archive)
    pages = VisitedPages(visitor.fetch_page, seconds)
    routes = [VisitedRoute(name, route, source, pages) for name, route in routes_of(source).items()]
    for route in routes:
        findings.routes.append(await route.walk())
    await _read_articles(source, visitor, _in_turn(routes), findings, pages)
    learnt = learnt or LearntFiles(RecurringLines())
    if findings.articles:
        findings.fields = fields_of(findings.articles, (source.family, *source.earlier), learnt.usual)
        findings.leaks = leaks_of(findings.articles, learnt.lines)
    findings.requests = sum(page.answer not in (NOT_ARCHIVED, "robots.txt", "robots") for page in pages.answers)
    findings.robots = visitor.robots()
    judge(findings, source, [page.answer for page in pages.answers])
    findings.seconds = round(monotonic() - begun, 1)
    return findings


async def _read_articles(
    source: Source, visitor: Visitor, leads: Iterator[tuple[str, Lead]], findings: SourceFindings, pages: VisitedPages
) -> None:
    """Ask for the articles of the leads until there are enough; those that an archive does not hold count as none."""
    for _, (route, lead) in zip(range(_MOST_TRIED), leads, strict=False):
        if pages.is_over or len(findings.pages) == MOST_ARTICLES:
            return
        found = await visitor.read_article(source, lead, route)
        pages.note(lead.url, found.answer)
        if found.answer != NOT_ARCHIVED:
            findings.pages.append(found)


def _in_turn(routes: Sequence[VisitedRoute]) -> Iterator[tuple[str, Lead]]:
    """Yield the leads of the routes, one of each in turn, each article once."""
    seen: set[str] = set()
    for turn in zip_longest(*(route.leads.items() for route in routes)):
        for route, found in zip(routes, turn, strict=True):
            if found is not None and found[0] not in seen:
                seen.add(found[0])
                yield route.name, found[1]
