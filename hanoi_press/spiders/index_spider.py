"""Define `IndexSpider`, which reads what the index of a web archive has of its source, and requests no capture."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, ClassVar

from scrapy import Request

from hanoi_press.crawl.bounded import StepLimit
from hanoi_press.discovery import RouteFailed, Window
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.discovery.routes import Route
from hanoi_press.sources import Source
from hanoi_press.spiders.discovery_requests import Closing
from hanoi_press.spiders.past_routes import past_routes
from hanoi_press.spiders.press import PressSpider
from hanoi_press.spiders.watched_index import WatchedIndex, unread_years

_SETTINGS: dict[str, Any] = {
    "ARCHIVE_RAW": False,
    "ITEM_PIPELINES": {},
    "EXTENSIONS": {
        "hanoi_press.extensions.log_handler.LogExtension": 1,
        "scrapy.extensions.feedexport.FeedExporter": None,
        "hanoi_press.extensions.retry_after.RetryAfterExtension": 11,
    },
}


class IndexSpider(PressSpider):
    """Reads the index of the web archive `asked` into `index`, and writes nothing else.

    `fault`: why the index was not read to its end. `unread`: the years of which not all was read; None for all years.
    """

    asked: ClassVar[str]
    index: ClassVar[WatchedIndex]

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.fault = "the run did not start, see the log (-L INFO)"
        self.unread: frozenset[int] | None = None

    async def start(self) -> AsyncIterator[Request]:
        """Read the index. Yields nothing: every page is asked for in turn."""
        self.fault = ""
        route = past_routes(self.source, self.archives)[self.asked]
        window = Window(source=ListSource(self._article_id), captures=self.index)
        try:
            await self._walk(route, window)
        except Closing:
            kinds = ", ".join(self.outcome.group("failures"))
            what = f"it did not answer ({kinds})" if kinds else "stopped"
            self.fault = f"{what}; run again, it goes on where it was"
        except RouteFailed as error:
            self.fault = str(error)
        except Exception as error:
            self.logger.exception("the index of %s could not be read", self.asked)
            self.fault = f"{type(error).__name__}: {error}"
        self.unread = await unread_years(route, replace(window, captures=self.index.known))
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def _walk(self, route: Route, window: Window) -> None:
        leads, seconds = route.leads(self.fetch_page, window, ()), self.settings.getfloat("PAGE_SECONDS")
        with suppress(StopAsyncIteration):
            while True:
                await StepLimit(anext(leads), seconds)  # type: ignore[arg-type]

    def _article_id(self, url: str) -> str | None:
        identity = self.source.identify(url)
        return identity.id if identity else None


def index_spider_for(source: Source, asked: str, index: WatchedIndex) -> type[IndexSpider]:
    """Return the spider class that reads what the index of the archive `asked` has of a source."""
    members = {
        "name": source.name,
        "source": source,
        "asked": asked,
        "index": index,
        "custom_settings": {**source.settings, **_SETTINGS},
        "__module__": __name__,
    }
    return type(f"{source.name.capitalize()}Index{asked.capitalize()}", (IndexSpider,), members)
