"""`extensions/normal_log.py`: what the log leaves out at its normal level, and what it never leaves out."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError

from hanoi_press.extensions.clean_log import OneLine
from hanoi_press.extensions.normal_log import NormalLog
from hanoi_press.failures import BrokenResponse, FailureKind

URL = "https://moj.gov.vn/tin-{}.html"


class Log:
    """A log of its own: `text()` is what was written."""

    def __init__(self) -> None:
        self.filter = NormalLog()
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.addFilter(self.filter)

    def logger(self, name: str) -> logging.Logger:
        logger = logging.Logger(name)
        logger.addHandler(self.handler)
        return logger

    def lines(self) -> list[str]:
        return self.stream.getvalue().splitlines()


@pytest.fixture
def log() -> Iterator[Log]:
    make = logging.getLogRecordFactory()
    logging.setLogRecordFactory(OneLine(make))
    yield Log()
    logging.setLogRecordFactory(make)


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as found:
        return found


def test_scrapys_own_lines(log: Log) -> None:
    scrapy = log.logger("scrapy.core.engine")
    scrapy.info("Spider opened")
    scrapy.info("Enabled extensions:\n%s", ["a", "b"])
    log.logger("scrapy.crawler").info("Received %s, shutting down gracefully. Send again to force ", "SIGTERM")
    log.logger("scrapy.core.downloader.tls").warning("Remote certificate is odd")
    log.logger("scrapyd.own").info("another program's")
    assert log.lines() == [
        "Received SIGTERM, shutting down gracefully. Send again to force ",
        "Remote certificate is odd",
        "another program's",
    ]


@pytest.mark.parametrize("name", ["scrapy.downloadermiddlewares.robotstxt", "scrapy.downloadermiddlewares.retry"])
def test_what_a_line_of_ours_says_as_well(log: Log, name: str) -> None:
    error = raised(CannotResolveHostError("no results"))
    log.logger(name).error("Error downloading <GET https://moj.gov.vn/robots.txt>: no", exc_info=error)
    log.logger(name).error("Gave up retrying <GET https://moj.gov.vn/>")
    assert log.lines() == []
    log.logger(name).error("Error downloading", exc_info=raised(ZeroDivisionError("ours")))
    assert log.lines()[0] == "Error downloading" and log.lines()[-1] == "ZeroDivisionError: ours"


@pytest.mark.parametrize(
    "error",
    [DownloadTimeoutError("60 s"), CannotResolveHostError("moj"), BrokenResponse(FailureKind.ROBOTS)],
    ids=lambda error: type(error).__name__,
)
def test_no_traceback_for_a_site(log: Log, error: Exception) -> None:
    log.logger("scrapy.core.scraper").error("Error downloading <GET x>\nmore", exc_info=raised(error))
    assert log.lines() == ["Error downloading <GET x>"]


@pytest.mark.parametrize("error", [ValueError("a"), KeyError("b"), OSError("c"), ConnectionResetError("d")])
def test_a_traceback_for_an_error_of_ours(log: Log, error: Exception) -> None:
    log.logger("moj").error("could not be read", exc_info=raised(error))
    assert log.lines()[1].startswith("Traceback ") and type(error).__name__ in log.lines()[-1]


def test_the_same_of_a_host_is_counted(log: Log) -> None:
    moj = log.logger("moj")
    for number in range(5):
        moj.warning("could not be read (parse): %s (no title)", URL.format(number))
        moj.warning("could not be read (timeout): %s (60 s)", URL.format(number))
        moj.warning("could not be read (timeout): %s (60 s)", f"https://other.vn/{number}")
        moj.warning("left out: %s", URL.format(number))
    shown = [line.split(" (")[0] + line[18:26] for line in log.lines()]
    assert sum("(parse)" in line for line in log.lines()) == 3, shown
    assert sum("(timeout): https://moj" in line for line in log.lines()) == 1  # the host fails: one line says it
    assert sum("(timeout): https://other" in line for line in log.lines()) == 1
    assert sum("left out" in line for line in log.lines()) == 3
    counted = log.filter.left_out()
    assert [line.split(" ")[0] for line in counted] == ["4", "4", "2", "2"]
    assert "--verbose" in counted[0] and "https://moj.gov.vn/tin-1.html" in counted[0]
    assert log.filter.left_out() == []


def test_words_in_an_address_are_no_kind(log: Log) -> None:
    for number in range(3):
        log.logger("moj").warning("left out: %s", f"https://moj.gov.vn/dns-{number}/timeout")
    assert len(log.lines()) == 3


def test_lines_without_an_address_and_critical_ones_are_all_shown(log: Log) -> None:
    for number in range(9):
        log.logger("moj").critical("disk full at %s", URL.format(number))
        log.logger("moj").warning("cut: line %d", number)
    assert len(log.lines()) == 18
