"""Read the links of pages as absolute addresses, and find those that match a pattern."""

from __future__ import annotations

import logging
import re
from typing import Any

from parsel import Selector

from hanoi_press.discovery.addresses import absolute
from hanoi_press.discovery.lead import Fetched
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.pages.decoding import without_wide_letters
from hanoi_press.pages.flattening import flattened, has_long_tag, is_too_deep
from hanoi_press.pages.html_repair import has_misread_tags, repaired
from hanoi_press.text.hosts import site_of

logger = logging.getLogger(__name__)


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
        if not is_too_deep(page.root):
            return page
    logger.warning("A page nests tags or adds attributes by the thousand: not all of its links may be read")
    return _selector(flattened(body))


def _selector(body: bytes) -> Selector:
    return Selector(body=body or b"<html/>", encoding="utf-8", type="html")


def base_of(page: str, root: Any) -> str:
    """Return the address to which the links of the page at `page` are relative: of `<base>`, if on the same site."""
    stated = next((base.get("href") for base in root.iter("base") if base.get("href")), None)
    url = absolute(page, stated) if stated else None
    return url if url and site_of(url) == site_of(page) else page


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
    return list(dict.fromkeys(url for _, url in elements_matching(fetched, pattern)))


def elements_matching(fetched: Fetched, pattern: re.Pattern[str]) -> list[tuple[Any, str]]:
    """Return the same addresses with the elements that link them."""
    own_host = site_of(fetched.url)
    root = parse_html(fetched.body).root
    base = base_of(fetched.url, root)
    known: dict[str, str | None] = {}
    found: list[tuple[Any, str]] = []
    for link in root.iter("a", "link"):
        href = link.get("href") or ""
        if href not in known:
            url = (absolute(base, href) or "").split("#")[0]
            is_own = site_of(url) == own_host
            known[href] = next(filter(pattern.fullmatch, (url.split("?")[0], url)), None) if is_own else None
        if one := known[href]:
            found.append((link, one))
    return found


def article_links(fetched: Fetched, source: ListSource) -> list[tuple[Any, str]]:
    """Return the `a` elements of a page that lead to articles of the source, with the addresses, in order."""
    root = parse_html(fetched.body).root
    addresses = LinkAddresses(base_of(fetched.url, root))
    known: dict[str, bool] = {}
    found: list[tuple[Any, str]] = []
    for link in root.iter("a"):
        url = (addresses.of(link) or "").split("#")[0]
        if url and url not in known:
            known[url] = source.article_id(url) is not None
        if url and known[url]:
            found.append((link, url))
    return found
