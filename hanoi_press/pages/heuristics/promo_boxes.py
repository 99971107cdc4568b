"""Find boxes in a text that present another article: a picture, a linked heading and a sentence or two."""

from __future__ import annotations

from collections import Counter

from hanoi_press.pages.heuristics.page_lines import Line, PageLines

_LINKED = 0.9  # of a heading's letters
_SHORTEST = 15  # letters
_MOST_LINES = 4
_LEVELS = 4  # boxes around a heading
_MOST_WORDS = 350  # characters besides the heading
_MOST_ALIKE = 2  # boxes of one shape; more are a list with linked headings, or teasers


def promo_boxes(page: PageLines, start: int) -> list[int]:
    """Return the boxes behind the line `start` that present other articles, each with a picture of its own."""
    found = [
        box
        for line in page.lines[start:]
        if line.link_share >= _LINKED and len(line.text) >= _SHORTEST and page.is_heading(line) and not line.documents
        if (box := _box(page, line)) is not None
    ]
    shapes = Counter(page.shape_of(box)[0] for box in found)
    return [box for box in found if shapes[page.shape_of(box)[0]] <= _MOST_ALIKE]


def figure_headings(page: PageLines, start: int) -> list[int]:
    """Return the numbers of the headings in figures with a picture or video behind the line `start`: their titles."""
    found = []
    for line in page.lines[start:] if page.pictures else ():
        if page.is_heading(line):
            around = page.around(line.box, _LEVELS)
            figure = next((box for box in around if page.elements[box].tag == "figure"), None)
            if figure is not None and _has_picture(page, figure):
                found.append(line.number)
    return found


def _box(page: PageLines, line: Line) -> int | None:
    """Return the box that begins with a heading and holds a picture and hardly more than a sentence."""
    box = page.parents[page.outermost(line)]
    if box < 0 or page.first[box] != line.number:
        return None
    lines = page.inside(box)
    if not 1 < len(lines) <= _MOST_LINES or sum(len(one.text) for one in lines[1:]) > _MOST_WORDS:
        return None
    return box if _has_picture(page, box) else None


def _has_picture(page: PageLines, box: int) -> bool:
    """Return True if a box, which holds few lines, holds a picture or a video."""
    numbers = range(page.first[box], page.end[box] + 1)
    holders = (holder for number in numbers for holder, _ in page.pictures.get(number, ()))
    return any(holder >= box and page.end[holder] <= page.end[box] for holder in holders)
