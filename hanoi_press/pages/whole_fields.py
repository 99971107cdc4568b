"""Mend damaged letters of a title or a summary from the other places where a page states it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.document import text_of
from hanoi_press.text.damage import DAMAGED, mended
from hanoi_press.text.normalize import clean

_MOST_HEADLINES = 5


def whole_title(page: ArticlePage, title: str) -> str:
    """Return the title, its damaged letters taken from JSON-LD, meta tags, the window's title or another headline."""
    return mended(title, _titles(page)) if DAMAGED in title else title


def whole_summary(page: ArticlePage, summary: str | None) -> str | None:
    """Return the summary, its damaged letters taken from JSON-LD or meta tags."""
    return mended(summary, _descriptions(page)) if summary and DAMAGED in summary else summary


def _titles(page: ArticlePage) -> Iterator[str | None]:
    yield page.news("headline")
    yield from map(page.doc.meta, ("og:title", "twitter:title"))
    yield clean(page.doc.root.findtext(".//title") or "")
    yield from map(text_of, islice(page.doc.headlines, _MOST_HEADLINES))


def _descriptions(page: ArticlePage) -> Iterator[str | None]:
    yield page.news("description")
    yield from map(page.doc.meta, ("description", "og:description", "twitter:description"))
