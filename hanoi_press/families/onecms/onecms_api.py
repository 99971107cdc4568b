"""Read the JSON behind OneCMS's "load more", `/api/getMoreArticle/<type>_<keyword>_<pid>_<channel>_<event>`.

Address grammar: a sibling site's own script, 2026. Field names: public crawlers of hanoimoi.vn and that script; no real
answer was available, so any field may be missing.
"""

import json
import re
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

from hanoi_press.discovery.addresses import absolute
from hanoi_press.discovery.json_rows import change_of, of_row
from hanoi_press.discovery.lead import Fetched, FetchFailed, FetchPage, Lead, ListTooShort, RouteFailed, Window
from hanoi_press.discovery.list_end import ListEnd
from hanoi_press.families.onecms.onecms_lists import OneCmsRow, channel_id, rows
from hanoi_press.families.onecms.onecms_search import checked_rows, stated_channel
from hanoi_press.text import moments

MOST_PAGES = 20_000  # a list without an end is a fault of the site

_PID = "{pid}"  # where the id goes in an address

# Best first: local times to the second, then the printed forms.
_TIMES: tuple[tuple[str, Callable[[str], datetime | None]], ...] = (
    ("TimeX2", moments.from_iso),
    ("Time_yyyyMMddHHmmss", moments.from_compact),
    ("PublishedTime", moments.from_dotnet),
    ("Time_ddMMyyyyHHmm", moments.from_day_first),
)


def items(body: bytes, base: str = "") -> list[OneCmsRow]:
    """Return the articles of an answer: a JSON array of objects, or an object that contains one.

    Links are made absolute against `base`; an item without id or link is left out. Raises
    ValueError if `body` is neither.
    """
    try:
        answer = json.loads(body.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"no JSON: {error}") from error
    if isinstance(answer, dict):
        answer = next((value for value in answer.values() if isinstance(value, list)), answer)
    if not isinstance(answer, list):
        raise ValueError("JSON without a list of articles")
    return [row for item in answer if isinstance(item, dict) and (row := _row(item, base))]


async def latest(fetch: FetchPage, base: str, window: Window) -> AsyncIterator[Lead]:
    """Yield the leads of `/tin-moi-nhat` and of the list that continues it; `base` is like "https://hanoimoi.vn".

    Raises RouteFailed, after the leads found so far, if a page cannot be read or the first one has no rows.
    """
    base = base.rstrip("/")
    page = await _get(fetch, f"{base}/tin-moi-nhat")
    async for lead in _walk(fetch, page, window, f"{base}/api/getMoreArticle/24h_empty_{_PID}_0_0"):
        yield lead


async def section(fetch: FetchPage, base: str, path: str, window: Window) -> AsyncIterator[Lead]:
    """Yield the leads of a section such as "do-thi/giao-thong"; only the first page if it does not state its number.

    Raises RouteFailed as `latest` does.
    """
    base = base.rstrip("/")
    page = await _get(fetch, f"{base}/{path.strip('/')}")
    channel = channel_id(page.body) or (stated_channel(page.body) if window.source else None)
    template = None if channel is None else f"{base}/api/getMoreArticle/channel_empty_{_PID}_{channel}_0"
    try:
        async for lead in _walk(fetch, page, window, template):
            yield lead
    except ListTooShort as error:
        window.note_beginning(error.oldest)  # else the list is complete: the section has no older articles


async def _walk(fetch: FetchPage, first: Fetched, window: Window, template: str | None) -> AsyncIterator[Lead]:
    """Yield the leads of the first page and of the pages after it.

    `template` is the address of a further page, with {pid} for the id of the last row before it; None if there is none.
    """
    page = checked_rows(first, rows(first.body, first.url), window)
    if not page:
        raise RouteFailed(f"{first.url}: no rows")
    seen: set[int] = set()
    greatest = max(row.pid for row in page)
    end = ListEnd(window)
    for number in range(MOST_PAGES):
        fresh = list({row.pid: row for row in page if row.pid not in seen}.values())
        seen.update(row.pid for row in fresh)
        for row in fresh:
            if window.holds(row.lead.published):
                yield row.lead
        if page and end.is_reached((row.lead, row.lead.published) for row in page):
            return
        if (template is None or not fresh) and end.passes_window:
            return
        if template is None or not fresh:
            oldest = end.unsure_oldest(has_pager=template is not None)
            raise ListTooShort(f"{first.url}: the list ends before the days asked for", oldest)
        last = page[-1].pid
        page = await _rows_after(fetch, template.replace(_PID, str(last)))
        # The site's own script continues from the last row, one public crawler from the greatest id.
        if not page and number == 0 and greatest != last:
            page = await _rows_after(fetch, template.replace(_PID, str(greatest)))
    raise RouteFailed(f"{first.url}: no end after {MOST_PAGES} pages")


async def _rows_after(fetch: FetchPage, url: str) -> list[OneCmsRow]:
    fetched = await _get(fetch, url)
    try:
        return items(fetched.body, fetched.url)
    except ValueError as error:
        raise RouteFailed(f"{url}: {error}") from error


async def _get(fetch: FetchPage, url: str) -> Fetched:
    try:
        return await fetch(url)
    except FetchFailed as error:
        raise RouteFailed(f"{url}: {error}") from error


def _row(item: dict[str, Any], base: str) -> OneCmsRow | None:
    pid = _text(item, "PublisherId")
    url = absolute(base, _text(item, "LinktoMe2")) or absolute(base, _text(item, "LinktoMe"))
    if not re.fullmatch("[0-9]{1,18}", pid) or url is None:
        return None
    published = next((moment for key, read in _TIMES if (moment := read(_text(item, key)))), None)
    paid = _text(item, "BlockedInstantArticleCreate").lower() in {"true", "1"}
    modified = moments.from_machine(change := change_of(item)) or moments.from_dotnet(change)
    return OneCmsRow(int(pid), Lead(url, published, modified, sponsored=paid, listed=of_row(item, url, published)))


def _text(item: dict[str, Any], key: str) -> str:
    """Return a field as text, whatever its type: the site may print the same id as 12, 12.0 or "12"."""
    value = item.get(key)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() if isinstance(value, str | int) else ""
