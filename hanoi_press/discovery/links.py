"""Read the links of pages as absolute addresses, and find those that match a pattern."""

from __future__ import annotations

import logging
import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from parsel import Selector

from hanoi_press.discovery.lead import Fetched
from hanoi_press.pages.decoding import without_wide_letters
from hanoi_press.pages.flattening import MOST_LEVELS, flattened, has_long_tag
from hanoi_press.pages.html_repair import has_misread_tags, repaired
from hanoi_press.text.hosts import host_of

logger = logging.getLogger(__name__)
_TOO_DEEP: Any = etree.XPath(f"boolean({'/'.join(['*'] * (MOST_LEVELS + 5))})")  # html and body may be implied
# "http:moc.gov.vn/…", as moc's feeds write it
_MISSING_SLASHES = re.compile(r"^(https?):/?(?=[\w-]+(?:\.[\w-]+)+(?:[/?:]|$))", re.I)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def parse_html(body: bytes) -> Selector:
    """Return a selector on a page, read as UTF-8 (UTF-16 is recognised); parsel itself refuses an empty body and would
    parse JSON as JSON.

    Absurd markup is reduced (`pages.flattening`) with a warning, because links may be lost with it.
    """
    body = without_wide_letters(body)
    if not has_long_tag(body):
        page = _selector(body)
        if has_misread_tags(page.root):
            body = repaired(body)
            page = _selector(body)
        if not _TOO_DEEP(page.root):
            return page
    logger.warning("A page nests tags or adds attributes by the thousand: not all of its links may be read")
    return _selector(flattened(body))


def _selector(body: bytes) -> Selector:
    return Selector(body=body or b"<html/>", encoding="utf-8", type="html")


def absolute(base: str, href: str) -> str | None:
    """Return `href` on the page `base` as an absolute http(s) URL; None if it leads to no page.

    >>> absolute("https://hanoimoi.vn/", "//hanoimoi.vn:443/kinh-te")
    'https://hanoimoi.vn/kinh-te'
    """
    href = _MISSING_SLASHES.sub(r"\1://", href.strip(), count=1) if ":" in href else href.strip()
    if not href or href.startswith("#"):
        return None
    try:
        url = urljoin(base, href)
        parts = urlsplit(url)
    except ValueError:  # such as "http://[half-an-ipv6"
        return None
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return None
    if parts.netloc.endswith(port := _DEFAULT_PORTS[parts.scheme]):
        return parts._replace(netloc=parts.netloc.removesuffix(port)).geturl()
    return url


class LinkAddresses:
    """The addresses of a page's links, each different `href` resolved once."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._known: dict[str, str | None] = {}

    def of(self, link: Any) -> str | None:
        """Return the address of a link element (`absolute`); None if it leads to no page."""
        href = link.get("href") or ""
        if href not in self._known:
            self._known[href] = absolute(self.base, href)
        return self._known[href]


def links_matching(fetched: Fetched, pattern: re.Pattern[str]) -> list[str]:
    """Return the addresses on the page's own site that `pattern` matches as a whole, each once, in order.

    An address is given without its query if it matches without it.
    """
    own_host = host_of(fetched.url)
    found: dict[str, None] = {}
    links = parse_html(fetched.body).root.iter("a", "link")
    for href in dict.fromkeys(link.get("href") for link in links):
        url = (absolute(fetched.url, href or "") or "").split("#")[0]
        if host_of(url) == own_host and (one := next(filter(pattern.fullmatch, (url.split("?")[0], url)), None)):
            found.setdefault(one)
    return list(found)
