"""Provide `extract`, which reads the article on a page without a crawl and without Scrapy."""

from __future__ import annotations

from urllib.parse import urlsplit

from hanoi_press.items import Article
from hanoi_press.pages import NotAnArticle, read
from hanoi_press.sources import context_for, identify, source_for
from hanoi_press.text.moments import utc_now

__all__ = ["NotAnArticle", "extract"]


def extract(body: bytes, url: str, *, encoding: str | None = None, fetched_at: str | None = None) -> Article:
    """Return the article on a page; its `title` and `text` are never empty.

    `body`: the page's bytes, decompressed; `url`: its address; `encoding`: the charset that the HTTP
    header declared; `fetched_at`: when it was fetched (UTC, `2026-11-24T03:00:00Z`), now if not given.
    A known site's page is read by its CMS' templates. Any other page is compared with all templates by structure, then
    read from JSON-LD, meta tags and (for the body) trafilatura; `article.extraction` says so, field by field.

    Raises `ValueError` for a `url` that is no http(s) address, `NotAnArticle` (with `.kind`) for a page without one.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"invalid url {url!r}; use http:// or https:// with a host")
    if not isinstance(body, bytes):
        raise TypeError(f"invalid body of type {type(body).__name__}; use the page's bytes")
    context = context_for(source_for(url))._replace(identify=identify)
    return read(body, url, context, encoding=encoding, fetched_at=fetched_at or utc_now())
