"""Scrapy extensions that put a fault into a crawl, for tests of its exit code."""

from __future__ import annotations

import json
import logging
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler

from hanoi_press import settings
from hanoi_press.crawl.read_answer import Answer
from hanoi_press.sources import Source
from hanoi_press.spiders import press


def with_extension(extension: type[Any]) -> list[str]:
    """Return the command's options that load an extension beside the project's own."""
    path = f"{extension.__module__}.{extension.__qualname__}"
    return ["-s", f"EXTENSIONS={json.dumps({**settings.EXTENSIONS, path: 1000})}"]


class RaiseOnceExtension:
    """The spider's callback raises for one article."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RaiseOnceExtension:
        read_answer: Any = press.read_answer
        raised: list[str] = []

        def read(answer: Answer, source: Source) -> Any:
            if not raised:
                raised.append(answer.url)
                raise ZeroDivisionError("a fault of ours")
            return read_answer(answer, source)

        press.read_answer = read
        return cls()


class CriticalLogExtension:
    """Logs a CRITICAL line and an ERROR while all is well."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CriticalLogExtension:
        extension = cls()
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_closed(self) -> None:
        logging.getLogger("somebody.else").critical("the sky is falling")
        logging.getLogger("hanoi_press.test").error("an error that is none of the crawl's")
