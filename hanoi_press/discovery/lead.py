"""What a route gives, what it is given, and how it fails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple, Protocol

from hanoi_press.text.dates import VN


@dataclass(frozen=True, slots=True)
class ApiRequest:
    """A request other than the page's own GET: `json`, or `form` as a browser's form, is posted to `url`, if any is."""

    url: str
    json: Any = None
    form: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """One article URL (absolute, http or https), with what the discovery page said of it. Moments are aware.

    `on` is the day of the last change, where no hour is stated. `api_request` is where the article's content stands when the
    page at `url` is only a shell that a script fills.
    """

    url: str
    published: datetime | None = None
    modified: datetime | None = None
    sponsored: bool = False
    api_request: ApiRequest | None = None
    on: date | None = None


class FetchFailed(Exception):
    """Raised by a `fetch`; its text is a short reason: "404", "blocked", "robots.txt"."""


HOPELESS = 3  # pages of a route that fail before any answered: the site is down or shut, the rest is not asked


class Forbidden(FetchFailed):
    """robots.txt shuts the page: no failure of the route, what lies behind it is not ours to read."""


class RouteFailed(Exception):
    """A route could not be read to its end; its text names each page that failed, and why."""


class RouteEnded(RouteFailed):
    """A list was read to its end, and its end is younger than the window: what is older stands elsewhere."""


class Fetched(NamedTuple):
    """A page as it came: `url` is where the last redirect led."""

    url: str
    body: bytes


class Fetch(Protocol):
    """How a route gets a page: `await fetch(url)`; where the site wants a POST, `json` or `form` is what is sent."""

    async def __call__(self, url: str, *, json: Any = None, form: Mapping[str, str] | None = None) -> Fetched:
        """The page. Raises `FetchFailed`."""
        ...


class EarlierRuns(Protocol):
    """What earlier runs have read, so that a route need not go there again."""

    def cover_rest(self, page: Sequence[Lead]) -> bool:
        """Has a list, newest first, come to where an earlier run began?"""
        ...

    def may_skip_list(self, url: str, changed: datetime | None, beyond: bool) -> bool:
        """Need a page of discovery not be fetched? `changed`: what its index says of it; `beyond`: what is newer has
        reached known ground."""
        ...

    def mark_list_read(self, url: str, changed: datetime | None, last: date) -> None:
        """A page of discovery, with addresses of days up to `last`, has been given to its end."""
        ...


@dataclass(frozen=True, slots=True)
class Window:
    """The moments asked for, from `since` to just before `until`; both aware, None where open.

    `earlier_runs` is what is known from earlier runs; None: nothing. A walk through pages asks `reaches_known(page)` after
    each and ends there as it ends at what is older than the window.
    """

    since: datetime | None = None
    until: datetime | None = None
    earlier_runs: EarlierRuns | None = field(default=None, compare=False)

    def reaches_known(self, page: Sequence[Lead]) -> bool:
        """Whether all that comes behind this page of a list, newest first, is known from earlier runs."""
        return self.earlier_runs is not None and self.earlier_runs.cover_rest(page)

    def may_skip_list(self, url: str, changed: datetime | None, beyond: bool) -> bool:
        """Whether a page of discovery need not be fetched (`EarlierRuns.passes`)."""
        return self.earlier_runs is not None and self.earlier_runs.may_skip_list(url, changed, beyond)

    def mark_list_read(self, url: str, changed: datetime | None, last: date) -> None:
        """Tells that a page of discovery has been given to its end (`EarlierRuns.read`)."""
        if self.earlier_runs is not None:
            self.earlier_runs.mark_list_read(url, changed, last)

    def holds(self, moment: datetime | None) -> bool:
        """Whether `moment` is asked for. One that is not known is: only the article itself can tell."""
        if moment is None:
            return True
        return not self.is_before(moment) and (self.until is None or moment < self.until)

    def cut_to(self, span: timedelta) -> "Window":
        """The window cut to the time from `span` ago."""
        earliest = datetime.now(VN) - span
        return replace(self, since=earliest if self.since is None else max(self.since, earliest))

    def is_before(self, moment: datetime | None) -> bool:
        """Whether `moment` is known to be older than the window."""
        return moment is not None and self.since is not None and moment < self.since

    def touches(self, first: date, last: date) -> bool:
        """Whether any moment of the days `first` to `last` (both included, counted at +07:00) is asked for."""
        if self.since is not None and last < self.since.astimezone(VN).date():
            return False
        return self.until is None or datetime.combine(first, time.min, VN) < self.until
