"""Read article lists from JSON APIs, such as moh.gov.vn's "bridge" and mof.gov.vn's `article/reads`.

Both formats are known only from public crawlers, so no field is taken for granted: a row that lacks a field of its
address is skipped.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hanoi_press.discovery.addresses import absolute
from hanoi_press.discovery.json_rows import change_of, of_row
from hanoi_press.discovery.lead import ApiRequest, FetchFailed, FetchPage, Lead, RouteFailed, Window
from hanoi_press.discovery.list_end import ListEnd
from hanoi_press.text import dates
from hanoi_press.text.block_pages import is_html
from hanoi_press.text.slugs import slug_of

MAX_ANSWERS = 5_000  # a list that has more is broken: it repeats its rows without end
_NUMBERS = re.compile(r"\d+(?:\s*[;,]\s*\d+)+")
_MAX_TITLE = 1_000  # characters; NFC takes a time that grows with the square of the marks on one letter
_ROWS_GROW_BY = 4  # times the rows read so far, for APIs that are only told how many rows are wanted


@dataclass(frozen=True, slots=True)
class JsonList:
    """The format of an API's list: how it is requested and which fields its rows have.

    `url` and the strings of `posted` may hold `{name}` and `{id}` of the section; `url` also `{seen}`, the number of
    rows read so far. Without `posted` the request is a GET. Where the API knows no such number, `size` names the posted
    field that says how many rows are wanted, and is raised until the list is long enough.

    `rows` is the key of the array of rows (or of an object whose values they are), at any depth. `address` is filled
    with a row's fields (the first of a list like "8351;8358" or "8351,8358"), and with `missing` where a row lacks one.
    `path` names a field that some rows fill with the whole path instead of its last part; `title` the field from which
    the site makes `{slug}`; `time` the time of publication.
    """

    url: str
    posted: Mapping[str, str | int] | None
    rows: str
    address: str
    time: str
    size: str | None = None
    missing: Mapping[str, str] = field(default_factory=dict)
    path: str | None = None
    title: str | None = None

    def request_after(self, section: Mapping[str, str], seen: int) -> ApiRequest:
        """Return the request for the rows after the first `seen` ones."""
        url = self.url.format(seen=seen, **section)
        if self.posted is None:
            return ApiRequest(url)
        posted = {
            key: value.format(**section) if isinstance(value, str) else value for key, value in self.posted.items()
        }
        if self.size and seen:
            posted[self.size] = seen * _ROWS_GROW_BY
        return ApiRequest(url, posted)

    def requested_rows(self, request: ApiRequest) -> int:
        """Return how many rows a request asks for; 0 where the API decides."""
        return int(request.json[self.size]) if self.size else 0

    def leads(self, body: bytes, section: Mapping[str, str]) -> list[Lead]:
        """Return the rows of an answer, each address once. Raises ValueError if it is not JSON."""
        try:
            answer = json.loads(body.decode("utf-8-sig", errors="replace"), strict=False)
        except (ValueError, RecursionError) as error:
            raise ValueError("a page in place of JSON" if is_html(body) else f"no JSON: {error}") from error
        arrays = _arrays(answer, self.rows)
        found = (self._lead(row, section) for rows in arrays for row in rows if isinstance(row, dict))
        return list({lead.url: lead for lead in found if lead}.values())

    def _lead(self, row: dict[str, Any], section: Mapping[str, str]) -> Lead | None:
        fields = {name: value.format(**section) for name, value in self.missing.items()}
        fields |= {name: first for name, value in row.items() if (first := _first(_text(value)))}
        if self.title:
            fields["slug"] = slug_of(_text(row.get(self.title))[:_MAX_TITLE]) or "bai-viet"
        path = fields.get(self.path or "", "")
        try:
            if "/" not in path:
                url = absolute(self.address, self.address.format(**fields))
            else:  # some rows state the whole address
                url = absolute(self.address, path if "//" in path[:8] else f"/{path.strip('/')}")
            time = _text(row.get(self.time))
            stated = of_row(row, url, time, self.title) if url else None
            return Lead(url, _moment(time), _moment(change_of(row)), listed=stated) if url else None
        except (KeyError, IndexError, ValueError):
            return None


async def read_json_list(
    fetch: FetchPage, api: JsonList, section: Mapping[str, str], window: Window
) -> AsyncIterator[Lead]:
    """Yield the leads of a section's list, answer after answer, until one is older than the window or repeats others.

    Raises RouteFailed, after the leads found so far, if an answer cannot be read or the first one has no rows.
    """
    seen: set[str] = set()
    end = ListEnd(window)
    for _ in range(MAX_ANSWERS):
        request = api.request_after(section, len(seen))
        page = await _page(fetch, api, request, section)
        if not page and not seen:
            raise RouteFailed(f"{request.url}: no rows")
        fresh = [lead for lead in page if lead.url not in seen]
        seen.update(lead.url for lead in fresh)
        for lead in fresh:
            if window.holds(lead.published):
                yield lead
        if end.is_reached((lead, lead.published) for lead in fresh):
            return
        if len(page) < api.requested_rows(request):
            return  # the whole list
    raise RouteFailed(f"{request.url}: no end after {MAX_ANSWERS} answers")


async def _page(fetch: FetchPage, api: JsonList, request: ApiRequest, section: Mapping[str, str]) -> list[Lead]:
    try:
        fetched = await fetch(request.url, json=request.json)
        return api.leads(fetched.body, section)
    except (FetchFailed, ValueError) as error:
        raise RouteFailed(f"{request.url}: {error}") from error


def _arrays(answer: Any, key: str) -> Iterator[list[Any]]:
    """Yield every array under `key`, at any depth (moh's answer is an array of groups with ITEMS)."""
    pending = deque([answer])
    while pending:
        one = pending.popleft()
        if isinstance(one, dict):
            if isinstance(array := one.get(key), list):
                yield array
            elif isinstance(array, dict):
                yield list(array.values())
            one = [value for name, value in one.items() if name != key]
        if isinstance(one, list):
            pending.extend(value for value in one if isinstance(value, dict | list))


def _text(value: Any) -> str:
    """Return a string or whole number as text, stripped; "" for any other value."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()


def _first(text: str) -> str:
    """Return the first of several values in one field; only numbers are also divided by commas."""
    return re.split("[;,]" if _NUMBERS.fullmatch(text) else ";", text, maxsplit=1)[0].strip()


def _moment(stated: str) -> datetime | None:
    moment = dates.parse_stated(stated)
    return datetime.fromisoformat(moment) if moment and "T" in moment else None
