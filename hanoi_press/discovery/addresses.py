"""Resolve the addresses that pages, sitemaps, feeds and redirects state, as careless as browsers accept them."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from hanoi_press.text.hosts import host_of

_SPACE = " \t\r\n\f\v\0\u00a0\u200b\u200e\u200f\ufeff"  # also what copying from Word and mail leaves at the ends
# "http:moc.gov.vn/…", as moc's feeds write it, "https:///moc.gov.vn/", "https://https://moc.gov.vn/"
_SLASHES = re.compile(r"^(?:https?:/*(?=https?:))?(https?):/*(?=[\w-]+(?:\.[\w-]+)+\.?(?:[/?:#]|$))", re.I)
_MORE_SLASHES = re.compile(r"^/{3,}(?=[\w-]+(?:\.[\w-]+)+(?:[/?:#]|$))")
_HOST_FIRST = re.compile(r"[\w-]+(?:\.[\w-]+)+\.?(?::\d+)?(?=[/?#]|$)")
_DOTS = re.compile(r"/\.\.?(?:/|$)")
_SCHEMES = ("http", "https")
_DEFAULT_PORTS = (None, 80, 443)


def absolute(base: str, href: str) -> str | None:
    """Return `href` on the page `base` as an absolute http(s) URL; None if it leads to no page.

    >>> absolute("https://hanoimoi.vn/", "//hanoimoi.vn:443/kinh-te")
    'https://hanoimoi.vn/kinh-te'
    """
    href = href.strip(_SPACE)
    if not href or href.startswith("#"):
        return None
    try:
        return normal_address(joined(base, href))
    except ValueError:  # such as "http://[half-an-ipv6"
        return None


def joined(base: str, href: str) -> str:
    """Return where a link or redirect on the page `base` leads, as a browser reads it. Raises `ValueError`.

    >>> joined("https://hanoimoi.vn/a", "https:/hanoimoi.vn/b"), joined("https://hanoimoi.vn/a", "hanoimoi.vn/b")
    ('https://hanoimoi.vn/b', 'https://hanoimoi.vn/b')
    """
    href = _mended(href)
    return urljoin(base, f"//{href}" if _names_host_of(base, href) else href)


def normal_address(url: str) -> str | None:
    """Return an absolute http(s) URL with its host in lower case; None for anything else.

    User name, trailing dot and default port are left out, and port 443 means https, whatever scheme is written: a
    server behind a proxy that decrypts writes `http://…:443/`. Raises `ValueError` for what is no address.

    >>> normal_address("HTTP://HanoiMoi.vn.:443/a")
    'https://hanoimoi.vn/a'
    """
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        return None
    port, host = parts.port, parts.hostname.rstrip(".")
    if ":" in host:  # IPv6
        host = f"[{host}]"
    netloc = host if port in _DEFAULT_PORTS else f"{host}:{port}"
    scheme = "https" if port == 443 else parts.scheme
    path = urljoin("/", parts.path) if _DOTS.search(parts.path) else parts.path
    if (scheme, netloc, path) == (parts.scheme, parts.netloc, parts.path):
        return url if url.startswith(scheme) else parts.geturl()
    return urlunsplit(SplitResult(scheme, netloc, path, parts.query, parts.fragment))


def _mended(href: str) -> str:
    """Return a link as a browser reads it: slashes for backslashes, no line breaks; `&amp;` escaped twice is `&`."""
    href = href.replace("&amp;", "&")
    if "\\" in href:
        path = re.split("[?#]", href, maxsplit=1)[0]
        href = path.replace("\\", "/") + href[len(path) :]
    if ":" in href:
        return _SLASHES.sub(r"\1://", href, count=1)
    return _MORE_SLASHES.sub("//", href)


def _names_host_of(base: str, href: str) -> bool:
    """Return True if a link without scheme begins with the page's own host: `hanoimoi.vn/a-1.html`."""
    host = _HOST_FIRST.match(href)
    return host is not None and host_of(f"//{host[0]}") == host_of(base)
