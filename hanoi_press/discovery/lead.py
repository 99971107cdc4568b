"""Define a route's inputs (`FetchPage`, `Window`), its output (`Lead`) and its exceptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from time import time as now
from typing import Any, NamedTuple, Protocol

from hanoi_press.discovery.captures import CaptureIndex, IndexedCapture
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.discovery.reach import Reach
from hanoi_press.items import Listed
from hanoi_press.text.moments import VN, is_ahead

MAX_FAILURES_AT_START = 3  # pages of a route that fail before any answered; then the site is taken to be down


@dataclass(frozen=True, slots=True)
class ApiRequest:
    """A request by address: a GET, or a POST of `json`, or of `form` as a browser sends it."""

    url: str
    json: Any = None
    form: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """One article URL (absolute, http or https) and what the discovery page states about it; datetimes are aware.

    `modified_on` is the day of the last change if no hour is stated. `api_request` fetches the article's content if
    the page at `url` is only a shell that a script fills. `listed` is what the page prints for the article. `capture`:
    the capture to read in place of the page, if a web archive's index named it.
    """

    url: str
    published: datetime | None = None
    modified: datetime | None = None
    sponsored: bool = False
    api_request: ApiRequest | None = None
    modified_on: date | None = None
    listed: Listed | None = field(default=None, compare=False)
    capture: IndexedCapture | None = None


class FetchFailed(Exception):
    """Raised by a `FetchPage`; its text is a short reason: "404", "blocked", "robots.txt".

    `status` and `body` are those of an answer with another status than 200, because some APIs say so in its body that
    there is nothing.
    """

    def __init__(self, reason: str = "", *, status: int | None = None, body: bytes = b"") -> None:
        super().__init__(reason)
        self.status, self.body = status, body


class Forbidden(FetchFailed):
    """Raised by a `FetchPage` if robots.txt forbids the page, which is no failure of the route."""


class RouteFailed(Exception):
    """Raised by a route that could not be read to its end; its text names each page that failed, and why."""


class ListTooShort(RouteFailed):
    """Raised by a list that was read to its end before the window began; older articles need another route.

    `oldest` is the time of its oldest article, if the site may have older ones.
    """

    def __init__(self, message: str, oldest: datetime | None = None) -> None:
        super().__init__(message)
        self.oldest = oldest


class Fetched(NamedTuple):
    """A fetched page; `url` is the address after all redirects."""

    url: str
    body: bytes


class FetchPage(Protocol):
    """A function that fetches a page for a route: `await fetch(url)`, with `json` or `form` as a POST."""

    async def __call__(self, url: str, *, json: Any = None, form: Mapping[str, str] | None = None) -> Fetched:
        """Return the page. Raises `FetchFailed`."""
        ...


class EarlierRuns(Protocol):
    """A record of what earlier runs have read, so that a route can skip it."""

    def cover_rest(self, page: Sequence[Lead]) -> bool:
        """Return True if all that is older than this page of a list, newest first, was read by an earlier run."""
        ...

    def may_skip_list(self, url: str, changed: datetime | None, beyond: bool) -> bool:
        """Return True if this list or sitemap can be skipped.

        `changed` is the time of its last change according to its index; `beyond` is True if a newer list already
        reached known articles.
        """
        ...

    def published(self, lead: Lead) -> datetime | None:
        """Return when the article of a lead was published, if an earlier run has read it."""
        ...

    def mark_list_read(self, url: str, changed: datetime | None, last: date) -> None:
        """Record that a list or sitemap, with addresses of days up to `last`, was yielded to its end."""
        ...


@dataclass(frozen=True, slots=True)
class Window:
    """The time span in which wanted articles were published: `since` (included) to `until` (excluded), aware or None.

    `source` tells which addresses are articles' (without it, lists are read by their selectors alone). `earlier_runs`
    records what earlier runs have read, if anything. A route calls `reaches_known(page)` after each page
    of a list and stops if it is True, as it stops at articles older than the window.

    Lists of days from `reread_since` on are read in each run, whatever earlier runs have read, because a correction may
    be stated there only. `reach` notes how far back the lists lead. `captures`: what is known of the indexes of web
    archives, for the routes that read these.
    """

    since: datetime | None = None
    until: datetime | None = None
    earlier_runs: EarlierRuns | None = field(default=None, compare=False)
    source: ListSource | None = field(default=None, compare=False)
    reread_since: datetime | None = field(default=None, compare=False)
    reach: Reach | None = field(default=None, compare=False)
    captures: CaptureIndex | None = field(default=None, compare=False)

    def reaches_known(self, page: Sequence[Lead]) -> bool:
        """Return True if all that is older than this page of a list, newest first, was read by an earlier run."""
        return self.earlier_runs is not None and self.earlier_runs.cover_rest(page)

    def published(self, lead: Lead) -> datetime | None:
        """Return when the article of a lead was published, if an earlier run has read it."""
        return None if self.earlier_runs is None else self.earlier_runs.published(lead)

    def may_skip_list(self, url: str, changed: datetime | None, beyond: bool) -> bool:
        """Return True if this list or sitemap can be skipped (`EarlierRuns.may_skip_list`)."""
        return self.earlier_runs is not None and self.earlier_runs.may_skip_list(url, changed, beyond)

    def mark_list_read(self, url: str, changed: datetime | None, last: date) -> None:
        """Record that a list or sitemap was yielded to its end (`EarlierRuns.mark_list_read`)."""
        if self.earlier_runs is not None:
            self.earlier_runs.mark_list_read(url, changed, last)

    def rereads(self, moment: datetime | None) -> bool:
        """Return True if a list with an article of this time is read in each run."""
        if moment is None or self.reread_since is None:
            return False
        return moment >= self.reread_since and not is_future(moment)

    def rereads_days(self, first: date, last: date) -> bool:
        """Return True if a list of the days `first` to `last` is read in each run."""
        is_recent = self.reread_since is not None and last >= self.reread_since.astimezone(VN).date()
        return is_recent and not is_future(datetime.combine(first, time.min, VN))

    def note_beginning(self, oldest: datetime | None, *, is_feed: bool = False) -> None:
        """Record that a list ends with an article of the time `oldest`, although the site may have older ones."""
        if self.reach is None or oldest is None or is_future(oldest):
            return
        if self.since is None or oldest.astimezone(VN).date() > self.since.astimezone(VN).date():
            self.reach.note(oldest, is_feed=is_feed)

    def holds(self, moment: datetime | None) -> bool:
        """Return True if `moment` is in the window, or None: then the date is only known once the article is read."""
        return not self.is_before(moment) and not self.is_after(moment)

    def is_after(self, moment: datetime | None) -> bool:
        """Return True if `moment` is known to be later than the window; a time in the future tells nothing."""
        return moment is not None and self.until is not None and moment >= self.until and not is_future(moment)

    def cut_to(self, span: timedelta) -> Window:
        """Return the window, starting no earlier than `span` ago."""
        earliest = datetime.now(VN) - span
        return replace(self, since=earliest if self.since is None else max(self.since, earliest))

    def is_before(self, moment: datetime | None) -> bool:
        """Return True if `moment` is known to be older than the window."""
        return moment is not None and self.since is not None and moment < self.since

    def touches(self, first: date, last: date) -> bool:
        """Return True if the days `first` to `last` (both included, in Hanoi) overlap the window."""
        if self.since is not None and last < self.since.astimezone(VN).date():
            return False
        return self.until is None or datetime.combine(first, time.min, VN) < self.until


def is_future(moment: datetime | None) -> bool:
    """Return True if a time that a site states lies in the future, by an editor's typo or a wrong clock."""
    return moment is not None and is_ahead(moment.timestamp(), now())
