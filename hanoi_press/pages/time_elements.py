"""Read the moment that a `time` element states in an attribute or prints."""

from __future__ import annotations

from hanoi_press.pages.dated_page import TIME_ATTRIBUTES
from hanoi_press.pages.document import Element, is_larger, text_of
from hanoi_press.pages.selectors import css
from hanoi_press.pages.stated_dates import is_moment, proven
from hanoi_press.text import dates
from hanoi_press.text.normalize import clean

# Elements that are marked as the last change.
CHANGED = (css("[itemprop=dateModified]"), css("time.updated, time.modified, time.entry-modified"))
_MOST_PARTS = 8  # descendants of a `time` element
_CHANGED = frozenset({"updated", "modified", "entry-modified"})
_PUBLISHED = frozenset({"published", "entry-published"})


def date_of(element: Element) -> tuple[str, str] | None:
    """Return the date of a `time` element as printed and, in Hanoi's time, in ISO 8601."""
    attributes = ((text, dates.parse_stated(text)) for name in TIME_ATTRIBUTES if (text := element.get(name)))
    printed, stated = next(((text, date) for text, date in attributes if date), ("", None))
    words = text_of(element) if not is_larger(element, _MOST_PARTS) else ""
    shown = dates.parse(words)
    if stated is None:
        return (words, dates.in_hanoi(shown) or shown) if shown else None
    if not is_moment(stated) and shown and shown[:10] == stated:
        return words, shown
    correction = proven(stated, shown)
    return clean(printed), correction.apply(stated) if correction else dates.in_hanoi(stated) or stated


def is_change(element: Element) -> bool:
    """Return True for a `time` element that is marked as the last change, and not as the publication, too."""
    if (name := element.get("itemprop")) is not None:
        return str(name) == "dateModified"
    names = set((element.get("class") or "").split())
    return not names.isdisjoint(_CHANGED) and names.isdisjoint(_PUBLISHED)
