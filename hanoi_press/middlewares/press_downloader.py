"""Guard the connections of all download handlers, and send nothing more once a run is being ended."""

from __future__ import annotations

import logging
from time import monotonic
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.asyncio import create_looping_call
from twisted.python.failure import Failure

from hanoi_press.crawl.capture_request import web_archive_slots
from hanoi_press.crawl.fetch import NotSent
from hanoi_press.crawl.run_outcome import outcome_of
from hanoi_press.middlewares.guarded_pool import GuardedPool

logger = logging.getLogger(__name__)
_LOOKS = 0.5  # seconds between two looks at whether the run is being ended
_LAST_ANSWERS = 10.0  # seconds for answers to what was sent when the run is being ended


class PressDownloader(Downloader):
    """Scrapy's downloader with three changes.

    The HTTP handlers, whichever a source or an operator names, get a `GuardedPool`.

    Requests that wait for their turn when a run is being ended (a signal, `--max-minutes`, a block, a full disk) fail
    with `NotSent`. Scrapy's own waits until each was sent, through the delay of the slot and the pauses of
    `Retry-After` and after failures. What was sent already is waited for, but only for some seconds.

    Each web archive has a slot of its own, with `WEB_ARCHIVE_DELAY`, whatever the delay of the source is.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.per_slot_settings = web_archive_slots(crawler.settings) | self.per_slot_settings
        self._pools: list[GuardedPool] = []
        self._ends_at: float | None = None  # when open connections are ended
        self._is_aborted = False
        public_only = not crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES")
        for scheme in ("http", "https"):
            handler = self.handlers._get_handler(scheme)
            if isinstance(handler, HTTP11DownloadHandler):
                from twisted.internet import reactor  # imported late, because Scrapy installs it for the process

                handler._pool = GuardedPool(
                    reactor, per_host=handler._pool.maxPersistentPerHost, public_only=public_only
                )
                self._pools.append(handler._pool)
            else:
                logger.warning("%s: addresses and headers are not checked by %r", scheme, handler)
        self._looks = create_looping_call(self._release_at_the_end)

    @property
    def is_ending(self) -> bool:
        """Return True once the run is being ended."""
        engine = self.crawler.engine
        slot = engine._slot if engine is not None else None  # its state has no public name
        return slot is not None and slot.closing is not None

    def _process_queue(self, slot: Slot) -> None:
        if self.is_ending:
            while slot.queue:
                slot.queue.popleft()[1].errback(Failure(NotSent("the run is being ended")))  # type: ignore[no-untyped-call]
        else:
            super()._process_queue(slot)

    async def _download(self, slot: Slot, request: Request) -> Response:
        begun = monotonic()
        try:
            response = await super()._download(slot, request)
        except Exception as error:
            if self._is_aborted:
                raise NotSent("the run is being ended") from error
            self._note(request, monotonic() - begun)
            raise
        self._note(request, float(request.meta.get("download_latency", monotonic() - begun)))
        return response

    def _note(self, request: Request, seconds: float) -> None:
        """Note the time to an answer, or to a failure, whose latency Scrapy does not measure."""
        if (outcome := outcome_of(self.crawler)) is not None:
            outcome.details.note_request(urlsplit(request.url).netloc.lower(), seconds)

    def _release_at_the_end(self) -> None:
        if not self.is_ending:
            return
        for slot in list(self.slots.values()):
            self._process_queue(slot)
        self._ends_at = self._ends_at or monotonic() + _LAST_ANSWERS
        if monotonic() >= self._ends_at and not self._is_aborted:
            self._is_aborted = True
            for pool in self._pools:
                pool.abort()

    def _start_slot_gc(self) -> None:
        super()._start_slot_gc()
        if not self._looks.running:
            self._looks.start(_LOOKS, now=False)

    def _stop_slot_gc(self) -> None:
        super()._stop_slot_gc()
        if self._looks.running:
            self._looks.stop()
