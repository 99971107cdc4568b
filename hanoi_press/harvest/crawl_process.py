"""Set up a process that crawls units: where its log goes, how it finds hosts, what it writes to standard error."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from typing import Any

from scrapy.crawler import Crawler
from scrapy.utils.log import configure_logging
from scrapy.utils.misc import build_from_crawler, load_object

from hanoi_press.engine.unit import WorkContext
from hanoi_press.extensions.log_handler import install_log_handler
from hanoi_press.extensions.sent_log import STANDARD_ERROR, SendingHandler

_LONGEST = 10_000  # characters of a line on standard error
_context: ContextVar[WorkContext | None] = ContextVar("unit", default=None)
_running: list[WorkContext] = []  # the units of this process that have not ended
_is_prepared = False


@contextmanager
def log_sent_by(context: WorkContext) -> Iterator[None]:
    """Let log lines of the task that runs the `with` block, and of what it starts, go out as messages of its unit."""
    _context.set(context)
    _running.append(context)
    try:
        yield
    finally:
        _running.remove(context)


def prepare_process(crawler: Crawler, *, is_drawn: bool) -> None:
    """Set up this process as its first crawler's settings say.

    `is_drawn`: lines on standard error would tear the progress, so they are sent, too.
    """
    global _is_prepared
    if _is_prepared:
        return
    _is_prepared = True
    for handler in list(logging.root.handlers):
        logging.root.removeHandler(handler)
    configure_logging(crawler.settings)
    install_log_handler(crawler.settings, SendingHandler(_send))
    _set_up_reactor(crawler)
    if is_drawn:
        _send_standard_error()


def _send(level: int, name: str, text: str) -> None:
    context = _context.get()
    if context not in _running:  # a thread, or what an ended unit left behind
        context = _running[-1] if _running else None
    if context is not None:
        context.tell("log", level=level, logger=name, text=text)


def _set_up_reactor(crawler: Crawler) -> None:
    """Do what Scrapy does before it starts its reactor: install its cache of host names and bound the threads."""
    reactor: Any = import_module("twisted.internet.reactor")  # the one that was installed
    resolver = load_object(crawler.settings["TWISTED_DNS_RESOLVER"])
    build_from_crawler(resolver, crawler, reactor=reactor).install_on_reactor()
    reactor.getThreadPool().adjustPoolsize(maxthreads=crawler.settings.getint("REACTOR_THREADPOOL_MAXSIZE"))


def _send_standard_error() -> None:
    """Send what this process, and those that read its pages, write to standard error as lines of the log.

    A write never waits: what the pipe has no room for is lost.
    """
    read, write = os.pipe()
    os.set_blocking(read, False)
    os.set_blocking(write, False)
    for number in (1, 2):  # standard output leads to standard error in these processes
        os.dup2(write, number)
    os.close(write)
    asyncio.get_running_loop().add_reader(read, _read_lines, read, bytearray())


def _read_lines(pipe: int, rest: bytearray) -> None:
    try:
        rest += os.read(pipe, 1 << 16)
    except BlockingIOError:
        return
    *lines, last = bytes(rest).split(b"\n")
    rest[:] = last[-_LONGEST:]
    for line in filter(None, lines):
        _send(logging.WARNING, STANDARD_ERROR, line[:_LONGEST].decode("utf-8", "replace"))
