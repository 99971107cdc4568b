"""Find where another article begins in full below the one that was asked for."""

from __future__ import annotations

from hanoi_press.pages.heuristics.headline import Headline
from hanoi_press.pages.heuristics.line_kinds import is_date_line
from hanoi_press.pages.heuristics.page_lines import PageLines
from hanoi_press.pages.heuristics.teaser_runs import is_paragraph

_SHORTEST = 20  # characters of a headline
_NEAR = 5  # lines between a headline and its date
_MOST_BEFORE = 4  # lines in the box before its headline
_MOST = 200  # headings that are looked at
_HEADINGS = ("h1", "h2", "h3")


def next_article(page: PageLines, headline: Headline | None) -> int:
    """Return the number of the first line of another article's box, else the number of lines.

    Its headline looks like that of the first, in a box of its own, and a date follows it as it follows the first.
    """
    end = len(page.lines)
    if headline is None or headline.element.tag not in _HEADINGS or headline.element not in page.box_of:
        return end
    own = page.box_of[headline.element]
    shape = page.shape_of(own)
    if not _is_dated(page, headline.end):
        return end
    candidates = [box for box, one in enumerate(page.elements) if one.tag == headline.element.tag and box > own]
    for box in candidates[:_MOST]:
        first, last = page.first[box], page.end[box]
        if (
            first >= headline.end
            and page.parents[box] != page.parents[own]
            and page.shape_of(box)[0] == shape[0]
            and page.elements[page.parents[box]].tag == page.elements[page.parents[own]].tag
            and sum(len(line.text) for line in page.lines[first:last]) >= _SHORTEST
            and all(line.linked == 0 for line in page.lines[first:last])
            and _is_dated(page, last)
            and any(map(is_paragraph, page.lines[headline.end : first]))
            and (begin := _begin(page, box, own)) + _MOST_BEFORE >= first
        ):
            return begin
    return end


def _is_dated(page: PageLines, number: int) -> bool:
    return any(is_date_line(line.text) for line in page.lines[number : number + _NEAR])


def _begin(page: PageLines, box: int, own: int) -> int:
    """Return the number of the first line in the widest box around a headline that does not hold the first one."""
    around = set(page.around(own))
    found = page.first[box]
    for one in page.around(box):
        if one in around:
            break
        found = page.first[one]
    return found
