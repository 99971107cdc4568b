"""Addresses: what an article's looks like, and the one spelling that stands for all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(r"^(?:utm_.*|fbclid|gclid|zarsrc|mibextid|_ga|_gl|spm|ref|gidzl|dmref)$", re.I)


@dataclass(frozen=True, slots=True)
class Address:
    """A kind of article address of a source.

    `pattern` matches the address without query and fragment and names its parts; `id` and `url` are made of them.
    """

    pattern: re.Pattern[str]
    id: str
    url: str


def address(pattern: str, *, id: str, url: str) -> Address:
    """An `Address` from a regular expression for the whole address (case ignored) and two format strings."""
    return Address(re.compile(pattern, re.I), id, url)


def tidy(url: str) -> str:
    """`url` without fragment and tracking parameters, host in lower case.

    >>> tidy("https://HanoiMoi.vn/a-1.html?utm_source=zalo&trang=2#top")
    'https://hanoimoi.vn/a-1.html?trang=2'
    """
    parts = urlsplit(url.strip())
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)])
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", query, ""))
