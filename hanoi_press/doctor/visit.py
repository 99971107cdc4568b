"""Visit one source politely: one discovery page a route and a few articles, and say what works.

Works with any `Source`, also one in memory that no file describes, and with any `Visitor`, so that it can be tested
without Scrapy; `visit_spider.VisitSpider` is the one that asks the site.
"""

from __future__ import annotations

from typing import Protocol

from hanoi_press.discovery import FetchPage, Lead
from hanoi_press.doctor.findings import PageFindings, SourceFindings
from hanoi_press.sources import Source

MOST_ARTICLES = 3


class Visitor(Protocol):
    """What a visit needs: fetched discovery pages and articles read."""

    fetch_page: FetchPage

    async def read_article(self, source: Source, lead: Lead, route: str) -> PageFindings:
        """Return what became of one article; never raises because of a site."""
        ...


async def visit(source: Source, visitor: Visitor, *, archive: str | None = None) -> SourceFindings:
    """Return what a visit of the source finds. `archive`: the WARC file that answers in place of the site."""
    raise NotImplementedError
