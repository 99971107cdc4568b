"""Say which values are right for a page at a level of redesign: those of the gold, if the page or its list prints them.

A redesign that took JSON-LD and metas away (level 3) may have taken the only statement of a second, a summary or an
author with them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from lxml import html as markup

from hanoi_press.items import Listed

FIELDS = ("title", "text", "published_at", "summary", "authors")


class Wanted(NamedTuple):
    """The right values of each field, the gold's first."""

    title: tuple[Any, ...]
    text: tuple[Any, ...]
    published_at: tuple[Any, ...]
    summary: tuple[Any, ...]
    authors: tuple[Any, ...]


def wanted(gold: Mapping[str, Any], page: bytes, level: int, listed: Listed | None) -> Wanted:
    """Return the right values for a redesigned page."""
    dates, summaries, authors = [gold["published_at"]], [gold["summary"]], [gold["authors"]]
    if level >= 3:
        seen = visible_words(page)
        dates += _other_dates(gold["published_at"], seen, listed)
        if gold["summary"] and _folded(gold["summary"]) not in _folded(seen):
            summaries += [None]
        if any(_folded(author) not in _folded(seen) for author in gold["authors"]):
            authors += [[author for author in gold["authors"] if _folded(author) in _folded(seen)]]
    return Wanted((gold["title"],), (gold["text"],), tuple(dates), tuple(summaries), tuple(authors))


def visible_words(page: bytes) -> str:
    """Return the words of a page's body with single spaces, in NFC."""
    body = markup.document_fromstring(page, parser=markup.HTMLParser(encoding="utf-8")).find("body")
    parts = body.xpath(".//text()[not(parent::script or parent::style)]") if body is not None else []
    return unicodedata.normalize("NFC", " ".join(" ".join(parts).split()))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _other_dates(published: str | None, seen: str, listed: Listed | None) -> list[str | None]:
    if published is None:
        return []
    day, _, rest = published.partition("T")
    year, month, number = (int(part) for part in day.split("-"))
    forms = [f"{a}{sign}{b}{sign}{year}" for sign in "/-." for a, b in _orders(number, month)]
    if not any(form in seen for form in forms) and not (listed and listed.published):
        return [None]
    if not rest:
        return []
    hour, minute = rest[:2], rest[3:5]
    to_the_minute = f"{day}T{hour}:{minute}:00{rest[8:]}"
    stated = listed.published if listed else None
    if any(form in seen for form in (f"{hour}:{minute}", f"{int(hour)}:{minute}", f"{int(hour)}h{minute}")):
        return [to_the_minute]
    return [to_the_minute] if stated and "T" in stated else [to_the_minute, day]


def _orders(day: int, month: int) -> list[tuple[str, str]]:
    return [
        (f"{day:02}", f"{month:02}"),
        (str(day), str(month)),
        (f"{day:02}", str(month)),
        (str(day), f"{month:02}"),
        (str(month), str(day)),
        (f"{month:02}", f"{day:02}"),
    ]
