"""Answer as web.archive.org does: its CDX server and its captures.

Modelled after the documentation and source of the Internet Archive's wayback-cdx-server, and of clients of the real
one: a JSON array of arrays with a row of names, `[]` for none, filters that are regular expressions of the whole field,
`collapse` of adjacent lines, and a resume key (a `[]` row, then a row of one, percent-encoded) that the server decodes
once more than it decodes the query. `/web/<time>id_/<address>` has the bytes as they were stored, the site's headers as
`x-archive-orig-…`, and leads to the nearest capture if there is none of that second.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from email.utils import format_datetime
from urllib.parse import parse_qs, quote_plus, unquote, unquote_plus, urlsplit

from spiders_tests.past.stored_capture import WAYBACK, StoredCapture, matches, urlkey
from spiders_tests.sites.page import HTML, Page

WEB = "https://web.archive.org"
NAMES = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
_CAPTURE = re.compile(r"https?://[^/]+/web/(\d{1,14})([a-z]{2}_)?/(.*)", re.S)
_NOT_ARCHIVED = (
    "<html><head><title>Wayback Machine</title></head><body><p>The Wayback Machine has not archived that URL."
)
_ALIKE = ("content-type", "content-encoding")  # headers that are sent as the site sent them


class WaybackServer:
    """The Wayback Machine. `most`: rows of an answer at most, whatever `limit` says."""

    def __init__(self, captures: Sequence[StoredCapture], *, most: int = 150_000) -> None:
        self.most = most
        self.captures = sorted(
            (one for one in captures if WAYBACK in one.archives), key=lambda one: (urlkey(one.url), one.captured)
        )

    def index(self, url: str) -> Page:
        """Answer `/cdx/search/cdx`."""
        asked = {name: values[-1] for name, values in parse_qs(urlsplit(url).query).items()}
        rows = [_row(one) for one in self.captures]
        found = self._chosen(rows, asked, parse_qs(urlsplit(url).query).get("filter", []))
        limit = min(int(asked.get("limit", self.most)), self.most)
        shown, more = found[:limit], len(found) > limit
        answer: list[Sequence[str]] = [NAMES, *shown] if shown else []
        if more and asked.get("showResumeKey") == "true":
            answer += [[], [quote_plus(f"{shown[-1][0]} {shown[-1][1]}!")]]
        text = "[" + ",\n ".join(json.dumps(row) for row in answer) + "]\n"
        return Page(200, {"Content-Type": "application/json"}, text.encode())

    def _chosen(
        self, rows: Sequence[Sequence[str]], asked: Mapping[str, str], filters: Sequence[str]
    ) -> list[Sequence[str]]:
        resumed = unquote_plus(asked.get("resumeKey", ""))
        first, last = asked.get("from", ""), asked.get("to", "")
        found = []
        for row in rows:
            in_time = row[1] >= first and (not last or row[1][: len(last)] <= last)
            is_next = not resumed or f"{row[0]} {row[1]}!" > resumed
            if in_time and is_next and matches(row[0], asked) and _passes(row, filters):
                found.append(row)
        return list(_collapsed(found, asked.get("collapse", "")))

    def capture(self, url: str) -> Page:
        """Answer `/web/…`."""
        asked = _CAPTURE.match(url)
        page = asked[3] if asked else ""
        held = [one for one in self.captures if urlkey(one.url) in (urlkey(page), urlkey(unquote(page)))]
        if asked is None or not held:
            return Page(404, {"Content-Type": HTML}, _NOT_ARCHIVED.encode())
        wanted = asked[1].ljust(14, "0")
        nearest = min(held, key=lambda one: (abs(int(one.captured) - int(wanted)), one.url != page))
        if nearest.captured != wanted:
            place = f"{WEB}/web/{nearest.captured}{asked[2] or ''}/{nearest.url}"
            return Page(302, {"Location": place, "Content-Type": HTML, "x-archive-redirect-reason": "found capture"})
        return nearest.wayback or _answer(nearest)


def _row(one: StoredCapture) -> Sequence[str]:
    length = str(len(one.member))
    return urlkey(one.url), one.captured, one.url, one.stated_mime, one.stated_status, one.stated_digest, length


def _passes(row: Sequence[str], filters: Sequence[str]) -> bool:
    for asked in filters:
        name, _, value = asked.removeprefix("!").partition(":")
        if bool(re.fullmatch(value, row[NAMES.index(name)])) == asked.startswith("!"):
            return False
    return True


def _collapsed(rows: Sequence[Sequence[str]], collapse: str) -> Iterator[Sequence[str]]:
    name, _, length = collapse.partition(":")
    last = None
    for row in rows:
        value = row[NAMES.index(name)][: int(length) if length else None] if name else None
        if value is None or value != last:
            yield row
        last = value


def _answer(one: StoredCapture) -> Page:
    headers = {f"x-archive-orig-{name.lower()}": value for name, value in one.headers.items()}
    headers |= {name: value for name, value in one.headers.items() if name.lower() in _ALIKE}
    headers |= {
        "Memento-Datetime": format_datetime(one.moment, usegmt=True),
        "x-archive-src": f"{one.captured[:8]}-live/live-{one.captured}-00000.warc.gz",
        "Link": f'<{one.url}>; rel="original"',
    }
    return Page(one.status, headers, one.body)
