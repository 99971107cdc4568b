"""Tell pages that lead to articles from articles: lists of a section, home pages, results of a search."""

from __future__ import annotations

from hanoi_press.pages.heuristics.body_region import RegionFinder
from hanoi_press.pages.heuristics.headline import Headline
from hanoi_press.pages.heuristics.page_lines import Line, PageLines

_HEADLINE = 20  # characters of a link that is another article's headline
_FEWEST = 3  # of them on a list
_MANY = 8
_PROSE = 40  # the value of a line that is an article's
_SHORT = 250  # the value of a body beside which many headlines decide


def is_list(page: PageLines, headline: Headline | None, finder: RegionFinder) -> bool:
    """Return True if headlines of other articles follow the headline, and no prose of its own stands before them."""
    start = headline.end if headline else 0
    own = 0.0
    teasers = 0
    for line in page.lines[start:]:
        if finder.is_outer(line):
            continue
        if _is_teaser(line):
            teasers += 1
        elif not teasers:
            own += max(0.0, finder.values[line.number]) if finder.values[line.number] >= _PROSE else 0.0
    if teasers < _FEWEST:
        return False
    region = finder.find()
    value = region.value if region is not None else 0.0
    if own < _PROSE:
        return value < _SHORT
    return headline is None and teasers >= _MANY and value < _SHORT


def _is_teaser(line: Line) -> bool:
    return line.link_share > 0.6 and len(line.text) >= _HEADLINE and not line.documents
