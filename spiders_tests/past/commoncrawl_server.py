"""Answer as index.commoncrawl.org and data.commoncrawl.org do.

Modelled after the documentation of pywb's CDX server API, which Common Crawl's index server runs, and after stored
answers of the real one: JSON lines whose values are strings, newest index first in collinfo.json, HTTP 404 with a JSON
message for a query without captures (also for a page of which the filter leaves nothing), 400 for a page that does not
exist. A page is `pageSize` blocks of the index's lines, counted before any filter. data.commoncrawl.org is S3 behind
CloudFront: ranges, and XML errors.
"""

from __future__ import annotations

import calendar
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from spiders_tests.past.stored_capture import COMMONCRAWL, StoredCapture, matches, urlkey
from spiders_tests.sites.page import Page

INDEX, DATA = "https://index.commoncrawl.org", "https://data.commoncrawl.org"
SLOW_DOWN = Page(
    503,
    {"Content-Type": "application/xml", "Retry-After": "1"},
    b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>SlowDown</Code><Message>Please reduce your request rate.'
    b"</Message></Error>",
)
_NO_KEY = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'
)
_SPANS = {
    "CC-MAIN-2012": ("2012-01-27T20:42:29", "2012-06-30T23:53:14"),
    "CC-MAIN-2009-2010": ("2009-09-17T00:00:00", "2010-09-29T23:59:59"),
    "CC-MAIN-2008-2009": ("2008-05-05T00:00:00", "2009-03-31T23:59:59"),
}
_RANGE = re.compile(r"bytes=(\d+)-(\d*)$")


@dataclass(frozen=True)
class RangedFile(Page):
    """A file of which a range of bytes can be asked for."""

    def asked_with(self, headers: Mapping[str, str]) -> Page:
        asked = _RANGE.match(headers.get("Range") or "")
        if asked is None:
            return self
        first, last = int(asked[1]), min(int(asked[2] or len(self.body)), len(self.body) - 1)
        if first >= len(self.body):
            return Page(416, {"Content-Range": f"bytes */{len(self.body)}"}, b"")
        stated = {"Content-Range": f"bytes {first}-{last}/{len(self.body)}"}
        return Page(206, self.headers | stated, self.body[first : last + 1])


class CommonCrawlServer:
    """The indexes and files of Common Crawl. `block`: lines of a block; `page_size`: blocks of a page."""

    def __init__(
        self, captures: Sequence[StoredCapture], *, block: int = 3000, page_size: int = 5, indexes: Sequence[str] = ()
    ) -> None:
        self.block, self.page_size = block, page_size
        self.files: dict[str, bytes] = {}
        self.lines: dict[str, list[dict[str, object]]] = defaultdict(list)
        held = [one for one in captures if COMMONCRAWL in one.archives]
        self.ids = sorted({one.stated_index for one in held} | set(indexes), reverse=True)
        for id in self.ids:
            self._write(id, [one for one in held if one.stated_index == id])

    def _write(self, id: str, captures: Sequence[StoredCapture]) -> None:
        name = f"crawl-data/{id}/segments/1422115855897.0/warc/{id}-20150124161055-00000-ip-10-180-212-252.warc.gz"
        content = b""
        for one in captures:
            stored, length = one.stored(), len(one.member)
            self.lines[id].append(_line(one, name, len(content), length))
            content += stored
        self.files[name] = content
        self.lines[id].sort(key=lambda line: (str(line["urlkey"]), str(line["timestamp"])))

    def index(self, url: str) -> Page:
        """Answer index.commoncrawl.org."""
        parts = urlsplit(url)
        if parts.path == "/collinfo.json":
            return _json(200, json.dumps([_collection(id) for id in self.ids], indent=2))
        id = parts.path.strip("/").removesuffix("-index")
        if id not in self.ids or not parts.path.endswith("-index"):
            return Page.of("<html><body><h1>404 Not Found</h1></body></html>", status=404)
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        lines = [one for one in self.lines[id] if matches(str(one["urlkey"]), asked)]
        size = int(asked.get("pageSize", self.page_size)) * self.block
        pages = -(-len(lines) // size)
        if asked.get("showNumPages") == "true":
            info = {"pages": pages, "pageSize": size // self.block, "blocks": -(-len(lines) // self.block)}
            return _json(200, json.dumps(info) + "\n")
        page = int(asked.get("page", 0))
        if lines and page >= pages:
            message = f"Page {page} invalid: First Page is 0, Last Page is {pages - 1}"
            return _json(400, json.dumps({"message": message}))
        shown = [line for line in lines[page * size : (page + 1) * size] if _passes(line, parts.query)]
        if not shown:
            return _json(404, json.dumps({"message": f"No Captures found for: {asked.get('url', '')}"}))
        return Page(200, {"Content-Type": "text/x-ndjson"}, "".join(f"{json.dumps(line)}\n" for line in shown).encode())

    def data(self, url: str) -> Page:
        """Answer data.commoncrawl.org."""
        content = self.files.get(urlsplit(url).path.lstrip("/"))
        if content is None:
            return Page(403, {"Content-Type": "application/xml"}, _NO_KEY)
        return RangedFile(200, {"Content-Type": "application/octet-stream", "Accept-Ranges": "bytes"}, content)


def _line(one: StoredCapture, file: str, offset: int, length: int) -> dict[str, object]:
    line: dict[str, object] = {
        "urlkey": urlkey(one.url),
        "timestamp": one.captured,
        "url": one.url,
        "mime": one.stated_mime,
        "mime-detected": one.stated_mime,
        "status": str(one.listed_status or one.status),
        "digest": one.stated_digest,
        "length": str(length),
        "offset": str(offset),
        "filename": file,
        "languages": "vie",
        "encoding": "UTF-8",
    }
    return line | ({"truncated": one.truncated} if one.truncated else {}) | dict(one.listed)


def _collection(id: str) -> dict[str, str]:
    begun, ended = _SPANS.get(id) or _span(id)
    name = f"{datetime.fromisoformat(begun):%B %Y} Index" if id not in _SPANS else f"Index of {id[8:]} ARC files"
    return {
        "id": id,
        "name": name,
        "timegate": f"{INDEX}/{id}/",
        "cdx-api": f"{INDEX}/{id}-index",
        "from": begun,
        "to": ended,
    }


def _span(id: str) -> tuple[str, str]:
    """Return the month of a weekly number, since captures of a whole month are given the week of its 15th."""
    _, _, year, week = id.split("-")
    day = datetime.fromisocalendar(int(year), int(week), 1).replace(tzinfo=UTC) + timedelta(days=3)
    last = calendar.monthrange(day.year, day.month)[1]
    return f"{day:%Y-%m}-01T00:00:01", f"{day:%Y-%m}-{last}T23:59:58"


def _passes(line: Mapping[str, object], query: str) -> bool:
    """Return True if a line passes all filters: `[!][=|~]field:value`, without a sign "contains"."""
    for asked in parse_qs(query).get("filter", []):
        inverted, rest = asked.startswith("!"), asked.removeprefix("!")
        sign, rest = (rest[0], rest[1:]) if rest[0] in "=~" else ("", rest)
        name, _, value = rest.partition(":")
        stated = str(line.get(name, ""))
        found = stated == value if sign == "=" else bool(re.match(value, stated)) if sign else value in stated
        if found == inverted:
            return False
    stated, asked_of = str(line["timestamp"]), parse_qs(query)
    first, last = (asked_of.get(name, [""])[0] for name in ("from", "to"))
    return (not first or stated >= first) and (not last or stated[: len(last)] <= last)


def _json(status: int, text: str) -> Page:
    return Page(status, {"Content-Type": "application/json"}, text.encode())
