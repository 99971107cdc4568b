"""List pages of any CMS: rows with a link and a date, one page after another.

How a row looks and how a list goes on is data of the source (`Rows`, `More`); portals.md §2-8 has the facts.
"""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from parsel import Selector

from hanoi_press.discovery import times
from hanoi_press.discovery.lead import ApiRequest, Fetch, Fetched, FetchFailed, Lead, RouteFailed, Window
from hanoi_press.discovery.links import absolute, host
from hanoi_press.discovery.pagers import dates_beside, printed_next

logger = logging.getLogger(__name__)
_BEHIND_THE_END = {"404", "410"}  # how some servers answer for the page behind the last
MOST_PAGES = 5_000  # a list that never comes to an end is broken, or means to keep us


@dataclass(frozen=True, slots=True)
class PostedPage:
    """A next page that is posted for, and how the list goes on behind it."""

    ask: ApiRequest
    more: More


# The address of a list's next page: from the page just read and its number (1 for the first); None at the end.
More = Callable[[Fetched, int], str | PostedPage | None]


@dataclass(frozen=True, slots=True)
class Rows:
    """How a CMS prints the rows of its lists; CSS selectors.

    `row` matches one row (or its link), `link` the article's link inside (the first that leads anywhere counts),
    `time` what holds its date as text (never a `title` attribute: VCCorp writes that one month first), looked for in
    the nearest `within` around the row, or in the row itself; None where nobody recorded it: then the date that stands
    beside the link is taken (`pagers.dates_beside`).
    Rows inside `outside` belong to other lists (side bars).
    """

    row: str
    link: str = "a"
    time: str | None = None
    within: str | None = None
    outside: str | None = None


class Row(NamedTuple):
    """A lead; `latest` is the last moment at which it can have been published, known also where only a day is."""

    lead: Lead
    latest: datetime | None


def page_of(body: bytes) -> Selector:
    """A selector on a page as it came (UTF-8); parsel left alone refuses an empty body and takes JSON for no page."""
    return Selector(body=body or b"<html/>", encoding="utf-8", type="html")


def rows(fetched: Fetched, shape: Rows) -> list[Row]:
    """The rows of a list page in order, each address once."""
    page = page_of(fetched.body)
    outside = {item.root for item in page.css(shape.outside)} if shape.outside else set()
    around = {item.root: item for item in page.css(shape.within)} if shape.within else {}
    items: dict[str, Selector] = {}
    linking: list[tuple[Any, str]] = []
    for item in page.css(shape.row):
        if outside and any(ancestor in outside for ancestor in item.root.iterancestors()):
            continue
        links = ([item] if item.root.tag == "a" else []) + list(item.css(shape.link))
        hrefs = (link.xpath("@href").get("") for link in links)
        url = next((url for href in hrefs if (url := absolute(fetched.url, href))), None)
        if url is not None:
            box = next((around[one] for one in item.root.iterancestors() if one in around), item) if around else item
            items.setdefault(url, box)
            linking.append((item.root, url))
    beside = {} if shape.time else dates_beside(linking)
    return [_row(url, _words(item, shape.time) if shape.time else beside.get(url, "")) for url, item in items.items()]


def _words(item: Selector, css: str) -> str:
    return " ".join(" ".join(item.css(css).xpath(".//text()").getall()).split())


def _row(url: str, shown: str) -> Row:
    published = times.listed(shown) or times.clock_first(shown)
    return Row(Lead(url, published), published or times.end_of_day(shown))


def wanted(row: Row, shape: Rows, window: Window) -> bool:
    """Can the row's article have been published in the time asked for?

    A day that stands where the source says it stands may also be too late; one found beside the link may be another's.
    """
    if row.lead.published or not row.latest:
        return window.holds(row.lead.published)
    midnight = row.latest.replace(hour=0, minute=0, second=0)
    too_late = shape.time and window.until and midnight >= window.until
    return not window.is_before(row.latest) and not too_late


async def walk(fetch: Fetch, first: str, shape: Rows, more: More | None, window: Window) -> AsyncIterator[Lead]:
    """The leads of a list, page after page, until a page is older than the window, says nothing new, or is the last.

    RouteFailed, after what was given so far, when a page cannot be read or the first one has no rows. A page that is
    posted for ends the list where it cannot be read: how such a list goes on is its script's secret.
    """
    url: str | None = first
    ask: ApiRequest | None = None
    seen: set[str] = set()
    for number in range(1, MOST_PAGES + 1):
        try:
            fetched = await (get(fetch, url or first) if ask is None else _post(fetch, ask))
        except RouteFailed as error:
            if number > 1 and str(error.__cause__) in _BEHIND_THE_END:
                return
            if ask is None:
                raise
            logger.warning("The list ends before its end: %s", error)
            return
        page = rows(fetched, shape)
        if not page and number == 1:
            raise RouteFailed(f"{url}: no rows")
        fresh = [row for row in page if row.lead.url not in seen]
        seen.update(row.lead.url for row in fresh)
        for row in fresh:
            if wanted(row, shape, window):
                yield row.lead
        # All of them: one old row that an editor pinned says nothing about the rest. The fresh ones: side bars repeat
        # the newest articles on every page.
        if not fresh or all(window.is_before(row.latest) for row in fresh):
            return
        if window.reaches_known([row.lead for row in fresh]):
            return
        step = more(fetched, number) if more else None
        if step is None:
            return
        url, ask, more = (first, step.ask, step.more) if isinstance(step, PostedPage) else (step, None, more)
    raise RouteFailed(f"{first}: no end after {MOST_PAGES} pages")


async def get(fetch: Fetch, url: str) -> Fetched:
    """One page. RouteFailed where it cannot be had."""
    try:
        return await fetch(url)
    except FetchFailed as error:
        raise RouteFailed(f"{url}: {error}") from error


async def _post(fetch: Fetch, ask: ApiRequest) -> Fetched:
    try:
        return await fetch(ask.url, json=ask.json, form=ask.form)
    except FetchFailed as error:
        raise RouteFailed(f"{ask.url}: {error}") from error


def linked(fetched: Fetched, pattern: re.Pattern[str]) -> list[str]:
    """The addresses on a page's own site that match `pattern` as a whole, each once, without query where it can be."""
    found: dict[str, None] = {}
    for href in page_of(fetched.body).css("a[href]::attr(href), link[href]::attr(href)").getall():
        url = (absolute(fetched.url, href) or "").split("#")[0]
        if host(url) == host(fetched.url) and (one := next(filter(pattern.fullmatch, (url.split("?")[0], url)), None)):
            found.setdefault(one)
    return list(found)


def numbered(form: str, *, last: int = MOST_PAGES) -> More:
    """Pages by number: `form` is made of {url} (the first page's address without query) and {number}, from 2 on."""

    def more(fetched: Fetched, number: int) -> str | None:
        return form.format(url=re.split("[?#]", fetched.url)[0], number=number + 1) if number < last else None

    return more


def in_pager(css: str, form: str) -> More:
    """Pages by the pager, also where its links are scripts: while the box `css` holds the next number, `form` (as in
    `numbered`) makes its address if no link does."""

    def more(fetched: Fetched, number: int) -> str | None:
        if url := printed_next(fetched, number):
            return url
        words = " ".join(page_of(fetched.body).css(css).xpath(".//text()").getall())
        behind = re.search(rf"(?<!\d){number + 1}(?!\d)", words)
        return form.format(url=re.split("[?#]", fetched.url)[0], number=number + 1) if behind else None

    return more


def next_link(css: str) -> More:
    """Pages by the link that leads on: the first match of `css` with an address of the same site."""

    def more(fetched: Fetched, number: int) -> str | None:
        for href in page_of(fetched.body).css(css).xpath("@href").getall():
            url = absolute(fetched.url, href)
            if url and host(url) == host(fetched.url) and url != fetched.url:
                return url
        return None

    return more
