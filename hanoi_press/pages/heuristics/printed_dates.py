"""Find the printed date among the lines around the headline and behind the body, and tell it from those of teasers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from hanoi_press.pages.document import Element, is_larger, text_of
from hanoi_press.pages.heuristics.byline_words import read_byline, words_of
from hanoi_press.pages.heuristics.field_places import (
    NEXT_TO_HEADLINE,
    SMALL,
    boxes_around,
    is_alone,
    longest_link,
    places,
)
from hanoi_press.pages.heuristics.headline import Headline
from hanoi_press.pages.heuristics.labelled_fields import is_labelled_fields
from hanoi_press.pages.heuristics.line_kinds import ends_sentence, is_dated, kind_of
from hanoi_press.pages.heuristics.page_lines import Line, PageLines
from hanoi_press.pages.heuristics.region import Region
from hanoi_press.pages.stated_dates import proven
from hanoi_press.text import dates
from hanoi_press.text.normalize import clean

_LONGEST = 120  # characters of a date line
_SENTENCE = 60
_LABELLED = re.compile(
    r"(?i)ngày (?:đăng|xuất bản|viết|tạo)|đăng (?:lúc|ngày)|xuất bản|cập nhật|publish|posted|lên trang"
)
_EVENT = re.compile(
    r"(?i)\W*(?:thời gian|thời hạn|hạn|địa điểm|khai mạc|bế mạc|bắt đầu|kết thúc|diễn ra"
    r"|ngày (?:sinh|thi|họp|hội)|từ|lúc)\b[^:]{0,20}[:：]"
)
_RELATIVE = re.compile(
    r"(?i)\b(?:vừa xong|mới đây|hôm (?:qua|nay|kia)|(?:giây|phút|giờ|tiếng|ngày|tuần|tháng|năm) (?:trước|qua)"
    r"|(?:tuần|tháng|năm) trước"
    r"|ago|yesterday|today|just now)\b"
)
_CLOCK = re.compile(
    r"(?i)\W*(?:lúc\s*|vào\s*)?\d\d?\s?(?::|h|g|giờ)\s?\d\d(?::\d\d)?\s?(?:'|phút)?\W*(?:\(?gmt\s?\+?\s?7\)?)?\W*"
)
_CLOCK_COST = 1.5  # of a moment that is the fetch's
_NOW = timedelta(minutes=10)
_ATTRIBUTES = ("datetime", "content", "title", "aria-label")
_MOST_ATTRIBUTES = 8
_MOST_CHILDREN = 50
_TEASER_LINK = 20  # letters of a link that is another article's headline
_TEASER_LINES = 5  # of a teaser's box
_FEWEST = 2  # dated lines of one shape that are a list's


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed; `rank` says how near to the headline it is: above 3 it is the article's own.

    `moment` is what an attribute states for words that are relative ("3 ngày trước"), in ISO 8601.
    """

    text: str
    line: Line
    rank: float
    moment: str | None = None


def find_dates(
    page: PageLines,
    headline: Headline | None,
    region: Region | None,
    stated: set[str],
    fetched_at: str = "",
    changed: Container[Element] = (),
) -> list[PrintedDate]:
    """Return the dates that may be the article's, the best first.

    `stated` are the days that metadata states, `changed` elements marked as the last change. A moment near to
    `fetched_at` is rather the site's clock.
    """
    found = [
        PrintedDate(text, line, _rank(text, moment, rank, stated, fetched_at), moment)
        for line, rank in places(page, headline, region)
        if (one := _date_of(page, line, changed)) is not None
        for text, moment in [one]
        if not (line.number and kind_of(page.lines[line.number - 1].text) == "related")
        and not _is_of_teaser(page, line, rank, headline, region)
    ]
    found = list(_without_lists(page, found, headline, region))
    if headline is not None and headline.first < len(page.lines):
        line = page.lines[headline.first]
        beside = line.text.removeprefix(headline.words).strip(" ()[]-–|")  # "Headline (20/11/2026 09:15)"
        if line.text.startswith(headline.words) and len(beside) <= _SENTENCE and is_dated(beside):
            rank = _rank(beside, None, NEXT_TO_HEADLINE, stated, fetched_at)
            found.append(PrintedDate(beside, line, rank))
    return sorted(found, key=lambda one: -one.rank)


def _rank(text: str, moment: str | None, rank: float, stated: set[str], fetched_at: str) -> float:
    line = dates.parse_line(text)
    date = moment or line.published or line.modified or ""
    rank += ("T" in date) + (_LABELLED.search(text) is not None)
    rank += 3 if (day := (dates.in_hanoi(date) or "")[:10]) and day in stated else 0
    rank -= _CLOCK_COST if "T" in date and _is_now(date, fetched_at) else 0
    rank -= 2 if _EVENT.match(text) else 0
    return rank - 0.5 if line.only_update else rank


def _is_now(date: str, fetched_at: str) -> bool:
    if not fetched_at:
        return False
    return abs(datetime.fromisoformat(date) - datetime.fromisoformat(fetched_at)) <= _NOW


def _date_of(page: PageLines, line: Line, changed: Container[Element]) -> tuple[str, str | None] | None:
    """Return the date of a line as printed, or an attribute that tells more, and the moment that the latter states."""
    text = words_of(page, line) if any(map(str.isdigit, line.text)) and len(line.text) <= _LONGEST else line.text
    is_sentence = len(text) > _SENTENCE and ends_sentence(text) and not is_labelled_fields(text)
    if len(text) > _LONGEST or is_sentence:
        return None
    if not is_dated(text):
        is_relative = _RELATIVE.search(text) is not None or _is_time(page, line)
        return _stated_moment(page, line, changed) if is_relative else None
    date = dates.parse_line(text)
    shown = date.published or date.modified or ""
    stated = _stated_moment(page, line, changed)
    if stated is not None and (correction := proven(stated[1], shown)):
        return stated[0], correction.apply(stated[1])
    if "T" in shown:
        return text, None
    if clock := _clock_beside(page, line):
        return f"{text} {clock}", None
    return stated if stated is not None and (dates.in_hanoi(stated[1]) or "")[:10] == shown else (text, None)


def _clock_beside(page: PageLines, line: Line) -> str | None:
    """Return the time of day that the line after, or before, a day prints alone."""
    for other in (*page.lines[line.number + 1 : line.number + 2], *page.lines[max(0, line.number - 1) : line.number]):
        near = page.parents[other.box] in page.around(line.box, 3)
        if near and len(other.text) <= 25 and _CLOCK.fullmatch(other.text):
            return other.text
    return None


def _is_time(page: PageLines, line: Line) -> bool:
    element = page.elements[line.box]
    times = element.iter("time") if is_alone(page, line) else _times_in(page, line.box)
    return next(times, None) is not None


def _stated_moment(page: PageLines, line: Line, changed: Container[Element]) -> tuple[str, str] | None:
    """Return an attribute of a line's elements that states a moment, and the moment; not those marked as changes."""
    if not is_alone(page, line):
        times = (one for one in _times_in(page, line.box) if one not in changed and text_of(one) in line.text)
        return next(filter(None, map(_moment_of, times)), None)
    element = page.elements[line.box]
    parent = element.getparent()
    around = [parent] if parent is not None and len(parent) == 1 else []
    elements = (one for one in (*islice(element.iter("*"), SMALL), *around) if one not in changed)
    return next(filter(None, map(_moment_of, elements)), None)


def _times_in(page: PageLines, box: int) -> Iterator[Element]:
    """Yield the `time` elements with words directly in a box of several lines."""
    inside = (one for one in islice(page.elements[box].iterchildren("*"), _MOST_CHILDREN) if one not in page.box_of)
    times = (time for one in inside if not is_larger(one, SMALL) for time in one.iter("time"))
    return (time for time in times if text_of(time))


def _moment_of(element: Element) -> tuple[str, str] | None:
    names = [*_ATTRIBUTES, *(name for name in element.keys() if name.startswith("data-"))]  # noqa: SIM118 - lxml's
    values = [value for name in names[:_MOST_ATTRIBUTES] if (value := element.get(name)) and len(value) <= _LONGEST]
    moments = ((clean(value), moment) for value in values if (moment := dates.parse_stated(value)))
    return next((one for one in moments if "T" in one[1]), None)


def _is_of_teaser(page: PageLines, line: Line, rank: float, headline: Headline | None, region: Region | None) -> bool:
    """Return True for a date that stands beside the linked headline of another article."""
    byline = read_byline(page, line) if line.linked else None
    if byline is None and longest_link(page, line) >= (
        _TEASER_LINK + 5 if rank >= NEXT_TO_HEADLINE else _TEASER_LINK // 4
    ):
        return True
    apart = [one for one in (headline.first if headline else -1, region.first if region else -1) if one >= 0]
    for box in boxes_around(page, line, _TEASER_LINES, *apart):
        if any(_is_teaser_link(page, one) for one in page.inside(box) if one is not line):
            return True
    return False


def _is_teaser_link(page: PageLines, line: Line) -> bool:
    is_link = line.linked >= _TEASER_LINK and line.link_share > 0.6 and kind_of(line.text) != "share"
    return is_link and read_byline(page, line) is None


def _without_lists(
    page: PageLines, found: list[PrintedDate], headline: Headline | None, region: Region | None
) -> Iterator[PrintedDate]:
    """Yield the dates without those of several lines of one shape behind the body or before the headline."""
    first = headline.first if headline else 0
    last = region.last if region is not None else len(page.lines)
    sides = [(one, (one.line.number > last) - (one.line.number < first)) for one in found]
    shapes = Counter((side, page.shape(one.line)) for one, side in sides if side)
    for one, side in sides:
        is_list = side and shapes[side, page.shape(one.line)] >= _FEWEST and not _LABELLED.search(one.text)
        if not is_list:
            yield one
