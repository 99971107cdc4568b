"""Addresses: what an article's looks like, and the one spelling that stands for all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote, urlsplit, urlunsplit

from hanoi_press.items import Identity

_TRACKING = re.compile(r"^(?:utm_.*|fbclid|gclid|zarsrc|mibextid|_ga|_gl|spm|ref|gidzl|dmref)$", re.I)
_ESCAPE = re.compile(r"%[0-9a-f]{2}", re.I)
_KEPT = "%/:@!$&'()*+,;=~"  # stands for itself in a path


@dataclass(frozen=True, slots=True)
class Address:
    """A kind of article address of a source.

    `pattern` matches the address without fragment and names its parts; `id` and `url` are made of them, a part that did
    not take part being "". `id` None: the site has no ids, 16 digits of `url`'s hash stand for one. `query` names the
    parameters that belong to the address, in the order of `pattern` and `url`; all others are cut. "" among them is a
    value without a name (`?123456`).
    """

    pattern: re.Pattern[str]
    id: str | None
    url: str
    query: tuple[str, ...] = ()

    def identity(self, url: str, source: str, publisher: str) -> Identity | None:
        """Who the article at `url` (after `tidy`) is; None where this is no address of the kind."""
        path, _, query = url.partition("?")
        match = self.pattern.fullmatch(path + self._kept(query) if self.query else path)
        if match is None:
            return None
        parts = match.groupdict("")
        canonical = self.url.format(**parts)
        own = digest(canonical) if self.id is None else self.id.format(**parts)
        return Identity(f"{source}/{own}", source, publisher, canonical, self.id is None)

    def _kept(self, query: str) -> str:
        """The parameters that count, in their order, under the names declared: `?ItemID=7`."""
        given: dict[str, str] = {}
        for part in query.split("&"):
            name, _, value = part.partition("=")
            if value:
                given.setdefault(name.lower(), value)
            elif name:  # also "123456=": so some tools spell a value without a name
                given.setdefault("", name)
        kept = [f"{name}={given[name.lower()]}" if name else given[""] for name in self.query if name.lower() in given]
        return "?" + "&".join(kept) if kept else ""


def address(pattern: str, *, url: str, id: str | None = None, query: tuple[str, ...] = ()) -> Address:
    r"""An `Address` from a regular expression for the whole address (case ignored) and two format strings.

    >>> kind = address(r"https?://a\.vn/xem\.aspx\?ItemID=(?P<n>\d+)", id="{n}", url="http://a.vn/xem.aspx?ItemID={n}",
    ...     query=("ItemID",))
    >>> kind.identity("https://a.vn/xem.aspx?trang=2&itemid=7", "a", "A").id
    'a/7'
    """
    return Address(re.compile(pattern, re.I), id, url, query)


def digest(url: str) -> str:
    """What stands for an id where a site has none: 16 hex digits of the SHA-256 of the canonical address."""
    return sha256(url.encode()).hexdigest()[:16]


@lru_cache(maxsize=1024)  # a page's own address is looked at several times
def tidy(url: str) -> str:
    """`url` without fragment and tracking parameters, host in lower case, letters beyond ASCII as %XX.

    >>> tidy("https://HanoiMoi.vn/a-1.html?utm_source=zalo&trang=2#top")
    'https://hanoimoi.vn/a-1.html?trang=2'
    """
    parts = urlsplit(url.strip())
    query = "&".join(one for one in parts.query.split("&") if one and not _TRACKING.match(one.partition("=")[0]))
    path = _ESCAPE.sub(lambda found: found[0].upper(), quote(parts.path or "/", safe=_KEPT))
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, query, ""))
