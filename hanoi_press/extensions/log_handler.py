"""Write the log of a crawl: through a filter at its normal level, and above the progress in a terminal."""

from __future__ import annotations

import logging
import os

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from scrapy.utils.log import TopLevelFormatter, get_scrapy_root_handler

from hanoi_press import __version__
from hanoi_press.extensions.clean_log import escape_log_records
from hanoi_press.extensions.normal_log import NormalLog
from hanoi_press.extensions.terminal import print_above

logger = logging.getLogger(__name__)
_logged: list[str] = []  # lines on the settings of this process
_installed: logging.Handler | None = None


class TerminalHandler(logging.StreamHandler):  # type: ignore[type-arg]
    """A handler that writes to standard error, above the progress while one is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.process = os.getpid()

    def emit(self, record: logging.LogRecord) -> None:
        try:
            is_written = os.getpid() == self.process and print_above(self.format(record))
        except Exception:
            self.handleError(record)
        else:
            if not is_written:
                super().emit(record)


def install_log_handler(settings: BaseSettings, sending: logging.Handler | None = None) -> None:
    """Write the log as `LOG_LEVEL`, `LOG_FILE`, `LOG_ENABLED` and `LOG_FORMAT` say, once in a process.

    Scrapy's own handler, with everything it has to say, is used with `LOG_INSTALL_ROOT_HANDLER`. `sending`: a handler
    that sends the log to the process that writes it, which logs the settings as well.
    """
    global _installed
    escape_log_records()
    if _installed in logging.root.handlers or get_scrapy_root_handler() is not None:
        return
    logging.root.setLevel(logging.NOTSET)
    if sending is not None:
        _logged.append("said by the other process")
    _installed = _filtered(sending or _handler(settings), settings)
    logging.root.addHandler(_installed)


def _handler(settings: BaseSettings) -> logging.Handler:
    handler: logging.Handler
    if path := settings["LOG_FILE"]:
        mode = "a" if settings.getbool("LOG_FILE_APPEND") else "w"
        handler = logging.FileHandler(path, mode=mode, encoding=settings["LOG_ENCODING"])
    elif settings.getbool("LOG_ENABLED"):
        handler = TerminalHandler()
    else:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter(settings["LOG_FORMAT"], settings["LOG_DATEFORMAT"]))
    if settings.getbool("LOG_SHORT_NAMES"):
        handler.addFilter(TopLevelFormatter(["scrapy"]))
    return handler


def _filtered(handler: logging.Handler, settings: BaseSettings) -> logging.Handler:
    handler.setLevel(settings["LOG_LEVEL"])
    if handler.level >= logging.INFO:
        handler.addFilter(NormalLog())
    return handler


def log_settings(settings: BaseSettings) -> None:
    """Log in one line, once in a process, the settings that a person asks about first."""
    robots = "obeyed" if settings.getbool("ROBOTSTXT_OBEY") else "not obeyed"
    keeps = "kept" if settings.getbool("ARCHIVE_RAW") else "not kept"
    line = (
        f"hanoi_press {__version__}: data in {settings['DATA_DIR']}, User-Agent {settings['USER_AGENT']}, "
        f"{settings.getfloat('DOWNLOAD_DELAY'):g} s between requests, robots.txt {robots}, raw pages {keeps}"
    )
    if not _logged:  # that of the first source, if they differ
        _logged.append(line)
        logger.info("%s", line)


def report_left_out() -> None:
    """Log how many lines were only counted."""
    for one in _installed.filters if _installed is not None else ():
        if isinstance(one, NormalLog):
            for line in one.left_out():
                logger.warning("%s", line)


class LogExtension:
    """An extension that writes the log of a crawl without control characters and Scrapy's dumps."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> LogExtension:
        install_log_handler(crawler.settings)
        log_settings(crawler.settings)
        extension = cls()
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_closed(self) -> None:
        report_left_out()
