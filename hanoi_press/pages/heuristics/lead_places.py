"""Tell where no summary stands: in captions and lists, and among the paragraphs of a text that is not Vietnamese.

Vietnamese papers print a summary (sapo) before the text. Elsewhere the description repeats the first paragraph.
"""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from hanoi_press.pages.heuristics.line_kinds import is_date_line
from hanoi_press.pages.heuristics.page_lines import Line, PageLines
from hanoi_press.pages.heuristics.region import Region
from hanoi_press.text.language import language_of

_LEVELS = 4
_FEWEST = 2  # paragraphs of the text in one box
_NO_PLACE = frozenset({"figure", "figcaption", "li", "td", "th"})
_APART = 0.9  # of the letters are bold or slanted
_LINES_OF_CAPTION = 2
_SAMPLE = 40  # lines
_PROSE = 60  # characters


def is_foreign(lines: list[Line], url: str, stated: str | None) -> bool:
    """Return True if lines of a page outside Vietnam are in another language than Vietnamese.

    Their letters tell; where they are too few, the language that the page states.
    """
    host = urlsplit(url).hostname or ""
    if host.endswith(".vn"):
        return False
    return language_of("\n".join(line.text for line in lines[:_SAMPLE]), stated or "vi") != "vi"


def paragraphs_of(page: PageLines, region: Region) -> list[Line]:
    """Return the paragraphs of a text, without captions and lines of dates."""
    return [
        line
        for line in page.lines[region.first : region.last + 1]
        if len(line.text) >= _PROSE
        and page.shape(line) in region.shapes
        and line.number not in region.removed
        and not is_date_line(line.text)
        and not is_of_picture(page, line)
    ]


def is_of_picture(page: PageLines, line: Line) -> bool:
    """Return True for a line in a figure or a list, or in a small box that it shares with a picture."""
    for box in page.around(line.box, _LEVELS):
        if page.elements[box].tag in _NO_PLACE:
            return True
        first, end = page.first[box], page.end[box]
        if end - first > _LINES_OF_CAPTION:
            return False
        if any(holder >= box for number in range(first, end + 1) for holder in _holders(page, number, box)):
            return True
    return False


def _holders(page: PageLines, number: int, box: int) -> list[int]:
    """Return the boxes inside a box, or it, that hold the pictures before the line of that number."""
    return [holder for holder, _ in page.pictures.get(number, ()) if box in page.around(holder, _LEVELS)]


def is_among(page: PageLines, line: Line, paragraphs: list[Line]) -> bool:
    """Return True for a line in a box of several of the paragraphs, printed as they are."""
    if page.is_heading(line) or (
        _is_marked(line) and not any(_is_marked(one) for one in paragraphs if one is not line)
    ):
        return False
    parents = Counter(page.parents[page.outermost(one)] for one in paragraphs)
    own = page.parents[page.outermost(line)]
    return parents[own] >= min(_FEWEST, len(paragraphs))


def _is_marked(line: Line) -> bool:
    return max(line.bold, line.slanted) >= _APART * len(line.text)
