"""Crawl one source as a unit of work: in a part folder, side by side with other sources in one process."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Coroutine
from contextlib import suppress
from importlib import import_module
from time import time
from typing import Any

from scrapy.core.engine import ExecutionEngine
from scrapy.utils.reactor import install_reactor

from hanoi_press.crawl.run_outcome import outcome_of
from hanoi_press.engine.unit import WorkContext
from hanoi_press.extensions.data_folder import DataFolderExtension
from hanoi_press.extensions.unit_crawler import UnitCrawler
from hanoi_press.harvest.crawl_process import log_sent_by, prepare_process
from hanoi_press.harvest.final_figures import final_figures
from hanoi_press.harvest.sent_progress import SentProgress
from hanoi_press.harvest.shipped_settings import received_settings
from hanoi_press.sources import Source, sources
from hanoi_press.spiders import spider_for

logger = logging.getLogger(__name__)
_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
_PAUSE = 0.05  # seconds between two looks whether the run is to end


class UnknownSource(ValueError):
    """Raised for a source that this machine does not know; the message says what to do."""


def run_loop(main: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine to its end in Twisted's reactor on asyncio, which Scrapy needs."""
    install_reactor(_REACTOR)
    reactor: Any = import_module("twisted.internet.reactor")  # the one that was installed just now
    task = asyncio.get_event_loop().create_task(main)
    task.add_done_callback(lambda done: reactor.callLater(0, reactor.stop))
    reactor.run(installSignalHandlers=False)
    task.result()


async def work(context: WorkContext) -> dict[str, Any]:
    """Crawl the source of a unit in the unit's folder; return its `figures`, as the run's record states them.

    Raises `UnknownSource`. What goes wrong with the crawl stands in the figures.
    """
    source = _known(context.inputs["source"])
    settings = received_settings(context.inputs["settings"], context.folder)
    with log_sent_by(context):
        crawler = UnitCrawler(spider_for(source), settings, context.folder.name, _display(context), context.attempt)
        prepare_process(crawler, is_drawn=context.inputs["is_drawn"])
        watch = asyncio.ensure_future(_stop_in_time(context, crawler))
        try:
            await crawler.crawl_async(**context.inputs["arguments"])
        except sqlite3.Error as error:
            logger.debug("%s: %s", source.name, error)  # the extension of the data folder has said it
        except Exception as error:
            logger.error("%s could not be crawled: %s: %s", source.name, type(error).__name__, error, exc_info=True)
        finally:
            watch.cancel()
        return {"figures": final_figures(_recorded(crawler, source.name), outcome_of(crawler))}


def _known(name: str) -> Source:
    try:
        return sources()[name]
    except KeyError:
        raise UnknownSource(
            f"the source {name} is not known here; install the same version of hanoi_press, or copy the file "
            f"{name}.py of your own sources (HANOI_PRESS_SOURCES names their folder)"
        ) from None


def _display(context: WorkContext) -> SentProgress | None:
    return SentProgress(context) if context.inputs["is_drawn"] else None


def _recorded(crawler: UnitCrawler, name: str) -> dict[str, Any] | None:
    """Return what the record of the part folder says of the source; None if it could not be written."""
    if crawler._extensions is None:
        return None
    extension = crawler.get_extension(DataFolderExtension)
    found: dict[str, Any] | None = extension.folder.record.content["sources"].get(name) if extension else None
    return found


async def _stop_in_time(context: WorkContext, crawler: UnitCrawler) -> None:
    """Close the crawler once the run is to end; pending requests are finished, and their articles kept."""
    while not (context.is_stopping and _is_running(crawler)):
        context.tell("beat")
        await asyncio.sleep(_PAUSE)
    ends = context.inputs["ends"]
    reason = "time" if ends is not None and time() >= ends - 1 else "shutdown"
    end_start(crawler.engine)
    closing = asyncio.ensure_future(crawler.engine.close_spider_async(reason=reason))
    while not closing.done():
        context.tell("beat")
        await asyncio.wait({closing}, timeout=_PAUSE)
    with suppress(Exception):  # it is closed already
        closing.result()


def end_start(engine: ExecutionEngine) -> None:
    """Let an engine take no more requests from `start()`, as `ExecutionEngine.stop_async` does.

    It would read the ledger, which closing the spider closes.
    """
    if (starting := engine._start_request_processing_awaitable) is not None:
        starting.cancel()
        engine._start_request_processing_awaitable = None


def _is_running(crawler: UnitCrawler) -> bool:
    return crawler._engine is not None and bool(crawler.engine.running) and crawler.engine.spider is not None
