"""`extract`: the article on a page, for bytes from anywhere, without a crawl."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

from hanoi_press.items import Article
from hanoi_press.pages import NotAnArticle, read
from hanoi_press.sources import context_for, identify, source_for

__all__ = ["NotAnArticle", "extract", "utc_now"]


def utc_now() -> str:
    """This second in UTC: `2026-11-24T03:00:00Z`."""
    return f"{datetime.now(UTC).isoformat(timespec='seconds')[:19]}Z"


def extract(body: bytes, url: str, *, encoding: str | None = None, fetched_at: str | None = None) -> Article:
    """The article on a page.

    `body`: the page's bytes as they came, decompressed; `url`: its address; `encoding`: what the HTTP header declared;
    `fetched_at`: when it was fetched (UTC, `2026-11-24T03:00:00Z`), now where unknown.
    The page class is picked by looking at the page. A site that we do not know is read from JSON-LD, meta tags and
    (for the body) trafilatura; `article.extraction` says so, field by field.

    Raises `ValueError` for a `url` that is no http(s) address, `NotAnArticle` (with `.kind`) where there is none.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{url!r} is no address of a page: http:// or https:// with a host is accepted")
    if not isinstance(body, bytes):
        raise TypeError(f"body is {type(body).__name__}: the page's bytes are accepted")
    context = context_for(source_for(url))._replace(identify=identify)
    return read(body, url, context, encoding=encoding, fetched_at=fetched_at or utc_now())
