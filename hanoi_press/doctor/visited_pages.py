"""Fetch the discovery pages of a visit: each once, few for a route, none once the site has shown that it is no use."""

from __future__ import annotations

import json as jsons
from collections.abc import Mapping
from time import monotonic
from typing import Any

from hanoi_press.discovery import Fetched, FetchFailed, FetchPage, Forbidden
from hanoi_press.doctor.findings import AskedPage
from hanoi_press.failures import OF_HOST, FailureKind, failure_kind

NOT_ARCHIVED = "not in the archive"
FORBIDDEN = "robots.txt"
ELSEWHERE = "elsewhere"  # redirected to another site, or on none of the source's hosts
CHALLENGE = "challenge"
GOOD = "200"
BUSY = ("429", "503", "busy")  # a site that says so is left alone at once
SERVER_ERRORS = ("500", "502", "504", "520", "522", "524", str(FailureKind.SERVER_ERROR))
REFUSALS = (CHALLENGE, "401", "403", *BUSY)
# answers that say that no page came from the host
UNREACHED = frozenset(map(str, OF_HOST - {FailureKind.BUSY, FailureKind.SERVER_ERROR})) | {"robots", "failing"}
_HOPELESS = 2  # pages that failed in a row because of the host
_REFUSED = 3  # pages in a row that were refused, or met by an error of the server
_USUAL, _MOST = 2, 3  # pages of a route; the third only if the two before came and named no article


class Enough(Exception):
    """Raised inside a route to end it: it has shown what it gives, or the visit is over."""


class NotArchivedError(FetchFailed):
    """Raised for a page that the archive does not hold, which says nothing of the site."""


class ChallengedError(FetchFailed):
    """Raised for a page that is a challenge or a refusal in words."""


def answer_of(error: FetchFailed) -> str:
    """Return a failed fetch in a word or two, as in `AskedPage.answer`."""
    if isinstance(error, NotArchivedError):
        return NOT_ARCHIVED
    if isinstance(error, ChallengedError):
        return CHALLENGE
    if isinstance(error, Forbidden):
        return FORBIDDEN if "robots" in str(error).lower() else ELSEWHERE
    text = str(error)
    if text.isdigit() or text == "blocked":
        return "403" if text == "blocked" else text
    if text.startswith("too-costly"):
        return str(FailureKind.TOO_COSTLY)
    return str(failure_kind(error.__cause__)) if error.__cause__ else text


class VisitedPages:
    """The discovery pages of one visit. `stopped` says why no further page is asked for; "" while some are."""

    def __init__(self, fetch: FetchPage, seconds: float) -> None:
        self._fetch = fetch
        self._found: dict[str, Fetched | FetchFailed] = {}
        self._ends_at = monotonic() + seconds
        self._failed_in_a_row = self._refused_in_a_row = 0
        self.stopped = ""
        self.answers: list[AskedPage] = []  # of all pages, articles' as well, in the order of asking

    def note(self, url: str, answer: str) -> None:
        """Record the answer to a request, and stop the visit if it shows that more requests are no use."""
        self.answers.append(AskedPage(url, answer))
        self._failed_in_a_row = self._failed_in_a_row + 1 if answer in UNREACHED else 0
        is_error = answer in REFUSALS or answer in SERVER_ERRORS
        self._refused_in_a_row = self._refused_in_a_row + 1 if is_error else 0
        if answer == CHALLENGE:
            self.stopped = "the site answers with a challenge page"
        elif answer in BUSY:
            self.stopped = "the site says that it is busy"
        elif self._refused_in_a_row >= _REFUSED:
            self.stopped = "the site refuses, or its server fails"
        elif self._failed_in_a_row >= _HOPELESS or answer in ("robots", "failing", "dns"):
            self.stopped = "the host does not answer"

    @property
    def is_over(self) -> bool:
        """True if nothing more may be asked for."""
        if not self.stopped and monotonic() >= self._ends_at:
            self.stopped = "the visit took too long"
        return bool(self.stopped)

    async def fetch(self, url: str, json: Any, form: Mapping[str, str] | None) -> Fetched:
        """Return a page, from this visit if it was asked for before. Raises `FetchFailed`, `Enough`."""
        key = jsons.dumps([url, json, dict(form) if form else None], sort_keys=True, default=str)
        if key not in self._found:
            if self.is_over:
                raise Enough
            try:
                self._found[key] = await self._fetch(url, json=json, form=form)
                self.note(url, GOOD)
            except FetchFailed as error:
                self._found[key] = error
                self.note(url, answer_of(error))
        found = self._found[key]
        if isinstance(found, FetchFailed):
            raise found
        return found


class RouteFetch:
    """The `FetchPage` of one route: `Enough` ends the route when it has named articles, or asked for enough pages."""

    def __init__(self, pages: VisitedPages) -> None:
        self.pages = pages
        self.asked: list[AskedPage] = []
        self.has_leads = False

    async def __call__(self, url: str, *, json: Any = None, form: Mapping[str, str] | None = None) -> Fetched:
        is_fruitless = all(page.answer == GOOD for page in self.asked)
        if self.has_leads or len(self.asked) >= (_MOST if is_fruitless else _USUAL):
            raise Enough
        try:
            fetched = await self.pages.fetch(url, json, form)
        except FetchFailed as error:
            self.asked.append(AskedPage(url, answer_of(error)))
            raise
        self.asked.append(AskedPage(url, GOOD))
        return fetched
