"""Find the box that a label opens: other articles, comments, tags, an address."""

from __future__ import annotations

from collections.abc import Collection

from hanoi_press.pages.document import Element
from hanoi_press.pages.heuristics.page_lines import PageLines
from hanoi_press.pages.heuristics.teaser_runs import is_paragraph

_TEASER = 15  # letters of a link that is another article's headline
_LINKED = 0.6
_PARAGRAPHS_OF_TEASER = 2
_FEWEST_PARAGRAPHS = 2
_MOST_CLOSED = 12  # lines of such a box inside a body
_LONG = 300  # characters of a paragraph that is no teaser's


def labelled_box(page: PageLines, number: int, around_headline: Collection[Element], *, of_prose: bool) -> int | None:
    """Return the widest box that begins with the line of that number and holds more; None if there is none.

    It does not hold the headline, and unless it may be `of_prose` (comments) it ends before paragraphs that are no
    teasers': a box of other articles may be the first part of the body.
    """
    found = None
    end = number + 1
    for box in page.around(page.lines[number].box):
        if page.first[box] != number or page.elements[box] in around_headline:
            break
        if not of_prose and (_is_prose(page, end, page.end[box]) or _is_closed(page, number, end, page.end[box])):
            break
        found, end = box, page.end[box]
    return found if end > number + 1 else None


def _is_closed(page: PageLines, number: int, end: int, wider: int) -> bool:
    """Return True if a label and its links fill a box (`number` to `end`) behind which a text begins, up to `wider`.

    Such a box is the first part of a body that may hold more of them.
    """
    if (
        not 1 < end - number <= _MOST_CLOSED
        or end >= wider
        or not is_paragraph(page.lines[end])
        or page.lines[end].linked
    ):
        return False
    links = sum(line.link_share > _LINKED and len(line.text) > _TEASER for line in page.lines[number + 1 : end])
    return links == end - number - 1 and sum(map(is_paragraph, page.lines[end:wider])) >= _FEWEST_PARAGRAPHS


def _is_prose(page: PageLines, first: int, end: int) -> bool:
    """Return True if lines hold more paragraphs than their teasers have, two or a long one."""
    paragraphs = teasers = 0
    is_long = False
    for line in page.lines[first:end]:
        if is_paragraph(line):
            paragraphs += 1
            is_long = is_long or len(line.text) >= _LONG
        elif line.link_share > _LINKED and len(line.text) > _TEASER:
            teasers += 1
    return paragraphs > _PARAGRAPHS_OF_TEASER * teasers and (paragraphs >= _FEWEST_PARAGRAPHS or is_long)
