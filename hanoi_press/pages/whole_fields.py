"""Mend a title or a summary from the other places where a page states it: damaged letters, and welded words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.document import text_of
from hanoi_press.text.damage import DAMAGED, mended
from hanoi_press.text.normalize import clean

_MOST_HEADLINES = 5
_LONGEST_TITLE = 2000  # characters


def whole_title(page: ArticlePage, title: str) -> str:
    """Return the title, its damaged letters taken from JSON-LD, meta tags, the window's title or another headline.

    So are the spaces between its parts, which a style sheet may show as lines.
    """
    if DAMAGED in title:
        title = mended(title, _titles(page))
    headline = page.headline
    if title and (headline is None or next(headline.iter("span", "small", "em", "strong"), None) is not None):
        squeezed, words = "".join(title.split()), len(title.split())
        beginnings = (_beginning(stated, squeezed) for stated in _titles(page) if stated)
        return next((one for one in beginnings if one and len(one.split()) > words), title)
    return title


def _beginning(stated: str, squeezed: str) -> str | None:
    """Return the first words of `stated` that are `squeezed` without their spaces; None if none are."""
    words, length = stated[:_LONGEST_TITLE].split(), 0
    for number, word in enumerate(words, 1):
        length += len(word)
        if length >= len(squeezed):
            return " ".join(words[:number]) if "".join(words[:number]) == squeezed else None
    return None


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
