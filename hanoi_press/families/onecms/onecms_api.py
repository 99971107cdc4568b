"""The JSON behind OneCMS's "load more", `/api/getMoreArticle/<type>_<keyword>_<pid>_<channel>_<event>`.

Address grammar: a sibling site's own script, 2026. Field names: public crawlers of hanoimoi.vn and that script; no real
answer was at hand, so any field may be missing.
"""

import json
import re
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

from hanoi_press.discovery import times
from hanoi_press.discovery.lead import Fetch, Fetched, FetchFailed, Lead, RouteEnded, RouteFailed, Window
from hanoi_press.discovery.links import absolute
from hanoi_press.families.onecms.onecms_lists import OneCmsRow, channel_id, rows

MOST_PAGES = 20_000  # a list without an end is a fault of the site

_PID = "{pid}"  # where the id goes in an address

# Best first: to the second and in plain local time, then what is only shown.
_TIMES: tuple[tuple[str, Callable[[str], datetime | None]], ...] = (
    ("TimeX2", times.iso),
    ("Time_yyyyMMddHHmmss", times.compact),
    ("PublishedTime", times.dotnet),
    ("Time_ddMMyyyyHHmm", times.listed),
)


def items(body: bytes, base: str = "") -> list[OneCmsRow]:
    """Return the articles of an answer: a JSON array of objects, or an object that holds one.

    Links are made absolute against `base`; an item without id or link is left out. ValueError when `body` is neither.
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


async def latest(fetch: Fetch, base: str, window: Window) -> AsyncIterator[Lead]:
    """Yield the leads of `/tin-moi-nhat` and all that comes after; `base` as in "https://hanoimoi.vn".

    RouteFailed, after what was given so far, when a page cannot be read or the first one has no rows.
    """
    base = base.rstrip("/")
    page = await _get(fetch, f"{base}/tin-moi-nhat")
    async for lead in _walk(fetch, page, window, f"{base}/api/getMoreArticle/24h_empty_{_PID}_0_0"):
        yield lead


async def section(fetch: Fetch, base: str, path: str, window: Window) -> AsyncIterator[Lead]:
    """Yield the leads of a section such as "do-thi/giao-thong"; only its first page's if that does not tell its number.

    RouteFailed as in `latest`.
    """
    base = base.rstrip("/")
    page = await _get(fetch, f"{base}/{path.strip('/')}")
    channel = channel_id(page.body)
    more = None if channel is None else f"{base}/api/getMoreArticle/channel_empty_{_PID}_{channel}_0"
    try:
        async for lead in _walk(fetch, page, window, more):
            yield lead
    except RouteEnded:
        pass  # a section's list holds all that the section has


async def _walk(fetch: Fetch, first: Fetched, window: Window, more: str | None) -> AsyncIterator[Lead]:
    """Yield the rows of the first page, then of those at `more`, each requested by the last row's pid."""
    page = rows(first.body, first.url)
    if not page:
        raise RouteFailed(f"{first.url}: no rows")
    seen: set[int] = set()
    greatest = max(row.pid for row in page)
    for number in range(MOST_PAGES):
        fresh = list({row.pid: row for row in page if row.pid not in seen}.values())
        seen.update(row.pid for row in fresh)
        for row in fresh:
            if window.holds(row.lead.published):
                yield row.lead
        # The whole page: one old row that an editor pinned says nothing about the rest.
        if all(window.is_before(row.lead.published) for row in page) and page:
            return
        if window.reaches_known([row.lead for row in page]):
            return
        if more is None or not fresh:
            raise RouteEnded(f"{first.url}: the list ends before the days asked for")
        asked = page[-1].pid
        page = await _more(fetch, more.replace(_PID, str(asked)))
        # The site's own script goes on from the last row, one public crawler from the greatest id.
        if not page and number == 0 and greatest != asked:
            page = await _more(fetch, more.replace(_PID, str(greatest)))
    raise RouteFailed(f"{first.url}: no end after {MOST_PAGES} pages")


async def _more(fetch: Fetch, url: str) -> list[OneCmsRow]:
    fetched = await _get(fetch, url)
    try:
        return items(fetched.body, fetched.url)
    except ValueError as error:
        raise RouteFailed(f"{url}: {error}") from error


async def _get(fetch: Fetch, url: str) -> Fetched:
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
    return OneCmsRow(int(pid), Lead(url, published, sponsored=paid))


def _text(item: dict[str, Any], key: str) -> str:
    """Return a field as text, whatever its type: the site may print the same id as 12, 12.0 or "12"."""
    value = item.get(key)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() if isinstance(value, str | int) else ""
