"""Define `DiscoverySpider`, which fetches the pages of discovery: a site's lists, and the indexes of web archives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from hanoi_press.crawl.bounded import TooCostly
from hanoi_press.crawl.capture_request import web_archive_meta, web_archives
from hanoi_press.crawl.failed_request import request_error
from hanoi_press.crawl.fetch import Fetch, NotSent, Purpose, build_request, response_header
from hanoi_press.crawl.page_worker import PageWorker, shared_worker, try_to_parse
from hanoi_press.crawl.past_figures import TITLES
from hanoi_press.crawl.read_answer import GONE, NOT_MODIFIED
from hanoi_press.discovery import ApiRequest, Fetched, FetchFailed, Forbidden
from hanoi_press.discovery.web_archives import WebArchives
from hanoi_press.failures import FailureKind, failure_kind, is_full_answer, status_failure
from hanoi_press.pages.verdicts import is_block_page
from hanoi_press.spiders.recording import RecordingSpider
from hanoi_press.store.list_answers import ListAnswer
from hanoi_press.store.stamps import conditions

_REFUSED = b"AccessControlException"  # in the Wayback Machine's answer for a site that it does not show


class Closing(Exception):
    """Raised to stop discovery when the run is being ended, which is no failure."""


class DiscoverySpider(RecordingSpider):
    """A spider that fetches what routes ask for."""

    @cached_property
    def archives(self) -> WebArchives:
        """Where the web archives are reached."""
        return web_archives(self.settings)

    @cached_property
    def worker(self) -> PageWorker:
        """The process that reads the pages, one for all spiders of this process."""
        return shared_worker(self.settings.getfloat("PAGE_SECONDS"), self.settings.getint("PAGE_MEMORY"))

    async def fetch_page(self, url: str, *, json: Any = None, form: Mapping[str, str] | None = None) -> Fetched:
        """Return one discovery page, fetched like any other: robots.txt, delay, retries. Raises `FetchFailed`.

        One that has not changed since an earlier run (HTTP 304) is that run's answer. One that an earlier attempt of
        this run has read is not requested. A page of a web archive's index is none of the site's.
        """
        if (archive := self.archives.name_of(url)) is not None:
            return await self._fetch_index(url, archive)
        if self.frontier.auto.stopped:
            raise FetchFailed(self.frontier.auto.stopped)
        known = self.history.list_answer(url) if json is None and form is None else None
        if known and known.is_fresh:
            self.outcome.count("discovery_pages")
            return Fetched(known.address, known.body)
        headers = conditions(known.etag, known.changed) if known else {}
        try:
            request = build_request(ApiRequest(url, json, form), Fetch(Purpose.DISCOVERY), headers=headers)
            response = await self.crawler.engine.download_async(request)
        except NotSent as error:
            if stopped := self.frontier.auto.stopped:
                raise FetchFailed(stopped) from error
            raise Closing from error
        except IgnoreRequest as error:
            raise Forbidden(str(error) or "ignored") from error
        except Exception as error:
            if self._is_closing():
                raise Closing from error
            kind, text = failure_kind(error), request_error(error)
            self.outcome.details.note_failed(url, kind, text.removeprefix(f"{kind}: "))
            raise FetchFailed(text) from error
        self.outcome.count("discovery_pages")
        if known and headers and response.status == NOT_MODIFIED:
            self.outcome.count("lists_unchanged")
            self.history.keep_list_answer(url, None)
            return Fetched(known.address, known.body)
        await self._check_list(url, response)
        if json is None and form is None:
            etag, changed = (response_header(response, name) for name in ("ETag", "Last-Modified"))
            self.history.keep_list_answer(url, ListAnswer(response.url, etag, changed, response.body))
        return Fetched(response.url, response.body)

    async def _fetch_index(self, url: str, archive: str) -> Fetched:
        """Return a page of a web archive's index. Raises `FetchFailed`, with status and body of another answer."""
        try:
            meta = web_archive_meta(url, self.settings)
            request = build_request(ApiRequest(url), Fetch(Purpose.DISCOVERY), meta=meta)
            response = await self.crawler.engine.download_async(request)
        except NotSent as error:
            raise Closing from error
        except Exception as error:
            if self._is_closing():
                raise Closing from error
            raise FetchFailed(request_error(error)) from error
        self.outcome.past.note_index_page(archive)
        if is_full_answer(response.status):
            return Fetched(response.url, response.body)
        reason = str(response.status)
        if response.status == 403 or _REFUSED in response.body:
            reason = f"{TITLES[archive]} refuses to tell what it has of this host (HTTP {response.status})"
        raise FetchFailed(reason, status=response.status, body=response.body)

    async def _check_list(self, url: str, response: Response) -> None:
        """Raise `FetchFailed` for an answer that is no list: too costly, a block page, another status than 200."""
        try:
            await self.worker.run(try_to_parse, response.body)
        except TooCostly as error:
            self.outcome.count("failures/too-costly")
            self.outcome.details.note_failed(url, FailureKind.TOO_COSTLY, f"parsing it {error}")
            raise FetchFailed(f"too-costly: parsing it {error}") from None
        if is_block_page(response.body):
            self._blocked(url, "a challenge page in place of a list", at_once=True)
            raise FetchFailed("blocked")  # with `via=auto` the run goes on
        if response.status == 403:
            self.outcome.count("blocked")
            self.outcome.details.note_failed(url, "blocked", "HTTP 403 for a list")
            raise FetchFailed("blocked")
        if not is_full_answer(response.status):
            if response.status not in GONE:  # said by the route, if it needs the list
                kind = status_failure(response.status) or FailureKind.HTTP
                self.outcome.details.note_failed(url, kind, f"HTTP {response.status}")
            raise FetchFailed(str(response.status), status=response.status, body=response.body)

    def _is_closing(self) -> bool:
        slot = self.crawler.engine._slot  # its state has no public name
        return slot is None or slot.closing is not None
