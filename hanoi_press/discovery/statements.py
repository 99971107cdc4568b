"""Build `Listed`, what a list states of an article, from strings as printed: cleaned, none longer than it may be."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime

from hanoi_press.items import Listed
from hanoi_press.text import dates
from hanoi_press.text.cut_off import is_cut_off, without_ellipsis
from hanoi_press.text.moments import VN
from hanoi_press.text.normalize import fold, unescape

# Characters; what is longer is not what it is given as (a whole article in place of a summary), and is left out.
MAX_TITLE = 400
MAX_SUMMARY = 1_500
MAX_NAMES = 200
MAX_ADDRESS = 1_000
_IN_PART = ("title", "summary", "published")
_DAY = len("2026-11-20")
_MOST_READ = 4  # times the limit, for entities and white space


def listed(
    *,
    title: str = "",
    summary: str = "",
    published: date | datetime | str | None = None,
    picture: str | None = None,
    section: str = "",
    authors: str = "",
) -> Listed | None:
    """Return the statement on an article; None if nothing is stated.

    `published` may be a string as a machine or a page writes it. A text that the site has cut off is kept with its
    ellipsis (`text.cut_off.is_cut_off`). A summary that only repeats the title is left out.
    """
    own_title = _text(title, MAX_TITLE)
    own_summary = _text(summary, MAX_SUMMARY)
    if own_title and own_summary and fold(own_title) == fold(own_summary):
        own_summary = None
    found = Listed(
        title=own_title,
        summary=own_summary,
        published=_published(published),
        picture=picture if picture and len(picture) <= MAX_ADDRESS else None,
        section=_text(section, MAX_NAMES),
        authors=_text(authors, MAX_NAMES),
    )
    return found if _is_something(found) else None


def merged(first: Listed | None, second: Listed | None) -> Listed | None:
    """Return two statements on one article as one: what the first does not state is taken from the second.

    So is what the first states in part: a day whose hour the second has, words that the first cuts off.
    """
    if first is None or second is None:
        return first or second
    found = Listed(*(getattr(first, one.name) or getattr(second, one.name) for one in fields(Listed)))
    whole = {
        name: getattr(second, name) for name in _IN_PART if _is_part_of(getattr(first, name), getattr(second, name))
    }
    return replace(found, **whole)


def _is_part_of(stated: str | None, other: str | None) -> bool:
    if not stated or not other or len(stated) >= len(other):
        return False
    is_day = len(stated) == _DAY and "T" in other
    return other.startswith(without_ellipsis(stated)) and (is_day or (is_cut_off(stated) and not is_cut_off(other)))


def _is_something(found: Listed) -> bool:
    return any(getattr(found, one.name) for one in fields(Listed))


def _text(text: str, limit: int) -> str | None:
    if not text or len(text) > limit * _MOST_READ:
        return None
    text = unescape(text)
    return text if 0 < len(text) <= limit else None


def _published(stated: date | datetime | str | None) -> str | None:
    if isinstance(stated, datetime):
        try:
            return stated.astimezone(VN).replace(microsecond=0).isoformat()
        except OverflowError:
            return None
    if isinstance(stated, date):
        return stated.isoformat()
    return dates.in_hanoi(dates.parse_stated(stated[:MAX_NAMES])) if stated else None
