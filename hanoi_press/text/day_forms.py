"""The forms in which sites print a day, a time of day, and the labels of both, as regular expressions.

All are for text as `normalize.clean` leaves it (single spaces), and cost its length: no repetition is unbounded.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from hanoi_press.text.moments import ENGLISH_MONTH, FIRST_YEAR, LAST_YEAR, month_number
from hanoi_press.text.zones import ZONE_AFTER_CLOCK

_MONTHS = ("một giêng", "hai", "ba", "tư bốn", "năm", "sáu", "bảy bẩy", "tám", "chín", "mười", "", "chạp")
_MONTH_NAMES = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH_NAMES |= {"mười một": 11, "mười hai": 12}
_NAMED = "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))
_TH = r"(?:tháng|thg|th)\.?"  # WordPress in Vietnamese abbreviates "Th11"
_ORDINAL = r"(?:st|nd|rd|th)?"
_ENGLISH = ENGLISH_MONTH.replace("?P<month>", "")

# Alternatives of one pattern; the groups of each begin with its letter. `m` is a number, or a month's name.
_DAY = re.compile(
    r"(?P<iso>(?<![\d/.-])(?P<a_y>\d{4})(?P<a_s>[-/.])(?P<a_m>\d{1,2})(?P=a_s)(?P<a_d>\d{1,2})(?!\d))"
    r"|(?P<basic>(?<!\d)(?P<b_y>\d{4})(?P<b_m>\d\d)(?P<b_d>\d\d)(?=T\d{4}(?:\d\d)?(?!\d)))"
    r"|(?P<numbers>(?<!\d)(?P<c_d>\d{1,2})\s?[/.-]\s?(?P<c_m>\d{1,2})\s?[/.-]\s?(?P<c_y>\d{4})(?!\d))"
    rf"|(?P<vietnamese>(?<!\d)(?P<d_d>\d{{1,2}})\s?[,-]?\s?{_TH}\s?(?P<d_m>\d{{1,2}}(?!\d)|(?:{_NAMED})(?!\w))"
    r"\s?[,/-]?\s?(?:năm\s)?(?P<d_y>\d{4})(?!\d))"
    rf"|(?P<reversed>(?<!\w){_TH}\s?(?P<e_m>\d{{1,2}}|{_NAMED})\s(?P<e_d>\d{{1,2}}),?\s(?P<e_y>\d{{4}})(?!\d))"
    rf"|(?P<java>(?<!\w)(?P<f_m>{_ENGLISH})\s(?P<f_d>\d{{1,2}}),?\s(?P<f_t>\d\d:\d\d(?::\d\d)?)"
    r"(?P<f_z>\s(?:[A-Z]{1,4}(?:[+-]\d\d:?\d\d)?|[+-]\d{4}))?\s(?P<f_y>\d{4})(?!\d))"
    rf"|(?P<american>(?<!\w)(?P<g_m>{_ENGLISH})\s?(?P<g_d>\d{{1,2}}){_ORDINAL},?\s(?P<g_y>\d{{4}})(?!\d))"
    rf"|(?P<english>(?<!\d)(?P<h_d>\d{{1,2}}){_ORDINAL}[\s-](?:of\s)?(?P<h_m>{_ENGLISH}),?[\s-](?P<h_y>\d{{4}})(?!\d))"
    # a day without its year: no date, but the clock beside it is that day's
    r"|(?P<partial>(?<![\d/.:-])(?P<i_d>\d{1,2})[/-](?P<i_m>\d{1,2})(?:[/-]\d\d)?(?![\d/.:-]))",
    re.I,
)
_FORMS = ("iso", "basic", "numbers", "vietnamese", "reversed", "java", "american", "english", "partial")
_GROUPS = dict(zip(_FORMS, "abcdefghi", strict=True))

_PART_OF_DAY = "rạng sáng|sáng|trưa|chiều|tối|đêm|khuya"
# a capital may begin the sentence behind the clock: "08:15 Tối nay …"
_HALF = (
    rf"(?:\s?\(?(?P<half>(?:[AP]M|[ap]\.m\.|(?-i:{_PART_OF_DAY}))(?!\w)"
    rf"|(?:SA|CH|{_PART_OF_DAY})(?=\s?(?:$|[^\w\s]|\d|ngày|thứ|GMT|UTC)))\)?)?"
)
CLOCK = re.compile(
    r"(?<![\d:+])(?P<H>\d{1,2})"
    r"(?:\s?:\s?(?P<M>\d\d)(?!\d)(?:\s?:\s?(?P<S>\d\d)(?!\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"|\s?(?:h|g|giờ)\s?(?P<M2>\d\d)(?!\d)(?:\s?(?:['’′]|phút|p(?!\w)))?"
    r"|\s?(?:h|g|giờ)\s?(?P<M3>\d)\s?(?:['’′]|phút|p(?!\w)))"
    rf"{_HALF}(?P<zone>{ZONE_AFTER_CLOCK})?",
    re.I,
)
BASIC_CLOCK = re.compile(r"T(?P<H>\d\d)(?P<M>\d\d)(?P<S>\d\d)?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?", re.I)

_UPDATE = (
    "c[aậ]p nh[aậ][tp]|chỉnh sửa|hiệu chỉnh|sửa đổi|(?:ngày|giờ|đã|lần) sửa|sửa (?:(?:lần )?cuối|lúc|ngày)"
    "|thay đổi lần cuối|updated?|modified|revised|edited"
)
_PUBLISH = "đăng(?! k[ýí]| nhập)|xuất bản|phát hành|ngày tạo|posted|published|publish|created"
_OTHER = (
    "lượt|views?|thời lượng|duration|sự kiện|diễn ra|khai mạc|bắt đầu|kết thúc|hạn|hiệu lực|ban hành|tổ chức|hội nghị"
    "|họp|sinh ngày"
)
LABEL = re.compile(rf"(?<!\w)(?:(?P<update>{_UPDATE})|(?P<publish>{_PUBLISH})|(?P<other>{_OTHER}))(?!\w)", re.I)
_TYPED = str.maketrans("−–—‐‑‒﹣－：／．，（）", "--------:/.,()")
_GLUED = re.compile(r"(?<=[/.-]\d{4})(?=\d\d:\d\d(?!\d))|(?<=\d:\d\d)(?=\d\d[/.-]\d\d[/.-]\d{4})")


class Day(NamedTuple):
    """A day in a text: its position, the day (None if the calendar has none), and its time in Java's form."""

    start: int
    end: int
    day: date | None
    month_and_day: tuple[int, int] | None = None  # of a day without a year
    clock: tuple[str, str] | None = None  # time and zone between day and year
    is_basic: bool = False  # `20261120`, followed by `T081500`


def typed(text: str) -> str:
    """Return the text with plain hyphens, colons, slashes and brackets for their typographic and full-width forms.

    A day and a clock without a space between them (two `span`) get one.
    """
    return _GLUED.sub(" ", text if text.isascii() else text.translate(_TYPED))


def days(text: str) -> list[Day]:
    """Return the days in a text, in its order."""
    return [_day(found) for found in _DAY.finditer(text)]


def _day(found: re.Match[str]) -> Day:
    form = found.lastgroup or ""
    prefix = _GROUPS[form]
    month, number = _month(found[f"{prefix}_m"]), int(found[f"{prefix}_d"])
    if form == "partial":
        return Day(found.start(), found.end(), None, (month, number))
    clock = (found["f_t"], (found["f_z"] or "").strip()) if form == "java" else None
    day = day_in_calendar(int(found[f"{prefix}_y"]), month, number)
    return Day(found.start(), found.end(), day, None, clock, form == "basic")


def _month(printed: str) -> int:
    lower = printed.lower()
    if lower.isdecimal():
        return int(lower)
    return _MONTH_NAMES.get(lower) or month_number(lower)


def day_in_calendar(year: int, month: int, day: int) -> date | None:
    """Return the day; None if the calendar has no such day, or its year is not one of the press on the web."""
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
