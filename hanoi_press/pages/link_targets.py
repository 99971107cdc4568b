"""Tell by its address whether a link leads to a page, and whether that looks like an article of the same site."""

from __future__ import annotations

import re

from hanoi_press.pages.document import Element
from hanoi_press.pages.document_address import is_document, split_address
from hanoi_press.text.normalize import fold

_NO_PAGE = re.compile(r"\s*(?:#|mailto:|tel:|javascript:|$)|.*\.(?:jpe?g|png|gif|webp|svg|mp[34])(?:$|\?)", re.I)
_PRINTED_ADDRESS = re.compile(r"(?:https?://|www\.)|[\w-]+(?:\.[\w-]+)+(?:/\S*)?\s*$", re.I)  # text that names a page
_ARTICLE = re.compile(r"/[^/]*[^/-]-[^/]*(?<!\d)\d{4,}(?:\.\w+|/)?$")  # words joined by hyphens, and a number
_LEGAL_PATH = re.compile(r"van-?ban|document|thu-?tuc|phap-?quy|download|tai-?lieu", re.I)
_MOST_SECTION = 3  # hyphens in the name of a section
_BEGINNING = 15  # letters of a headline that its address repeats
_LONGEST_PATH = 300  # characters of an address
_LONGEST_WORDS = 150  # characters that are compared


def leads_to_page(link: Element) -> bool:
    """Return True for a link that leads to a page, not to a file or a place on the page."""
    address = (link.get("href") or "")[:_LONGEST_PATH]
    words = (link.text or "").lstrip()[:_LONGEST_WORDS]
    return not (_NO_PAGE.match(address) or is_document(address) or _PRINTED_ADDRESS.match(words))


def is_own_article(link: Element, words: str, host: str) -> bool:
    """Return True if a link's address looks like that of an article of the site `host`; `words` are the link's."""
    address = (link.get("href") or "").strip()
    parts = split_address(address)
    if parts is None:
        return False
    is_own = not parts.netloc or host_without_prefix(address) == host
    if not is_own or len(parts.path) > _LONGEST_PATH or _LEGAL_PATH.search(parts.path):
        return False
    return _ARTICLE.search(parts.path) is not None or _is_repeated(words, parts.path)


def _is_repeated(words: str, path: str) -> bool:
    """Return True if an address without a number at its end repeats a headline ("/tin/pho-cu-mo-phong")."""
    slug = max(path.split("/"), key=len)
    return slug.count("-") >= _MOST_SECTION and fold(words[:_LONGEST_WORDS])[:_BEGINNING] == fold(slug)[:_BEGINNING]


def host_without_prefix(url: str) -> str:
    """Return an address' host without "www." and the like; "" if it has none."""
    parts = split_address(url)
    host = (parts.hostname or "") if parts is not None else ""
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")
