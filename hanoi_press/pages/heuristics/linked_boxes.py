"""Recognise a box inside a text that is only a teaser: picture, headline and first words, all links elsewhere."""

from __future__ import annotations

from hanoi_press.pages.heuristics.page_lines import Line, PageLines

_LEVELS = 4  # of boxes around a line
_MOST_LINES = 12
_TEASER_LINES = 4
_LINKED = 0.9  # of a line's letters
_SIDES = frozenset({"left", "right"})


def is_linked_box(page: PageLines, line: Line, body: int) -> bool:
    """Return True if a line is in a box of nothing but links with a heading, or in a table of them beside the text.

    `body` is the number of the box of the whole text.
    """
    for box in page.around(line.box)[:_LEVELS]:
        first, end = page.first[box], page.end[box]
        if box == body or end - first > _MOST_LINES or not all(map(_is_link, page.lines[first:end])):
            return False
        element = page.elements[box]
        if element.tag == "table" and element.get("align") in _SIDES:
            return True
        if end - first > 1 and any(map(page.is_heading, page.lines[first:end])):
            return True
    return False


def is_teaser_article(page: PageLines, box: int) -> bool:
    """Return True for the box of an `article` if it has few lines and a linked heading: a teaser, also alone."""
    if page.end[box] - page.first[box] > _TEASER_LINES:
        return False
    return any(_is_link(line) and page.is_heading(line) for line in page.inside(box))


def _is_link(line: Line) -> bool:
    return line.link_share >= _LINKED and not line.documents
