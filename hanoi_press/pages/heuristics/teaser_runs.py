"""Find runs of teasers: headlines that lead to other articles, one after another, each with a few lines of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from hanoi_press.pages.heuristics.line_kinds import ends_sentence, kind_of
from hanoi_press.pages.heuristics.page_lines import Line, PageLines, folded

_HEADLINE = 20  # characters of a link that is another article's headline
_LINKED = 0.6  # of a line's letters
_MOST_BETWEEN = 7  # lines from one teaser to the next
_MOST_PROSE = 2  # paragraphs of a teaser
_MOST_WORDS = 900  # characters of a teaser
_FEWEST = 3  # teasers of a run
_PARAGRAPH = 60  # characters
_MORE = re.compile(
    r"(?i)(?:xem (?:tiếp|thêm|chi tiết)|đọc (?:tiếp|thêm)|chi tiết|read (?:more|on)|continue reading|learn more"
    r"|more)\W*$"
)


@dataclass(frozen=True, slots=True)
class TeaserRun:
    """Teasers one after another: `first` is the number of the first headline, `end` that of the line after the last."""

    first: int
    end: int
    number: int  # of different headlines


def is_teaser(line: Line) -> bool:
    """Return True for a line that is a linked headline, not a bar of buttons."""
    is_link = line.link_share > _LINKED and len(line.text) >= _HEADLINE and not line.documents
    return is_link and kind_of(line.text) != "share"


def leads_on(line: Line) -> bool:
    """Return True for a line that is, or ends with, a link to the rest of an article."""
    return line.linked > 0 and not is_teaser(line) and _MORE.search(line.text) is not None


def is_link_to_rest(words: str) -> bool:
    """Return True for the words of a link to the rest of an article ("Xem chi tiết")."""
    return _MORE.fullmatch(words) is not None


def is_paragraph(line: Line) -> bool:
    """Return True for a line of prose."""
    return len(line.text) >= _PARAGRAPH and line.link_share < 0.4 and ends_sentence(line.text)


def find_runs(page: PageLines, is_frame: Callable[[Line], bool], headline: range) -> list[TeaserRun]:
    """Return the runs of teasers outside the frame, in reading order; none crosses the lines of the headline.

    Where headlines are no links, the links to the rest of the article count in their place.
    """
    lines = [line for line in page.lines if not is_frame(line)]
    heads = [line for line in lines if is_teaser(line)]
    if len(heads) >= _FEWEST:
        groups = [part for group in _near(page, heads, headline) for part in _alike(page, group)]
        return [
            TeaserRun(group[0].number, _end(page, group), len({folded(line) for line in group}))
            for group in groups
            if len(group) >= _FEWEST
        ]
    marks = [line for line in lines if leads_on(line)]
    return [
        TeaserRun(max(0, 2 * group[0].number - group[1].number + 1), group[-1].number + 1, len(group))
        for group in _near(page, marks, headline)
        if len(group) >= _FEWEST
    ]


def _near(page: PageLines, marks: list[Line], headline: range) -> Iterator[list[Line]]:
    """Yield the groups of marks between which hardly more than a teaser's words stand."""
    group: list[Line] = []
    for mark in marks:
        if group and not _is_near(page, group[-1], mark, headline):
            yield group
            group = []
        group.append(mark)
    if group:
        yield group


def _is_near(page: PageLines, mark: Line, following: Line, headline: range) -> bool:
    between = page.lines[mark.number + 1 : following.number]
    return (
        len(between) <= _MOST_BETWEEN
        and not mark.number < headline.start < following.number
        and sum(map(is_paragraph, between)) <= _MOST_PROSE
        and sum(len(line.text) for line in between) <= _MOST_WORDS
    )


def _paragraphs(page: PageLines, mark: Line, end: int) -> int:
    return sum(map(is_paragraph, page.lines[mark.number + 1 : end]))


def _alike(page: PageLines, group: list[Line]) -> Iterator[list[Line]]:
    """Yield a group whole if most of its teasers have paragraphs, else its parts between paragraphs."""
    numbers = [_paragraphs(page, one, two.number) for one, two in pairwise(group)]
    if 2 * sum(map(bool, numbers)) >= len(numbers):
        yield group
        return
    part = group[:1]
    for number, mark in zip(numbers, group[1:], strict=True):
        if number:
            yield part
            part = []
        part.append(mark)
    yield part


def _end(page: PageLines, group: list[Line]) -> int:
    """Return the number of the line after the last teaser, which has at most as many paragraphs as those before it."""
    paragraphs = max((_paragraphs(page, one, two.number) for one, two in pairwise(group)), default=0)
    end = group[-1].number + 1
    for line in page.lines[end : end + _MOST_BETWEEN]:
        if is_paragraph(line):
            if not paragraphs:
                break
            paragraphs -= 1
            end = line.number + 1
    return end
