"""Lists that an API answers as JSON: moh.gov.vn's "bridge" and mof.gov.vn's `article/reads` (portals.md §6).

Both rest on other people's crawlers, so every field is doubted: a row without what its address needs is left out.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from unicodedata import normalize
from urllib.parse import urljoin

from hanoi_press.discovery.lead import ApiRequest, Fetch, FetchFailed, Lead, RouteFailed, Window
from hanoi_press.text import dates
from hanoi_press.text.block_pages import is_html

MOST_ANSWERS = 5_000  # a list that never comes to an end is broken, or means to keep us


@dataclass(frozen=True, slots=True)
class JsonList:
    """How an API is asked for a list, and how it answers.

    `url` and the strings of `posted` may hold `{name}` and `{id}` of the section; `url` also `{seen}`, the number of
    rows read so far. Where the API has no such number, `size` names the posted field that says how many rows are
    wished for, and is raised until the list is long enough.
    `rows` is the key of the array of rows, at whatever depth it stands; `address` is made of a row's fields (the first
    of a list as "8351;8358") and of `missing` where a row lacks one; `path` names the field that some rows may fill
    with the whole path in place of its last part; `title` the one of which the site makes `{slug}`; `time` is the field
    of its publication. `posted` None: a GET.
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

    def ask(self, section: Mapping[str, str], seen: int) -> ApiRequest:
        """The request for what comes after `seen` rows."""
        where = self.url.format(seen=seen, **section)
        if self.posted is None:
            return ApiRequest(where)
        posted = {
            key: value.format(**section) if isinstance(value, str) else value for key, value in self.posted.items()
        }
        if self.size and seen:
            posted[self.size] = seen * 4
        return ApiRequest(where, posted)

    def wished(self, ask: ApiRequest) -> int:
        """How many rows a request wished for; 0 where the API decides."""
        return int(ask.json[self.size]) if self.size else 0

    def leads(self, body: bytes, section: Mapping[str, str]) -> list[Lead]:
        """The rows of an answer, each address once. ValueError where it is no JSON."""
        try:
            answer = json.loads(body.decode("utf-8-sig", errors="replace"), strict=False)
        except (ValueError, RecursionError) as error:
            raise ValueError("a page in place of JSON" if is_html(body) else f"no JSON: {error}") from error
        found = (self._lead(row, section) for rows in _held(answer, self.rows) for row in rows if isinstance(row, dict))
        return list({lead.url: lead for lead in found if lead}.values())

    def _lead(self, row: dict[str, Any], section: Mapping[str, str]) -> Lead | None:
        fields = {name: value.format(**section) for name, value in self.missing.items()}
        fields |= {name: said for name, value in row.items() if (said := _said(value))}
        if self.title:
            fields["slug"] = _slug(_said(row.get(self.title), whole=True))
        whole = fields.get(self.path or "", "")
        try:
            url = urljoin(self.address, f"/{whole.strip('/')}") if "/" in whole else self.address.format(**fields)
            return Lead(url, _moment(_said(row.get(self.time), whole=True)))
        except (KeyError, IndexError, ValueError):
            return None


async def walk(fetch: Fetch, shape: JsonList, section: Mapping[str, str], window: Window) -> AsyncIterator[Lead]:
    """The leads of a section's list, answer after answer, until one is older than the window or says nothing new.

    RouteFailed, after what was given so far, when an answer cannot be read or the first one has no rows.
    """
    seen: set[str] = set()
    for _ in range(MOST_ANSWERS):
        ask = shape.ask(section, len(seen))
        page = await _page(fetch, shape, ask, section)
        if not page and not seen:
            raise RouteFailed(f"{ask.url}: no rows")
        fresh = [lead for lead in page if lead.url not in seen]
        seen.update(lead.url for lead in fresh)
        for lead in fresh:
            if window.holds(lead.published):
                yield lead
        if not fresh or all(window.is_before(lead.published) for lead in fresh) or window.reaches_known(fresh):
            return
        if len(page) < shape.wished(ask):
            return
    raise RouteFailed(f"{ask.url}: no end after {MOST_ANSWERS} answers")


async def _page(fetch: Fetch, shape: JsonList, ask: ApiRequest, section: Mapping[str, str]) -> list[Lead]:
    try:
        fetched = await fetch(ask.url, json=ask.json)
        return shape.leads(fetched.body, section)
    except (FetchFailed, ValueError) as error:
        raise RouteFailed(f"{ask.url}: {error}") from error


def _held(answer: Any, key: str) -> Iterator[list[Any]]:
    """Every list that stands under `key`, at whatever depth (moh's answer is a list of groups that hold ITEMS)."""
    pending = deque([answer])
    while pending:
        one = pending.popleft()
        if isinstance(one, dict):
            if isinstance(held := one.get(key), list):
                yield held
            one = [value for name, value in one.items() if name != key]
        if isinstance(one, list):
            pending.extend(value for value in one if isinstance(value, dict | list))


def _said(value: Any, whole: bool = False) -> str:
    """A field as text, the first of several; "" for what is none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    said = str(value).strip()
    return said if whole else said.split(";")[0].strip()


def _slug(title: str) -> str:
    """`Bộ Nội vụ họp báo` → `bo-noi-vu-hop-bao`: letters without their marks."""
    plain = "".join(c for c in normalize("NFD", title.lower().replace("đ", "d")) if c.isascii())
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "bai-viet"


def _moment(stated: str) -> datetime | None:
    moment = dates.parse(stated)
    return datetime.fromisoformat(moment) if moment and "T" in moment else None
