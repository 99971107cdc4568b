"""Define `Fetch`, the project's record of one request, which is kept in `request.meta["fetch"]` only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import FormRequest, JsonRequest, Response

from hanoi_press.discovery import ApiRequest
from hanoi_press.discovery.captures import FILE, IndexedCapture
from hanoi_press.failures import FailureKind
from hanoi_press.items import ArchiveRef, Listed
from hanoi_press.store.capture_table import ArchivedAnswer

_KEY = "fetch"
# seconds; with a delay of 0 Scrapy 2.19 starts two requests of a slot before it counts the first
SHORTEST_DELAY = 0.001
_CONDITIONS = ("If-None-Match", "If-Modified-Since")  # the headers of a conditional request


class NotSent(IgnoreRequest):
    """Raised for a request that was not sent, or not answered in time, when the run was ended; its page stays due."""


class AnswerMissing(IgnoreRequest):
    """Raised for an answer that is to be read again and is not in the archive any more."""

    def __init__(self, message: str, *, is_pruned: bool = False) -> None:
        super().__init__(message)
        self.is_pruned = is_pruned  # its file was deleted on purpose


class Purpose(Enum):
    """The purpose of a request."""

    ARTICLE = "article"
    DISCOVERY = "discovery"
    ROBOTS = "robots"  # Scrapy's own request for a robots.txt


@dataclass(slots=True)
class Fetch:
    """The record of one request. Retries and redirects of the request share it.

    `article_id` is the id of the requested article; `page_url` its address if an API is requested instead of the page.
    `fetched_at` is the time of the answer (UTC, `2026-11-24T03:00:00Z`). `wire` is the answer as received, before its
    content encoding is undone. `failure` is the fault of its body, if any. `archive` is where it was stored.
    `listed` is what a list states of the article. `reread` is the archived answer that is read in place of a request.
    `capture` is the capture of a web archive that is requested in place of the page. `via` is the web archive whose
    capture the answer is, also if it is read again from our own archive; None if the site itself answered.
    """

    purpose: Purpose = Purpose.ARTICLE
    article_id: str = ""
    page_url: str | None = None
    fetched_at: str | None = None
    wire: Response | None = None
    failure: FailureKind | None = None
    archive: ArchiveRef | None = None
    listed: Listed | None = None
    reread: ArchivedAnswer | None = None
    capture: IndexedCapture | None = None
    via: str | None = None

    @property
    def answer(self) -> ArchivedAnswer | None:
        """Return where the answer is archived; None if it is not.

        A record of the user's files is not: it is read again when they are given again.
        """
        stored = self.archive
        if stored is None or (self.capture is not None and self.capture.archive == FILE):
            return None
        return ArchivedAnswer(stored.file, stored.offset, self.fetched_at or "")

    def forget_answer(self) -> None:
        """Clear the last answer, because the request is about to be sent (again)."""
        self.fetched_at = self.wire = self.failure = self.archive = self.via = None


def fetch_of(message: Request | Response) -> Fetch:
    """Return the record of a request, or of a response's request. Scrapy's own robots.txt requests get one here."""
    request = message if isinstance(message, Request) else message.request
    assert request is not None
    found: Fetch | None = request.meta.get(_KEY)
    if found is None:
        is_robots = bool(request.meta.get("dont_obey_robotstxt")) and request.url.endswith("/robots.txt")
        found = request.meta[_KEY] = Fetch(Purpose.ROBOTS if is_robots else Purpose.DISCOVERY)
    return found


def article_url(message: Request | Response) -> str:
    """Return the address of the article: after redirects, or of the page whose content an API or a capture gave."""
    fetch = fetch_of(message)
    return fetch.page_url or (fetch.capture.url if fetch.capture else message.url)


def build_request(wanted: ApiRequest, fetch: Fetch, **options: Any) -> Request:
    """Return the Scrapy request for `wanted`: a GET, or a POST of JSON or of a form if it has either.

    `options` are Scrapy's, with further keys of `meta`.
    """
    options["meta"] = {**options.get("meta", {}), _KEY: fetch}
    if wanted.form is not None:
        return FormRequest(wanted.url, method="POST", formdata=dict(wanted.form), **options)
    if wanted.json is not None:
        return JsonRequest(wanted.url, data=wanted.json, **options)
    return Request(wanted.url, **options)


def is_conditional(request: Request) -> bool:
    """Return True if a request asks for a page only if it changed."""
    return any(name in request.headers for name in _CONDITIONS)


def unconditional(request: Request) -> Request:
    """Return a request anew, for the whole page, and from no cache on the way."""
    again = request.replace(dont_filter=True)
    for name in _CONDITIONS:
        again.headers.pop(name, None)
    again.headers["Cache-Control"] = again.headers["Pragma"] = "no-cache"
    return again


def response_header(response: Response, name: str) -> str | None:
    """Return a response header as it can be sent back; None if there is none."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
