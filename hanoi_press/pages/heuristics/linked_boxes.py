"""Recognise a box inside a text that is only a teaser: picture, headline and first words, all links elsewhere."""

from __future__ import annotations

from hanoi_press.pages.heuristics.line_kinds import ends_sentence
from hanoi_press.pages.heuristics.page_lines import Line, PageLines
from hanoi_press.pages.heuristics.region import Region

_LEVELS = 4  # of boxes around a line
_MOST_LINES = 12
_TEASER_LINES = 4
_LINKED = 0.9  # of a line's letters
_PROSE = 60  # characters of a paragraph
_SIDES = frozenset({"left", "right"})


def is_linked_box(page: PageLines, line: Line, body: int) -> bool:
    """Return True if a line is in a box of nothing but links with a heading, or in a table of them beside the text.

    `body` is the number of the box of the whole text.
    """
    for box in page.around(line.box, _LEVELS):
        first, end = page.first[box], page.end[box]
        if box == body or end - first > _MOST_LINES or not all(map(_is_link, page.lines[first:end])):
            return False
        element = page.elements[box]
        if element.tag == "table" and element.get("align") in _SIDES:
            return True
        if end - first > 1 and any(map(page.is_heading, page.lines[first:end])):
            return True
    return False


def is_between_paragraphs(page: PageLines, line: Line, region: Region) -> bool:
    """Return True for a line whose neighbours in its box are paragraphs, of which the first does not announce it."""
    if not region.first < line.number < region.last:
        return False
    before, after = page.lines[line.number - 1], page.lines[line.number + 1]
    are_beside = before.box == after.box == line.box and not before.text.endswith(":")
    return are_beside and all(len(one.text) >= _PROSE and ends_sentence(one.text) for one in (before, after))


def is_teaser_article(page: PageLines, box: int) -> bool:
    """Return True for the box of an `article` if it has few lines and a linked heading: a teaser, also alone."""
    if page.end[box] - page.first[box] > _TEASER_LINES:
        return False
    return any(_is_link(line) and page.is_heading(line) for line in page.inside(box))


def _is_link(line: Line) -> bool:
    return line.link_share >= _LINKED and not line.documents
