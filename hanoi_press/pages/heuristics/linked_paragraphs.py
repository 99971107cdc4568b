"""Tell linked paragraphs of a text from teasers: each stands alone between paragraphs of its own shape."""

from __future__ import annotations

from collections.abc import Sequence

from hanoi_press.pages.heuristics.page_lines import PageLines
from hanoi_press.pages.heuristics.teaser_runs import is_paragraph


def without_paragraphs(page: PageLines, children: Sequence[int], cards: list[int]) -> list[int]:
    """Return the teasers among `cards`, boxes of `children`, without single lines between paragraphs of their shape.

    A catalogue prints "Get it for 20 $" as a link behind each of its paragraphs.
    """
    shapes = {page.shape_of(box)[0] for box in children if page.has_one_line(box) and _is_prose(page, box)}
    if not shapes:
        return cards
    known = set(cards)
    alone = {
        box
        for box, before, behind in zip(children, (None, *children), (*children[1:], None), strict=False)
        if box in known
        and before not in known
        and behind not in known
        and before is not None
        and page.has_one_line(box)
        and page.shape_of(box)[0] in shapes
        and _is_prose(page, before)
    }
    return [box for box in cards if box not in alone]


def _is_prose(page: PageLines, box: int) -> bool:
    return page.end[box] > page.first[box] and is_paragraph(page.lines[page.end[box] - 1])
