"""Find the box at the end of a body that presents its author: a name with a portrait, a job or a few words on him."""

from __future__ import annotations

from hanoi_press.pages.heuristics.byline_words import read_byline
from hanoi_press.pages.heuristics.page_lines import Line, PageLines
from hanoi_press.pages.heuristics.region import Region
from hanoi_press.text import people

_MOST_LINES = 6
_LONGEST_ABOUT = 400  # characters of what is said of the author


def leave_out_author_box(page: PageLines, region: Region) -> Line | None:
    """End the region before its author's box, and return the line of the name; None if it has no such box."""
    for number in range(max(region.first + 1, region.last + 1 - _MOST_LINES), region.last + 1):
        line = page.lines[number]
        box = _box_from(page, region, line)
        if box is None or page.elements[box].tag == "figure" or not _presents(page, box, line):
            continue
        if _length(page, region.first, number) < _length(page, number + 1, page.end[box]):
            continue  # what is longer than all before it is the text
        region.frame.add(page.elements[box])
        region.last = number - 1
        return line
    return None


def _length(page: PageLines, first: int, end: int) -> int:
    return sum(len(line.text) for line in page.lines[first:end])


def _box_from(page: PageLines, region: Region, line: Line) -> int | None:
    """Return the widest box that begins with a line and holds the rest of the region."""
    found = None
    for box in page.around(line.box):
        if box == region.box or page.first[box] != line.number:
            break
        found = box
    return found if found is not None and page.end[found] > region.last else None


def _presents(page: PageLines, box: int, line: Line) -> bool:
    """Return True if a box names one person, and shows a portrait or says what he is."""
    about = page.lines[line.number + 1 : page.end[box]]
    byline = read_byline(page, line)
    if (
        not about
        or byline is None
        or byline.is_labelled
        or (page.is_heading(line) and line.linked == 0 and len(about) > 3)
    ):
        return False
    if any(len(one.text) > _LONGEST_ABOUT or page.is_heading(one) for one in about):
        return False
    return any(people.is_role(one.text) for one in about[:2]) or _has_picture(page, box)


def _has_picture(page: PageLines, box: int) -> bool:
    numbers = range(page.first[box], page.end[box])
    holders = (holder for number in numbers for holder, _ in page.pictures.get(number, []))
    return any(holder >= box and page.end[holder] <= page.end[box] for holder in holders)
