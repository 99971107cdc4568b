"""Recognise tables that old editors made for one picture, or some side by side, and its caption."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from hanoi_press.pages.document import Element, is_larger, text_of
from hanoi_press.pages.line_breaks import lines_of
from hanoi_press.text import bylines

_MOST_ELEMENTS = 500
_LONGEST = 400  # characters
_LONGEST_IN_COLUMN = 100  # characters of a caption without a credit
_MOST_NESTED = 4  # tables, the outer one included
_MOST_ROWS = 4
_PROSE = 80  # characters


def is_picture_table(table: Element) -> bool:
    """Return True for a table of one picture and its caption, or of several pictures and one caption for all of them.

    A table of several pictures with words for each, as of people, is none: its rows are text.
    """
    if is_larger(table, _MOST_ELEMENTS) or next(table.iter("img"), None) is None:
        return False
    if columns(table):
        return True
    rows = list(table.iter("tr"))
    if len(rows) > _MOST_ROWS:
        return False
    if next(islice(table.iter("table"), _MOST_NESTED, None), None) is not None:
        return False  # the words of the inner ones would be read again for each
    words = [_worded_cells(row) for row in rows]
    if sum(1 for _ in islice(table.iter("img"), 2)) > 1:
        return _is_one_caption(words) and _changes(table) < 3 and len(text_of(table)) < _LONGEST
    if any(len(row) > 2 for row in rows) or sum(len(cells) > 1 for cells in words) > 1:
        return False
    return len(text_of(table)) < _LONGEST and not _holds_prose(table) and not any(map(_is_entry, rows))


def columns(table: Element) -> list[tuple[list[Element], str]]:
    """Return the pictures of a table side by side, each with the caption in or under its cell; [] for other tables.

    A cell of two lines, as a name and an office, is text; so is the table then.
    """
    if is_larger(table, _MOST_ELEMENTS) or next(islice(table.iter("table"), 1, None), None) is not None:
        return []
    found: list[tuple[list[Element], str]] = []
    above: list[list[Element]] = []  # the pictures of the last row, which await captions
    for row in table.iter("tr"):
        cells = [(list(cell.iter("img")), lines_of(cell)) for cell in row if cell.tag in ("td", "th")]
        if not all(_is_caption(lines) for _, lines in cells):
            return []
        pictures = [inside for inside, _ in cells if inside]
        if pictures and not above and len(cells) > 1 and len(pictures) == len(cells):
            if any(lines for _, lines in cells):
                found += [(inside, " ".join(lines)) for inside, lines in cells]
            else:
                above = pictures
        elif found and not above and not pictures and len(cells) == 1 and _is_credit(lines := cells[0][1]):
            found = [(inside, f"{words} {lines[0]}") for inside, words in found]
        elif above and not pictures and len(cells) == len(above):
            found += [(inside, " ".join(lines)) for inside, (_, lines) in zip(above, cells, strict=True)]
            above = []
        else:
            return []
    return found if not above and any(words for _, words in found) else []


def _is_caption(lines: list[str]) -> bool:
    """Return True for one short line, perhaps with a credit in it or below it, or none."""
    words = " ".join(lines)
    if len(lines) > 2 or len(words) > _LONGEST or (len(lines) == 2 and not _is_credit(lines[1:])):
        return False
    return len(words) <= _LONGEST_IN_COLUMN or bylines.caption(words).credit is not None


def _is_credit(lines: list[str]) -> bool:
    return len(lines) == 1 and bylines.caption(lines[0]).caption is None


def _is_entry(row: Element) -> bool:
    """Return True for a row with a picture beside a cell of several lines, as of a person with name and office."""
    cells = row.findall("td") + row.findall("th")
    if len(cells) < 2:
        return False
    beside = [lines_of(cell) for cell in cells if next(cell.iter("img", "tr"), None) is None]
    return any(len(lines) > 1 and bylines.caption(lines[-1]).caption is not None for lines in beside)


def _worded_cells(row: Element) -> list[str]:
    """Return the words of the row's cells that have any; a cell with a table counts by that table's cells."""
    cells = (cell for cell in row if cell.tag in ("td", "th") and next(cell.iter("tr"), None) is None)
    return list(filter(None, map(text_of, cells)))


def _is_one_caption(words: list[list[str]]) -> bool:
    """Return True if at most one cell has words, or two below each other of which the second is a credit."""
    if any(len(cells) > 1 for cells in words):
        return False
    found = [cells[0] for cells in words if cells]
    return len(found) < 2 or (len(found) == 2 and bylines.caption(found[1]).caption is None)


def _holds_prose(table: Element) -> bool:
    """Return True for two paragraphs or more, or one and other words on both sides of the picture: no caption is so."""
    prose = sum(len(line) >= _PROSE for line in lines_of(table))
    return prose > 1 or (prose > 0 and _changes(table) > 2)


def _changes(table: Element) -> int:
    """Return of how many parts a table is, alternately pictures and words."""
    changes, before = 0, ""
    for event, node in etree.iterwalk(table, events=("start", "end", "comment", "pi")):
        if event == "start" and node.tag == "img" and before != "picture":
            changes, before = changes + 1, "picture"
        words = node.text if event == "start" else node.tail if node is not table else None
        if words and not words.isspace() and before != "words":
            changes, before = changes + 1, "words"
    return changes
