"""Recognise tables that old editors made for one picture and its caption."""

from __future__ import annotations

from itertools import islice

from hanoi_press.pages.document import Element, is_larger, text_of

_MOST_ELEMENTS = 500
_LONGEST = 400  # characters
_MOST_NESTED = 4  # tables, the outer one included


def is_picture_table(table: Element) -> bool:
    """Return True for a table of one column with a picture and its caption, as old editors made them."""
    if is_larger(table, _MOST_ELEMENTS) or next(table.iter("img"), None) is None:
        return False
    rows = list(table.iter("tr"))
    if len(rows) > 4 or any(len(row) > 2 for row in rows):
        return False
    if next(islice(table.iter("table"), _MOST_NESTED, None), None) is not None:
        return False  # the words of the inner ones would be read again for each
    return len(text_of(table)) < _LONGEST
