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
OTHERS = ("section", "tags", "images")  # printed beside the bounded fields


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
    if level < 3:
        dates += _other_dates(gold["published_at"], page.decode(), listed)[1:]
    else:
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
    """Return the date to the minute, then the day if no hour is printed, then None if no day is."""
    if published is None:
        return []
    day, _, time = published.partition("T")
    year, month, number = (int(part) for part in day.split("-"))
    stated = listed.published or "" if listed else ""
    hour, minute = (time[:2], time[3:5]) if time else ("", "")
    out: list[str | None] = [f"{day}T{hour}:{minute}:00{time[8:]}" if time else day]
    hours = (f"{hour}:{minute}", f"{hour.removeprefix('0')}:{minute}", f"{hour.removeprefix('0')}h{minute}")
    if time and "T" not in stated and not any(form in seen for form in hours):
        out.append(day)
    days = [f"{a}{sign}{b}{sign}{year}" for sign in "/-." for a, b in _orders(number, month)]
    if not stated and not any(form in seen for form in (*days, day)):
        out.append(None)
    return out


def _orders(day: int, month: int) -> list[tuple[str, str]]:
    return [
        (f"{day:02}", f"{month:02}"),
        (str(day), str(month)),
        (f"{day:02}", str(month)),
        (str(day), f"{month:02}"),
        (str(month), str(day)),
        (f"{month:02}", f"{day:02}"),
    ]
