"""Rewrite a page, or all pages of a site, as after a redesign: the same article to a reader, in other markup.

Level 1: other names of classes, ids and `data-*`. Level 2: also other tags and boxes. Level 3: also no JSON-LD and no
meta but og:title. Level 4: tables, `<br>` and inline styles, without any class or id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from lxml import html as markup
from lxml.html import HtmlElement

from spiders_tests.sites.page import Page

from .reboxing import rebox
from .renaming import Renaming, names_on, rename
from .roles import mark, unmark
from .stripping import strip_statements
from .webforms import as_tables

LEVELS = (1, 2, 3, 4)
SEED = "redesign"


def redesigned(html: bytes, level: int, seed: str = SEED, known: Iterable[str] = ()) -> bytes:
    """Return a page (UTF-8) at a level of redesign; 0 returns it as it is.

    Pages of one site need one `seed`: names and choices follow from it. `known` are names of the site that may stand in
    this page's scripts only.
    """
    if not level:
        return html
    if level not in LEVELS:
        raise ValueError(f"level {level} is none of {LEVELS}")
    root = _parsed(html)
    if root is None:
        return html
    renaming = Renaming(seed)
    mark(root)
    rename(root, renaming, frozenset(known) | names_on(root))
    if level in (2, 3):
        rebox(root, renaming)
    if level >= 3:
        strip_statements(root)
    if level == 4:
        as_tables(root)
    unmark(root)
    return _written(root, html)


def redesigned_site(pages: Mapping[str, Page], level: int, seed: str = SEED) -> dict[str, Page]:
    """Return a modelled site (`{absolute address: Page}`) with all its HTML redesigned, lists and error pages too.

    Addresses, redirects, feeds, sitemaps, robots.txt and JSON stay. The result can be served
    (`spiders_tests.sites.serve.serve`) or written as an archive (`spiders_tests.sites.build_sample.write`), so that a
    crawl meets a redesigned site:

        write(redesigned_site(pages("hanoimoi"), level=2), folder / "night.warc.gz")

    An `ETag` is dropped with the bytes that it named.
    """
    rewritten = {url: page for url, page in pages.items() if is_html(page)}
    known: set[str] = set()
    for page in rewritten.values():
        if (root := _parsed(page.body)) is not None:
            known |= names_on(root)
    out = dict(pages)
    for url, page in rewritten.items():
        headers = {name: value for name, value in page.headers.items() if name.casefold() != "etag"}
        out[url] = replace(page, headers=headers, body=redesigned(page.body, level, seed, known))
    return out


def is_html(page: Page) -> bool:
    """Return True if an answer is a page of HTML and no redirect."""
    kind = next((value for name, value in page.headers.items() if name.casefold() == "content-type"), "")
    return kind.split(";")[0].strip() == "text/html" and not 300 <= page.status < 400


def _parsed(html: bytes) -> HtmlElement | None:
    if not html.strip():
        return None
    return markup.document_fromstring(html, parser=markup.HTMLParser(encoding="utf-8"))


def _written(root: HtmlElement, html: bytes) -> bytes:
    """Return the page's bytes; a part of a page, as "load more" gets it, stays a part."""
    body = root.find("body")
    if b"<html" in html[:5000].lower() or body is None:
        return markup.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>", include_meta_content_type=True)
    parts = [markup.tostring(child, encoding="utf-8") for child in body]
    return (body.text or "").encode() + b"".join(parts)
