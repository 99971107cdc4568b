"""List the lines in whose places dates and bylines are printed: around the headline and behind the body."""

from __future__ import annotations

from collections.abc import Iterator

from hanoi_press.pages.document import is_larger, text_of
from hanoi_press.pages.heuristics.headline import Headline
from hanoi_press.pages.heuristics.line_kinds import kind_of
from hanoi_press.pages.heuristics.page_lines import Line, PageLines
from hanoi_press.pages.heuristics.region import Region

NEXT_TO_HEADLINE = 4.0  # rank of a line between headline and body
_BEFORE = 6  # lines before the headline that may belong to it
_AFTER = 10  # lines behind the body
_HEAD = 15  # lines between headline and body
_INTO_BODY = 4
_LAST = 3  # lines of the body
SMALL = 12  # elements of a line
_BESIDE = frozenset({"nav", "aside"})
_OUTER = frozenset({"nav", "aside", "footer"})
_MOST_LEVELS = 4  # of boxes around a line


def places(page: PageLines, headline: Headline | None, region: Region | None) -> Iterator[tuple[Line, float]]:
    """Yield the lines that may hold a date or a byline, with the rank of each place: the higher, the likelier."""
    first = headline.first if headline else (region.first if region else 0)
    end = headline.end if headline else first
    body = region.first if region else end
    for line in page.lines[end : min(max(body, end) + _INTO_BODY, end + _HEAD + _INTO_BODY)]:
        if (region is not None and line.number > region.last) or kind_of(line.text) == "related":
            break
        # Drupal prints date and author in a `footer` above the text.
        tags = _BESIDE if line.number < body else _OUTER
        yield line, NEXT_TO_HEADLINE if not is_outer(line, tags) else 1.0
    for distance, line in enumerate(reversed(page.lines[max(0, first - _BEFORE) : first])):
        yield line, (3.0 if not is_outer(line) else 0.5) - distance / 4
    if region is not None:
        for distance, line in enumerate(page.lines[region.last + 1 : region.last + 1 + _AFTER]):
            yield line, (2.8 if not is_outer(line) else 0.0) - distance / 4
        for line in page.lines[max(region.first, region.last + 1 - _LAST) : region.last + 1]:
            yield line, 1.5


def is_outer(line: Line, tags: frozenset[str] = _OUTER) -> bool:
    """Return True for a line in a menu, a sidebar or the footer, by its tags."""
    return any(one.tag in tags for one in line.outer)


def is_alone(page: PageLines, line: Line) -> bool:
    """Return True for the only line of a box with few elements."""
    return page.has_one_line(line.box) and not is_larger(page.elements[line.box], SMALL)


def longest_link(page: PageLines, line: Line) -> int:
    """Return the letters of a line's longest link: one of date, byline and counters has several short ones."""
    if line.linked == 0 or not is_alone(page, line):
        return line.linked
    return max((len(text_of(link)) for link in page.elements[line.box].iter("a")), default=line.linked)


def boxes_around(page: PageLines, line: Line, most_lines: int, *apart: int) -> Iterator[int]:
    """Yield the boxes around a line, the innermost first, with few lines and none of those numbered `apart`."""
    box, level = line.box, 0
    while box >= 0 and level < _MOST_LEVELS:
        first, end = page.first[box], page.end[box]
        if end - first > most_lines or any(first <= number < end for number in apart):
            return
        yield box
        box, level = page.parents[box], level + 1
