"""Normalise addresses, and read an article's id from its address.

Every part that takes an address (crawl, replay, `corpus show`, take-down) uses this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from hanoi_press.items import Identity
from hanoi_press.text.normalize import nfc

# Parameters that only track where a reader came from, in any case.
_TRACKING = re.compile(
    r"utm_.*|_ga|_gl|_hsenc|_hsmi|dclid|dmref|fbclid|gbraid|gclid|gclsrc|gidzl|igshid|mc_[ce]id|mibextid|msclkid|ref"
    r"|spm|ttclid|twclid|wbraid|yclid|zarsrc",
    re.I,
)
_FIRST_PAGE = re.compile(r"(?:trang|page)=0*1", re.I)  # page 1 of an article is the article
_SCHEMES = ("http", "https")
_DEFAULT_PORTS = (80, 443)  # also with the other scheme: `https://hanoimoi.vn:80/` is a mistake of whoever wrote it
_ESCAPE = re.compile(r"%[0-9a-f]{2}", re.I)
_UNRESERVED = re.compile(r"%(?:2[DE]|3\d|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])")  # RFC 3986: the same without escape
_PATH_NOISE = re.compile(r"(?:;jsessionid=|&(?:utm_|fbclid=)).*|(?<=[^/])(?:/amp|\.amp)/?$", re.I)
_ESCAPED_QUERY = re.compile(r"(?<=\.aspx|\.html)%3F|(?<=\.htm)%3F", re.I)  # "…aspx%3FItemID=7393?categoryId=1"
_HOST_NOISE = re.compile(r"(?<=://)(?:www|m|amp)\.", re.I)  # the same pages; the last two laid out for telephones
_LETTERS = re.compile(r"(?:[A-Za-z]|%[89A-F][0-9A-F])+")
_KEPT = "%/:@!$&'()*+,;=~"  # characters of a path that are not escaped


@dataclass(frozen=True, slots=True)
class ArticleAddress:
    """A kind of article address of a source.

    `pattern` matches the whole address without its fragment and names its parts. `id` and `url` are format strings of
    these parts; a group that did not match is "". With `id` None the site has no ids, and 16 hex digits of the
    SHA-256 of `key` are used, a format string of what tells one article from another (by default `url`). `query` names
    the parameters that belong to the address, in the order of `pattern` and `url`; all others are cut. The name ""
    means a value without a name (`?123456`). With `any_case` the server ignores case (IIS), and the parts are written
    in lower case.
    """

    pattern: re.Pattern[str]
    id: str | None
    url: str
    query: tuple[str, ...] = ()
    key: str | None = None
    any_case: bool = False

    def identity(self, url: str, source: str, publisher: str) -> Identity | None:
        """Return the identity of the article at `url` (from `fetchable_url`); None if it does not match."""
        path, _, query = url.partition("?")
        match = self.pattern.fullmatch(path + self._kept(query) if self.query else path)
        if match is None:
            return None
        parts = match.groupdict("")
        if self.any_case:
            parts = {name: _lower(part) for name, part in parts.items()}
        canonical = self.url.format(**parts)
        own = digest((self.key or self.url).format(**parts)) if self.id is None else self.id.format(**parts)
        return Identity(f"{source}/{own}", source, publisher, canonical, self.id is None)

    def _kept(self, query: str) -> str:
        """Return the parameters named by `self.query`, in that order and spelling: `?ItemID=7`."""
        given: dict[str, str] = {}
        for part in query.split("&"):
            name, _, value = part.partition("=")
            if value:
                given.setdefault(name.lower(), value)
            elif name:  # also "123456=", as some tools write a value without a name
                given.setdefault("", name)
        kept = [f"{name}={given[name.lower()]}" if name else given[""] for name in self.query if name.lower() in given]
        return "?" + "&".join(kept) if kept else ""


def address(
    pattern: str,
    *,
    url: str,
    id: str | None = None,
    query: tuple[str, ...] = (),
    key: str | None = None,
    any_case: bool = False,
) -> ArticleAddress:
    r"""Make an `ArticleAddress` of a regular expression for the whole address (case ignored) and two format strings.

    >>> kind = address(r"https?://a\.vn/xem\.aspx\?ItemID=(?P<n>\d+)", id="{n}", url="http://a.vn/xem.aspx?ItemID={n}",
    ...     query=("ItemID",))
    >>> kind.identity("https://a.vn/xem.aspx?trang=2&itemid=7", "a", "A").id
    'a/7'
    """
    return ArticleAddress(re.compile(pattern, re.I), id, url, query, key, any_case)


def digest(url: str) -> str:
    """Return the id of an article whose site has none: 16 hex digits of the SHA-256 of its canonical address."""
    return sha256(url.encode()).hexdigest()[:16]


def without_path_noise(url: str) -> str:
    """Return an address (from `fetchable_url`) without session id, tracking and AMP's mark at the end of its path.

    >>> without_path_noise("https://moh.gov.vn/-/a;jsessionid=1?b=2"), without_path_noise("https://moh.gov.vn/-/a/amp")
    ('https://moh.gov.vn/-/a?b=2', 'https://moh.gov.vn/-/a')
    """
    path, mark, query = url.partition("?")
    return _PATH_NOISE.sub("", path) + mark + query


def without_slips(url: str) -> str:
    """Return an address (from `fetchable_url`) as it is meant, for one that no pattern of its source matches.

    Without double slashes, last slash and mobile host; with an escaped `?` and `&amp;` as these signs.

    >>> without_slips("https://m.hanoimoi.vn//a-1.html/?trang=2")
    'https://hanoimoi.vn/a-1.html?trang=2'
    >>> without_slips("https://moet.gov.vn/a.aspx%3FItemID=7?categoryId=9")
    'https://moet.gov.vn/a.aspx?ItemID=7&categoryId=9'
    >>> without_slips("http://www.moet.gov.vn/?page=1.1&amp;view=5333")
    'http://moet.gov.vn/?page=1.1&view=5333'
    """
    address, mark, query = url.partition("?")
    address, escaped, first = _divided(address)
    query = "&".join(filter(None, (first, query))).replace("&amp;", "&")
    scheme, _, rest = _HOST_NOISE.sub("", address, count=1).partition("://")
    path = re.sub("/{2,}", "/", rest).rstrip("/")
    root = "" if "/" in path else "/"
    return f"{scheme}://{path}{root}" + ("?" + query if mark or escaped else "")


def _divided(address: str) -> tuple[str, str, str]:
    found = _ESCAPED_QUERY.search(address)
    return (address[: found.start()], "?", unquote(address[found.end() :])) if found else (address, "", "")


def composed(path: str) -> str:
    """Return a path (from `fetchable_url`) with Vietnamese letters in one code point each (NFC).

    >>> composed("/w/ta%CC%A3o")
    '/w/t%E1%BA%A1o'
    """
    return _LETTERS.sub(_composed_letters, path) if "%CC" in path else path  # the marks are U+0300 to U+033F


def _composed_letters(found: re.Match[str]) -> str:
    try:
        return quote(nfc(unquote(found[0], errors="strict")))
    except UnicodeDecodeError:
        return found[0]


@lru_cache(maxsize=1024)  # a page's own address is normalised several times
def fetchable_url(url: str) -> str:
    """Return `url` in the form in which it is requested: scheme and `www.` as given, everything else normalised.

    Host in lower case without default port and trailing dot, no fragment, no tracking parameters, no page number 1,
    letters beyond ASCII as %XX. Raises `ValueError` for a string that is no address.

    >>> fetchable_url("https://HanoiMoi.vn.:443/a-1.html?UTM_source=zalo&trang=2#top")
    'https://hanoimoi.vn/a-1.html?trang=2'
    """
    parts = urlsplit(url.strip())
    query = "&".join(one for one in parts.query.split("&") if one and not _is_noise(one))
    path = _ESCAPE.sub(_normal_escape, quote(parts.path or "/", safe=_KEPT))
    return urlunsplit((parts.scheme.lower(), _netloc(parts), path, query, ""))


def canonicalise(url: str) -> str:
    """Return the normal form of an address: as `fetchable_url`, with https, without `www.` and last slash.

    Two addresses with the same result are the same page. A string that is no http(s) address is returned as it is.

    >>> canonicalise("http://www.hanoimoi.vn:80/a-1.html?fbclid=x")
    'https://hanoimoi.vn/a-1.html'
    """
    try:
        parts = urlsplit(fetchable_url(url))
    except ValueError:
        return url
    if parts.scheme not in _SCHEMES or not parts.netloc:
        return url
    path = composed(parts.path).rstrip("/") or "/"
    return urlunsplit(("https", parts.netloc.removeprefix("www."), path, parts.query, ""))


def _lower(part: str) -> str:
    """Return a part of an address in lower case; escapes stay as they are."""
    return re.sub(r"%[0-9A-F]{2}|[A-Z]+", lambda found: found[0] if found[0][0] == "%" else found[0].lower(), part)


def _normal_escape(found: re.Match[str]) -> str:
    escape = found[0].upper()
    return unquote(escape) if _UNRESERVED.fullmatch(escape) else escape


def _is_noise(parameter: str) -> bool:
    name = unquote(parameter.partition("=")[0])
    return _TRACKING.fullmatch(name) is not None or _FIRST_PAGE.fullmatch(parameter) is not None


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").rstrip(".")


def _netloc(parts: SplitResult) -> str:
    """Return the host with its port, if that is not the scheme's default. User names are dropped."""
    host, port = _host(parts), parts.port
    if ":" in host:  # IPv6
        host = f"[{host}]"
    return host if port is None or port in _DEFAULT_PORTS else f"{host}:{port}"
