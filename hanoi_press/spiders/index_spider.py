"""Define `IndexSpider`, which reads what the index of a web archive has of its source, and requests no capture."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
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
from hanoi_press.spiders.watched_index import WatchedIndex

NOT_STARTED = "the run did not start, see the log (-L INFO)"
_STOPPED = "stopped; run again, it goes on where it was"
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

    `fault`: why the index was not read to its end; "" if it was.
    """

    asked: ClassVar[str]
    index: ClassVar[WatchedIndex]

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.fault = NOT_STARTED

    async def start(self) -> AsyncIterator[Request]:
        """Read the index. Yields nothing: every page is asked for in turn."""
        self.fault = _STOPPED  # as it is if the run is ended from outside
        self.fault = await self._read_index()
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def _read_index(self) -> str:
        """Read the index; return why it was not read to its end, "" if it was."""
        try:
            await self._walk(past_routes(self.source, self.archives)[self.asked])
        except Closing:
            kinds = ", ".join(self.outcome.group("failures"))
            return f"it did not answer ({kinds}); run again, it goes on where it was" if kinds else _STOPPED
        except RouteFailed as error:
            return str(error)
        except Exception as error:
            self.logger.exception("the index of %s could not be read", self.asked)
            return f"{type(error).__name__}: {error}"
        return ""

    async def _walk(self, route: Route) -> None:
        window = Window(source=ListSource(self._article_id), captures=self.index)
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
