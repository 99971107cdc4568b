"""What a route is given (`FetchPage`, `Window`), what it yields (`Lead`), and how it fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple, Protocol

from hanoi_press.text.moments import VN

MAX_FAILURES_AT_START = 3  # pages of a route that fail before any answered; then the site is taken to be down


@dataclass(frozen=True, slots=True)
class ApiRequest:
    """A request by address: a GET, or a POST of `json`, or of `form` as a browser sends it."""

    url: str
    json: Any = None
    form: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """One article URL (absolute, http or https), with what the discovery page said of it. Moments are aware.

    `modified_on` is the day of the last change where no hour is stated. `api_request` gets the article's content where
    the page at `url` is only a shell that a script fills.
    """

    url: str
    published: datetime | None = None
    modified: datetime | None = None
    sponsored: bool = False
    api_request: ApiRequest | None = None
    modified_on: date | None = None


class FetchFailed(Exception):
    """Raised by a `FetchPage`; its text is a short reason: "404", "blocked", "robots.txt"."""


class Forbidden(FetchFailed):
    """Raised by a `FetchPage` where robots.txt forbids the page, which is no failure of the route."""


class RouteFailed(Exception):
    """Raised by a route that could not be read to its end; its text names each page that failed, and why."""


class ListTooShort(RouteFailed):
    """Raised by a list that was read to its end before the window began; older articles need another route."""


class Fetched(NamedTuple):
    """A page as it came: `url` is where the last redirect led."""

    url: str
    body: bytes


class FetchPage(Protocol):
    """How a route gets a page: `await fetch(url)`, or with `json` or `form` to send a POST."""

    async def __call__(self, url: str, *, json: Any = None, form: Mapping[str, str] | None = None) -> Fetched:
        """Return the page. Raises `FetchFailed`."""
        ...


class EarlierRuns(Protocol):
    """What earlier runs have read, so that a route need not read it again."""

    def cover_rest(self, page: Sequence[Lead]) -> bool:
        """Return True if all that is older than this page of a list, newest first, was read by an earlier run."""
        ...

    def may_skip_list(self, url: str, changed: datetime | None, beyond: bool) -> bool:
        """Return True if this list or sitemap can be skipped.

        `changed` is when its index says that it changed; `beyond` is True if a newer one reached what is known.
        """
        ...

    def mark_list_read(self, url: str, changed: datetime | None, last: date) -> None:
        """Record that a list or sitemap, with addresses of days up to `last`, was yielded to its end."""
        ...


@dataclass(frozen=True, slots=True)
class Window:
    """The time in which wanted articles were published, from `since` to just before `until`; aware, None where open.

    `earlier_runs` is what earlier runs have read (None: nothing is known). A route asks `reaches_known(page)` after
    each page of a list and ends there as it ends at what is older than the window.
    """

    since: datetime | None = None
    until: datetime | None = None
    earlier_runs: EarlierRuns | None = field(default=None, compare=False)

    def reaches_known(self, page: Sequence[Lead]) -> bool:
        """Return True if all that is older than this page of a list, newest first, was read by an earlier run."""
        return self.earlier_runs is not None and self.earlier_runs.cover_rest(page)

    def may_skip_list(self, url: str, changed: datetime | None, beyond: bool) -> bool:
        """Return True if this list or sitemap can be skipped (`EarlierRuns.may_skip_list`)."""
        return self.earlier_runs is not None and self.earlier_runs.may_skip_list(url, changed, beyond)

    def mark_list_read(self, url: str, changed: datetime | None, last: date) -> None:
        """Record that a list or sitemap was yielded to its end (`EarlierRuns.mark_list_read`)."""
        if self.earlier_runs is not None:
            self.earlier_runs.mark_list_read(url, changed, last)

    def holds(self, moment: datetime | None) -> bool:
        """Return True if `moment` lies in the window, or is None: then only the article itself can tell."""
        if moment is None:
            return True
        return not self.is_before(moment) and (self.until is None or moment < self.until)

    def cut_to(self, span: timedelta) -> Window:
        """Return the window without what is longer ago than `span`."""
        earliest = datetime.now(VN) - span
        return replace(self, since=earliest if self.since is None else max(self.since, earliest))

    def is_before(self, moment: datetime | None) -> bool:
        """Return True if `moment` is known to be older than the window."""
        return moment is not None and self.since is not None and moment < self.since

    def touches(self, first: date, last: date) -> bool:
        """Return True if the days `first` to `last` (both included, in Hanoi) share a moment with the window."""
        if self.since is not None and last < self.since.astimezone(VN).date():
            return False
        return self.until is None or datetime.combine(first, time.min, VN) < self.until
