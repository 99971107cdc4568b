"""Read list pages of any CMS: rows with a link and a date, one page after another.

The selectors of rows and the pager are data of the source or family (`RowSelectors`, `pagers.NextPage`).
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from hanoi_press.discovery.element_index import ElementIndex
from hanoi_press.discovery.json_lists import JsonList
from hanoi_press.discovery.lead import ApiRequest, Fetched, FetchFailed, FetchPage, Lead, RouteFailed, Window
from hanoi_press.discovery.links import LinkAddresses, base_of, parse_html
from hanoi_press.discovery.list_end import ListEnd
from hanoi_press.discovery.list_source import BY_SELECTORS, WITHOUT_SELECTORS, ListSource
from hanoi_press.discovery.pager_search import search_next
from hanoi_press.discovery.pagers import MAX_PAGES, NextPage, PostedPage
from hanoi_press.discovery.row_contents import listed_rows
from hanoi_press.discovery.row_dates import nearest_dates
from hanoi_press.discovery.row_search import FoundRow, FoundRows, search_rows
from hanoi_press.discovery.statements import listed, merged
from hanoi_press.items import Listed
from hanoi_press.text import moments
from hanoi_press.text.dated_lines import change_and_day, moment_and_day

logger = logging.getLogger(__name__)
MAX_ROWS = 5_000  # of one page; the longest list page seen has 100
_MAX_DATE = 300  # characters of a row's date that are read
_AFTER_LAST_PAGE = {"404", "410"}  # how some servers answer for the page after the last one


@dataclass(frozen=True, slots=True)
class RowSelectors:
    """CSS selectors of the rows in a CMS's lists.

    `row` matches one row (or its link); `link` the article's link in the row: the first with an address is used. `time`
    matches the element whose text is the row's date (not a `title` attribute: VCCorp writes that one month first),
    inside the row's nearest ancestor that matches `within`, or inside the row itself. If `time` is None, the date
    nearest to the link is used (`row_dates.nearest_dates`). Rows inside `outside` belong to other lists, such as side
    bars, and are skipped. An answer in JSON, to a pager that asks the site's API, is read as `api` says.
    """

    row: str
    link: str = "a"
    time: str | None = None
    within: str | None = None
    outside: str | None = None
    api: JsonList | None = None


# For lists whose markup nobody described: their rows are found without selectors (`row_search`).
NO_SELECTORS = RowSelectors("")


class ListRow(NamedTuple):
    """A lead; `latest` is the last possible time of publication, known also if the row prints only a day.

    `is_guessed` is True if the date was found near the link, although there is a selector for it.
    """

    lead: Lead
    latest: datetime | None
    is_guessed: bool = False


def rows(fetched: Fetched, selectors: RowSelectors) -> list[ListRow]:
    """Return the rows of a list page in order, each address once, at most `MAX_ROWS`."""
    if selectors.api and fetched.body[:100].lstrip().startswith((b"{", b"[")):
        return _api_rows(fetched, selectors.api)
    if not selectors.row:
        return []
    given = (selectors.row, selectors.link, selectors.time, selectors.within, selectors.outside)
    root = parse_html(fetched.body).root
    index = ElementIndex(root, filter(None, given))
    boxes = index.around(selectors.within) if selectors.within else {}
    outside = index.around(selectors.outside) if selectors.outside else {}
    addresses = LinkAddresses(base_of(fetched.url, root))
    items: dict[str, Any] = {}
    links: dict[tuple[Any, str], Any] = {}
    all_rows = index.matching(selectors.row)
    index.keep(selectors.link, addresses.of)
    for item in all_rows:
        link = None if item in outside else _link(item, selectors.link, index, addresses)
        if link is None or not (url := addresses.of(link)):
            continue
        if url not in items and len(items) == MAX_ROWS:
            logger.warning("%s: only the first %d rows of this page are read", fetched.url, MAX_ROWS)
            break
        items.setdefault(url, boxes.get(item, item))
        links[item, url] = link
    stated = listed_rows(((link, url, item) for (item, url), link in links.items()), addresses.base)
    if selectors.time is None or not index.matching(selectors.time):
        nearest = nearest_dates(links)
        return [_row(url, nearest.get(url, ""), stated.get(url), is_guessed=True) for url in items]
    uses = Counter(items.values())
    printed = {box: index.words(box, selectors.time, limit=_MAX_DATE) for box in uses}
    return [_row(url, printed[box], stated.get(url), is_own_date=uses[box] == 1) for url, box in items.items()]


class _Page(NamedTuple):
    fetched: Fetched
    rows: list[ListRow]
    posted: PostedPage | None  # how it was requested, if with a POST


class ListReader:
    """Reads the pages of one list, by the selectors, or without them if its first page shows that they fail."""

    def __init__(self, selectors: RowSelectors, source: ListSource | None) -> None:
        self.selectors = selectors
        self.source = source
        self.first: FoundRows | None = None  # the first page, if it was read without selectors
        self.beside: set[str] = set()  # rows read without selectors that are not in this page's main list

    def rows(self, fetched: Fetched, number: int) -> list[ListRow]:
        """Return the rows of the list's page with this number (1: the first), as `rows` does."""
        found = rows(fetched, self.selectors)
        if self.source is None or fetched.body[:100].lstrip().startswith((b"{", b"[")):
            return found
        if number > 1 and self.first is None:
            return found
        searched = search_rows(fetched, self.source, MAX_ROWS)
        ids = [self.source.article_id(row.lead.url) for row in found]
        if not searched.outdo(ids):
            if number == 1 and found:
                self.source.count(BY_SELECTORS)
            return found
        if self.first is None:
            self.first = searched
            self.source.count(WITHOUT_SELECTORS)
            if self.selectors.row:
                logger.warning("%s: selectors match %d rows; %d were found without them", fetched.url, len(found),
                               len(searched.rows))  # fmt: skip
        elif searched.kind in self.first.others:
            return found  # only the side bars of the page after the last one
        searched_ids = {row.id for row in searched.rows}
        self.beside = {row.url for row in searched.rows if row.id not in searched.main}
        also = [row for row, id in zip(found, ids, strict=True) if id and id not in searched_ids]
        return list(map(_searched_row, searched.rows)) + also

    def searched_next(self, page: _Page, number: int, asked: Collection[str]) -> str | PostedPage | None:
        """Return the next page that a page prints although the list's own pager finds none."""
        if self.source is None or page.posted or not page.rows:
            return None
        return search_next(page.fetched, number, self.source, {*asked, page.fetched.url})


def searched_rows(fetched: Fetched, source: ListSource) -> list[ListRow]:
    """Return the rows of a page that has no selectors."""
    return list(map(_searched_row, search_rows(fetched, source, MAX_ROWS).rows))


def _searched_row(row: FoundRow) -> ListRow:
    return _row(row.url, row.printed, row.stated, is_own_date=bool(row.printed), is_guessed=True)


def _api_rows(fetched: Fetched, api: JsonList) -> list[ListRow]:
    try:
        return [ListRow(lead, lead.published) for lead in api.leads(fetched.body, {})[:MAX_ROWS]]
    except ValueError as error:
        logger.warning("%s: %s", fetched.url, error)
        return []


def _link(item: Any, link: str, index: ElementIndex, addresses: LinkAddresses) -> Any:
    """Return the link of a row, an element with an address; None if it has none."""
    return item if item.tag == "a" and addresses.of(item) else next(index.inside(item, link), None)


def _row(
    url: str, printed: str, stated: Listed | None, *, is_own_date: bool = False, is_guessed: bool = False
) -> ListRow:
    """Return a row; `stated` is what it states, with its own first date unless `printed` is known to be the row's."""
    published, day = moment_and_day(printed)
    modified, modified_on = change_and_day(printed)
    if is_own_date:
        stated = merged(listed(published=published or day), stated)
    lead = Lead(url, published, modified, modified_on=modified_on, listed=stated)
    return ListRow(lead, published or moments.end_of_day(day), is_guessed)


def may_be_wanted(row: ListRow, window: Window) -> bool:
    """Return True if the row's article may have been published inside the window.

    A date from the source's own selector can rule a row out as too late; one that was only found near the link cannot,
    because it may be another article's.
    """
    if row.lead.published or not row.latest:
        return window.holds(row.lead.published)
    midnight = row.latest.replace(hour=0, minute=0, second=0)
    return not window.is_before(row.latest) and (row.is_guessed or not window.is_after(midnight))


async def read_list(
    fetch: FetchPage, first: str, selectors: RowSelectors, next_page: NextPage | None, window: Window
) -> AsyncIterator[Lead]:
    """Yield the leads of a list, page after page, until one is older than the window, repeats others, or is the last.

    Raises RouteFailed, after the leads found so far, if a page cannot be read or the first one has no rows. A page
    requested with a POST that cannot be read ends the list with a warning, unless it can be requested in another way:
    such requests imitate the site's script, and not all that the script does is known.
    """
    step: ApiRequest | PostedPage = ApiRequest(first)
    seen: set[str] = set()
    decided: set[str] = set()  # rows of main lists, which decide whether the next page is needed
    asked = {first}
    reader = ListReader(selectors, window.source)
    end = ListEnd(window)
    for number in range(1, MAX_PAGES + 1):
        page = await _read_page(fetch, step, reader, number)
        if page is None:
            end.note_last_page()
            return
        if not page.rows and number == 1:
            raise RouteFailed(f"{first}: no rows")
        fresh = [row for row in page.rows if row.lead.url not in seen]
        seen.update(row.lead.url for row in fresh)
        for row in fresh:
            if may_be_wanted(row, window):
                yield row.lead
        if len(page.rows) == MAX_ROWS:
            raise RouteFailed(f"{page.fetched.url}: {MAX_ROWS} or more rows on one page; later ones may be missing")
        next_page = page.posted.next_page if page.posted else next_page
        deciding = [row for row in page.rows if not (row.lead.url in decided or row.lead.url in reader.beside)]
        decided.update(row.lead.url for row in deciding)
        if end.is_reached((row.lead, row.latest) for row in deciding):
            return
        found = next_page and (next_page(page.fetched, number) or reader.searched_next(page, number, asked))
        if found is None:
            end.note_last_page(has_pager=next_page is not None)
            return
        if isinstance(found, str):
            asked.add(found)
        step = ApiRequest(found) if isinstance(found, str) else found
    raise RouteFailed(f"{first}: no end after {MAX_PAGES} pages")


async def _read_page(fetch: FetchPage, step: ApiRequest | PostedPage, reader: ListReader, number: int) -> _Page | None:
    """Return a page of a list; None if there is none. A POST that brings no rows is replaced by its `instead`."""
    posted = step if isinstance(step, PostedPage) else None
    instead = posted.instead if posted else None
    try:
        fetched = await _fetched(fetch, step.request if isinstance(step, PostedPage) else step)
        page = _Page(fetched, reader.rows(fetched, number), posted)
        if page.rows or not instead:
            return page
    except RouteFailed as error:
        if not instead:
            if number > 1 and str(error.__cause__) in _AFTER_LAST_PAGE:
                return None
            if not posted:
                raise
            logger.warning("The list ends before its last page: %s", error)
            return None
    return await _read_page(fetch, instead, reader, number)


async def get(fetch: FetchPage, url: str) -> Fetched:
    """Fetch one page. Raises RouteFailed if that fails."""
    return await _fetched(fetch, ApiRequest(url))


async def _fetched(fetch: FetchPage, request: ApiRequest) -> Fetched:
    try:
        if request.json is None and request.form is None:
            return await fetch(request.url)
        return await fetch(request.url, json=request.json, form=request.form)
    except FetchFailed as error:
        raise RouteFailed(f"{request.url}: {error}") from error
