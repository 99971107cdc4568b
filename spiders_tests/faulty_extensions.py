"""Scrapy components that put a fault into a crawl, for tests of its exit code and its balance."""

from __future__ import annotations

import ctypes
import json
import logging
import os
import signal
from collections.abc import AsyncIterator, Callable
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response

import hanoi_press
from hanoi_press import settings
from hanoi_press.crawl import read_answer as read_answer_module
from hanoi_press.crawl import template_learner
from hanoi_press.crawl.read_answer import Answer
from hanoi_press.items import content_hash
from hanoi_press.pipelines import check_articles
from hanoi_press.spiders import discovery_requests


def with_component(setting: str, component: type[Any], order: int) -> list[str]:
    """Return the command's options that load a component beside the project's own: EXTENSIONS, ITEM_PIPELINES …"""
    path = f"{component.__module__}.{component.__qualname__}"
    return ["-s", f"{setting}={json.dumps({**getattr(settings, setting, {}), path: order})}"]


def with_extension(extension: type[Any], order: int = 1000) -> list[str]:
    """Return the command's options that load an extension beside the project's own."""
    return with_component("EXTENSIONS", extension, order)


class RaiseOnceExtension:
    """The spider's callback raises for one article."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RaiseOnceExtension:
        read_answer: Any = template_learner.read_answer
        raised: list[str] = []

        def read(answer: Answer, *arguments: Any) -> Any:
            if not raised:
                raised.append(answer.url)
                raise ZeroDivisionError("a fault of ours")
            return read_answer(answer, *arguments)

        template_learner.read_answer = read
        return cls()


class BrokenReaderExtension:
    """No page can be read, by a version of the package of its own."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BrokenReaderExtension:
        def read(*arguments: Any, **options: Any) -> Any:
            raise LookupError("a template that nobody knows")

        hanoi_press.__version__ = "0.0.1"
        read_answer_module.read = read  # type: ignore[assignment]
        return cls()


class DoubtfulReaderExtension:
    """Pages are read without their first word and with low confidence, by a version of the package of its own."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DoubtfulReaderExtension:
        read_whole: Any = read_answer_module.read

        def read(*arguments: Any, **options: Any) -> Any:
            article = read_whole(*arguments, **options)
            article.text = article.text.partition(" ")[2]
            article.content_hash = content_hash(article.title, article.summary, article.text)
            article.extraction.confidence = "low"
            return article

        hanoi_press.__version__ = "0.0.2"
        read_answer_module.read = read
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


def _is_odd(url: str) -> bool:
    """Return True for the odd ones of `bai-viet-101.html`, `bai-viet-102.html` …"""
    return url[-6:-5].isdigit() and int(url[-6]) % 2 == 1


class SwallowRequests:
    """A downloader middleware that puts another request in place of the odd articles'; a filter drops that one."""

    def process_request(self, request: Request) -> Request | None:
        return Request(f"{request.url}?swallowed") if _is_odd(request.url) else None


class SwallowSwallowed:
    """A scheduler's filter that drops these."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SwallowSwallowed:
        return cls()

    def request_seen(self, request: Request) -> bool:
        return request.url.endswith("?swallowed")

    def open(self) -> None: ...
    def close(self, reason: str) -> None: ...
    def log(self, request: Request, spider: Any) -> None: ...


class SwallowArticles:
    """A spider middleware that swallows the articles of odd numbers on their way to the pipelines."""

    async def process_spider_output(self, response: Response, result: Any) -> AsyncIterator[Any]:
        async for one in result:
            if not _is_odd(response.url):
                yield one


class SwallowFollowing:
    """A spider middleware that swallows the requests that the spider's callback yields."""

    async def process_spider_output(self, response: Response, result: Any) -> AsyncIterator[Any]:
        async for one in result:
            if not isinstance(one, Request):
                yield one


class SwallowStart:
    """A spider middleware that swallows the first requests of odd numbers."""

    async def process_start(self, start: Any) -> AsyncIterator[Any]:
        async for one in start:
            if not _is_odd(one.url):
                yield one


class RaiseInSpiderMiddleware:
    """A spider middleware that raises before the spider sees an odd page."""

    def process_spider_input(self, response: Response) -> None:
        if _is_odd(response.url):
            raise ZeroDivisionError("a fault of the middleware's")


class RaiseInPipeline:
    """A pipeline that raises for every article."""

    def process_item(self, item: Any) -> Any:
        raise ZeroDivisionError(f"a fault of the pipeline's at {item.id}")


class DropInPipeline:
    """A pipeline that drops articles of odd numbers on purpose."""

    def process_item(self, item: Any) -> Any:
        if int(item.id[-1]) % 2:
            raise DropItem("not for us")
        return item


class CostlyPages:
    """Reading an odd page never ends, in Python or in C, or takes all memory, as COSTLY says."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CostlyPages:
        read_answer: Any = template_learner.read_answer

        def read(answer: Answer, *arguments: Any) -> Any:
            if _is_odd(answer.url):
                COSTS[os.environ["COSTLY"]]()
            return read_answer(answer, *arguments)

        template_learner.read_answer = read
        return cls()


class CostlyChecks:
    """Checking an article of an odd number never ends."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CostlyChecks:
        problems: Any = check_articles.problems

        def check(article: Any) -> Any:
            if int(article.id[-1]) % 2:
                _loop()
            return problems(article)

        check_articles.problems = check
        return cls()


class CostlyLists:
    """Parsing a sitemap never ends."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CostlyLists:
        discovery_requests.try_to_parse = try_sitemap
        return cls()


def try_sitemap(body: bytes) -> None:
    """Try to parse a discovery page; a list of addresses never ends."""
    if b"<urlset" in body:
        _call_c()


def _loop() -> None:
    while True:
        pass


def _call_c() -> None:
    """Call into C without an end; no signal that Python handles comes through."""
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    ctypes.PyDLL(None).sleep(1000)


def _eat() -> None:
    kept = []
    while True:
        kept.append(bytearray(64 * 1024 * 1024))


COSTS: dict[str, Callable[[], None]] = {"loop": _loop, "c": _call_c, "memory": _eat}


class LoudExtension:
    """A library writes to standard error without Python's streams, for each article."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> LoudExtension:
        extension = cls()
        crawler.signals.connect(extension.item_scraped, signal=signals.item_scraped)
        return extension

    def item_scraped(self) -> None:
        os.write(2, b"libloud: a warning of its own\n")
