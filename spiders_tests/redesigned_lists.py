"""Redesign the pages of modelled lists in a few lines: other names of classes and ids, then also other tags."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import urlencode

from lxml import html

from hanoi_press.discovery import Fetched, FetchFailed, FetchPage
from hanoi_press.warc.index import record_address
from spiders_tests.sites.page import Page

_TAGS = {"li": "div", "ul": "section", "h2": "div", "h3": "p", "article": "div", "div": "section", "span": "em"}


def redesigned(body: bytes, level: int) -> bytes:
    """Return a page with all classes, ids and `data-*` renamed (level 1), and with other tags (2); 0: as it is."""
    if not level or not body.strip():
        return body
    root = html.document_fromstring(body.decode())
    for element in root.iter(html.etree.Element):
        for name in list(element.attrib):
            if name in ("class", "id"):
                element.set(name, " ".join(map(_other_name, element.get(name).split())))
            elif name.startswith("data-"):
                element.set(f"data-{_other_name(name)}", element.attrib.pop(name))
        if level == 2:
            element.tag = _TAGS.get(element.tag, element.tag)
    return html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")


def _other_name(name: str) -> str:
    return f"x{sha256(name.encode()).hexdigest()[:6]}"


def redesigned_pages(pages: Mapping[str, Page], level: int) -> dict[str, Page]:
    """Return a site whose pages of HTML are redesigned."""
    return {
        url: Page(page.status, page.headers, redesigned(page.body, level))
        if page.headers.get("Content-Type", "").startswith("text/html") and page.status == 200
        else page
        for url, page in pages.items()
    }


def fetcher(pages: Mapping[str, Page], asked: list[str]) -> FetchPage:
    """Return a fetcher of discovery pages that adds each address to `asked`."""

    async def fetch(url: str, *, json: object = None, form: Mapping[str, str] | None = None) -> Fetched:
        address = record_address(url, urlencode(form).encode()) if form else url
        asked.append(address)
        page = pages.get(address)
        if page is None or page.status != 200:
            raise FetchFailed("404")
        return Fetched(url, page.body)

    return fetch
