"""Read routes of web archives without Scrapy: a fetch that asks the modelled servers, and a record across runs."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hanoi_press.crawl.capture_history import RunCaptures
from hanoi_press.discovery.captures import CaptureIndex, IndexedCapture
from hanoi_press.discovery.lead import Fetched, FetchFailed, RouteFailed, Window
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.discovery.routes import Route
from spiders_tests.past.web_archives import FakeWebArchives
from spiders_tests.sites.wreck import Wreck

_ARTICLE = re.compile(r"https?://(?:www\.)?(?:hanoimoi\.com\.vn|hanoimoi\.vn|mic\.gov\.vn)/tin/(\d+)")


def article_id(url: str) -> str | None:
    """Return the id of the article at `…/tin/NUMBER`; None for any other address."""
    found = _ARTICLE.fullmatch(url)
    return found[1] if found else None


class ArchiveFetch:
    """A `FetchPage` that asks `archives` and keeps the addresses asked for in `urls`.

    `too_large`: bytes of an answer above which it fails, as by `DOWNLOAD_MAXSIZE`.
    """

    def __init__(self, archives: FakeWebArchives, *, too_large: int | None = None) -> None:
        self.archives, self.too_large = archives, too_large
        self.urls: list[str] = []

    async def __call__(self, url: str, **options: Any) -> Fetched:
        self.urls.append(url)
        page = self.archives(url)
        if page is None or isinstance(page, Wreck):
            raise FetchFailed("connection: Connection was refused")
        if self.too_large is not None and len(page.body) > self.too_large:
            raise FetchFailed("too-large: Cancelled")
        if page.status != 200:
            raise FetchFailed(str(page.status), status=page.status, body=page.body)
        return Fetched(url, page.body)


class RememberedIndex(RunCaptures):
    """A record that goes on where an earlier run stopped; `pages` has what was noted."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[tuple[str, int, str | None, bool]] = []
        self.resumes: dict[str, str | None] = {}

    def resume_at(self, query: str) -> str | None:
        return self.resumes.get(query)

    def note_page(
        self, query: str, captures: Sequence[IndexedCapture], *, resume: str | None, final: bool = True
    ) -> None:
        super().note_page(query, captures, resume=resume, final=final)
        self.resumes[query] = resume
        self.pages.append((query, len(captures), resume, final))


def window(index: CaptureIndex, since: datetime | None = None) -> Window:
    """Return a window whose articles are those of `article_id`."""
    return Window(since=since, source=ListSource(article_id), captures=index)


def read(
    route: Route, fetch: ArchiveFetch, given: Window, *, most: int | None = None
) -> tuple[list[IndexedCapture], str | None]:
    """Return the captures of a route, the first `most` of them, and the text of its `RouteFailed`."""
    found: list[IndexedCapture] = []

    async def run() -> None:
        async for lead in route.leads(fetch, given, ()):
            assert lead.capture is not None
            assert lead.url == lead.capture.url
            found.append(lead.capture)
            if len(found) == most:
                return

    try:
        asyncio.run(run())
    except RouteFailed as error:
        return found, str(error)
    return found, None
