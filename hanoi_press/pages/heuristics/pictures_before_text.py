"""Let a text begin behind the pictures, bylines and buttons that foreign papers print above its box."""

from __future__ import annotations

from collections import Counter

from hanoi_press.pages.heuristics.lead_places import is_of_picture, paragraphs_of
from hanoi_press.pages.heuristics.page_lines import PageLines
from hanoi_press.pages.heuristics.region import Region
from hanoi_press.pages.heuristics.teaser_runs import is_paragraph

_FEWEST = 3  # paragraphs of the text in its box
_MOST = 0.8  # of all paragraphs


def begin_behind_pictures(page: PageLines, region: Region) -> None:
    """Move the first line of a region to the box of its paragraphs, if none but captions stands before it."""
    paragraphs = paragraphs_of(page, region)
    parents = Counter(page.parents[page.outermost(line)] for line in paragraphs)
    if not parents:
        return
    box, number = parents.most_common(1)[0]
    if number < max(_FEWEST, _MOST * len(paragraphs)) or not region.first < page.first[box] <= region.last:
        return
    before = page.lines[region.first : page.first[box]]
    if not any(is_of_picture(page, line) for line in before):
        return
    if not any(is_paragraph(line) and not is_of_picture(page, line) for line in before):
        region.first = page.first[box]
