"""Find the `time` elements of the article, which state to the second what its lines print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from hanoi_press.pages.document import Element
from hanoi_press.pages.heuristics.field_places import longest_link
from hanoi_press.pages.heuristics.headline import Headline
from hanoi_press.pages.heuristics.line_kinds import kind_of
from hanoi_press.pages.heuristics.page_lines import PageLines
from hanoi_press.pages.heuristics.printed_dates import PrintedDate
from hanoi_press.pages.heuristics.region import Region
from hanoi_press.pages.stated_dates import NEAR, is_moment
from hanoi_press.pages.time_elements import date_of, is_change
from hanoi_press.text import dates

_MOST = 8  # elements that are read
_BEFORE = 6  # lines before the headline
_AFTER = 15  # lines behind it
_INTO_BODY = 3
_LONGEST = 120  # characters of a line that is no prose
_TEASER_LINK = 20  # letters of a link that is another article's headline
_LINK_LEVELS = 3


@dataclass(frozen=True, slots=True)
class MarkedTime:
    """A `time` element: the number of its line, its date as printed and in ISO 8601, and whether it is the change."""

    number: int
    text: str
    moment: str
    is_change: bool


def marked_times(page: PageLines, headline: Headline | None, region: Region | None) -> list[MarkedTime]:
    """Return the `time` elements next to the headline, those behind it first."""
    found = [
        MarkedTime(number, *date, is_change(element))
        for number, element in _near(page, headline, region)
        if (date := date_of(element)) is not None
    ]
    start = headline.end if headline is not None else 0
    return sorted(found, key=lambda one: one.number < start)


def _near(page: PageLines, headline: Headline | None, region: Region | None) -> Iterator[tuple[int, Element]]:
    """Yield the elements around the headline: none in prose, beside a linked headline, or behind a label."""
    first = headline.first if headline else (region.first if region else 0)
    end = headline.end if headline else first
    last = min(max(region.first if region else end, end) + _INTO_BODY, end + _AFTER)
    label = next((line.number for line in page.lines[end:last] if kind_of(line.text) == "related"), last)
    between = (one for one in page.times if first - _BEFORE <= one[0] <= min(last, label))
    for number, element in islice(between, _MOST):
        line = page.lines[number] if number < len(page.lines) else None
        is_of_line = line is not None and len(element) + len(element.text or "") > 0
        if line is not None and is_of_line and (len(line.text) > _LONGEST or longest_link(page, line) >= _TEASER_LINK):
            continue
        if number != label or (number == last and not is_of_line):
            yield number, element


def refined(printed: PrintedDate | None, times: list[MarkedTime]) -> MarkedTime | None:
    """Return the first time that states the printed date to the second, or the first if no line prints a date."""
    for one in times:
        if one.is_change:
            continue
        if printed is None or (is_moment(one.moment) and _agree(printed, one.moment)):
            return one
    return None


def _agree(printed: PrintedDate, moment: str) -> bool:
    """Return True if a moment is on the printed day, and within ten minutes of a printed clock."""
    shown = dates.in_hanoi(printed.moment or dates.parse(printed.text))
    if not shown:
        return False
    if not is_moment(shown):
        return shown[:10] == moment[:10]
    return abs(datetime.fromisoformat(moment) - datetime.fromisoformat(shown)) <= NEAR
