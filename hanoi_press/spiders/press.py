"""`PressSpider`: from a source's routes to its articles. A source is a subclass with attributes and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from hanoi_press.discovery import VN
from hanoi_press.items import Article, Identity
from hanoi_press.pages import NotAnArticle, read
from hanoi_press.pages.verdicts import is_wall
from hanoi_press.spiders.address import Address, tidy
from hanoi_press.spiders.arguments import ArgumentError, Wish, wish
from hanoi_press.spiders.content import page_url
from hanoi_press.spiders.finder import Finder
from hanoi_press.spiders.memory import seconds
from hanoi_press.trouble import kind_of, kind_of_status

_UNREADABLE = frozenset({"empty", "shell"})  # verdicts on a page that should have been an article
_BLOCKED = frozenset({401, 403, 429, 503})
_GONE = frozenset({404, 410})
_SHORTEST = 0.001  # seconds between two requests at least


class PressSpider(Finder):
    """A source of the press.

    Arguments (`-a name=value`), the same for all: `since`, `until` (days, inclusive), `days`, `section`, `limit`,
    `url` (one or several, comma-separated), `via` (one route), `archive` (a WARC file in place of the network).
    """

    publisher: ClassVar[str]  # the outlet's name as it writes it
    hosts: ClassVar[tuple[str, ...]]  # without www; the first is today's
    addresses: ClassVar[tuple[Address, ...]]
    sections: ClassVar[tuple[str, ...]] = ()  # the lists known by name
    section_form: ClassVar[re.Pattern[str] | None] = None  # what the name of a list that is not known looks like
    family: ClassVar[str]  # its CMS, as `docs/sources.md` prints it
    status: ClassVar[str] = "unverified"  # verified on a real page, modelled on one of its family, unverified, refused
    remark: ClassVar[str] = ""  # what the status rests on; why a source is refused
    merged_into: ClassVar[tuple[str, str] | None] = None  # the source that took over, and the day (2025-03-01)

    allowed_domains: list[str]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> PressSpider:
        """Checks the arguments (`ArgumentError`) and sets what they imply."""
        wanted = cls.check(kwargs)
        if wanted.archive:
            crawler.settings.set("ARCHIVE_FILE", str(wanted.archive), priority="spider")
            crawler.settings.set("DOWNLOAD_DELAY", 0, priority="spider")
        elif crawler.settings.getfloat("DOWNLOAD_DELAY") < _SHORTEST:
            # At a delay of 0 Scrapy 2.19 starts two requests of a slot before it counts the first.
            crawler.settings.set("DOWNLOAD_DELAY", _SHORTEST, priority="cmdline")
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.wish = wanted
        spider.allowed_domains = list(cls.hosts)
        return spider

    @classmethod
    def check(cls, arguments: Mapping[str, str]) -> Wish:
        """The arguments as a `Wish`; raises `ArgumentError` with one line that says what is accepted."""
        wanted = wish(dict(arguments), cls.sections, tuple(cls.routes), datetime.now(VN).date(), cls.section_form)
        if cls.status == "refused" and not wanted.archive:
            raise ArgumentError(f"refused: {cls.remark}; accepted is only archive=, a WARC file")
        for url in wanted.urls:
            if cls.identify(url) is None:
                raise ArgumentError(
                    f"url={url}: no article address of {cls.name}; accepted are articles on {', '.join(cls.hosts)}"
                )
        if wanted.sections:
            able = [name for name, route in cls.routes.items() if route.by_section]
            if wanted.via and wanted.via not in able:
                raise ArgumentError(
                    f"via={wanted.via} knows no sections; with section=, accepted are {', '.join(able)}"
                )
        return wanted

    @classmethod
    def identify(cls, url: str) -> Identity | None:
        """Who the article at `url` is; None where the address is no article's."""
        plain = tidy(url)
        found = (kind.identity(plain, cls.name, cls.publisher) for kind in cls.addresses)
        return next(filter(None, found), None)

    # --- articles ----------------------------------------------------------------------------------------------------

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Article | Request]:
        """The article of one page; where the page is a shell, the request for its content."""
        found: Article | Request | None = None
        try:
            found = self.read(response)
            if isinstance(found, Request):
                yield found
            elif found and self.is_wanted(found, response.meta["id"]):
                self.kept += 1
                etag, changed = (header(response, name) for name in ("ETag", "Last-Modified"))
                self.memory.arrives(response.meta["id"], found.id, etag, changed)
                yield found
        finally:
            if not isinstance(found, Request):
                self.answered()

    def read(self, response: Response) -> Article | Request | None:
        """The article, what to ask in its page's place, or None and a count by kind: nothing is dropped in silence."""
        url, id = page_url(response), response.meta["id"]
        try:
            article = read(
                response.body,
                url,
                self.identify,
                encoding=getattr(response, "_declared_encoding", lambda: None)(),
                fetched_at=response.meta["fetched_at"],
            )
        except NotAnArticle as verdict:
            if verdict.kind == "blocked":
                self.blocked(url, at_once=True)
            if verdict.kind == "shell" and "page_url" not in response.meta and (ask := self.instead(url)):
                self.shells = True
                return self.article_request(id, url, ask)
            if verdict.kind in _UNREADABLE:
                self.misses(id, url, str(verdict))
            else:
                self.leaves(id, verdict.kind, url)
            return None
        except Exception:
            self.misses(id, url, "the page class failed", exc_info=True)
            return None
        self.blocked_in_a_row = 0
        article.archive = response.meta.get("archive")
        if not article.title or not article.text:
            self.misses(id, url, "no " + " and no ".join(n for n in ("title", "text") if not getattr(article, n)))
            return None
        return article

    def failed(self, failure: Failure) -> None:
        """A request that gave no page, counted by kind."""
        self.answered()
        asked: Request = failure.request  # type: ignore[attr-defined]
        url, id = page_url(asked), asked.meta["id"]
        error = failure.value
        assert error is not None
        if isinstance(error, HttpError):
            status = error.response.status
            if status == 304:
                self.blocked_in_a_row = 0
                self.count("unchanged")
                self.memory.same(id)
            elif status in _GONE:
                self.leaves(id, "gone", url)
            elif status in _BLOCKED:
                self.blocked(url, at_once=is_wall(error.response.body))
            else:
                self.misses(id, url, f"HTTP {status}", kind_of_status(status) or "http")
        elif isinstance(error, IgnoreRequest) and kind_of(error) == "other":
            self.leaves(id, "seen" if str(error) == "seen" else "forbidden", url, str(error))
        else:
            self.misses(id, url, f"{type(error).__name__}: {error}", kind_of(error))

    def is_wanted(self, article: Article, id: str) -> bool:
        """Was it published in the time wished for? A route may not know; the page does. Who is named by its address or
        stands in the corpus already is wanted whenever it was published."""
        stated = article.published_at
        if stated is None or self.wish.urls or self.memory.stores(article.id):
            return True
        moment = datetime.fromisoformat(stated)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=VN)
        if self.wish.window.holds(moment):
            return True
        self.leaves(id, "outside", article.url, published=seconds(moment))
        return False


def header(response: Response, name: str) -> str | None:
    """A header as it can be sent back; None where there is none."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
