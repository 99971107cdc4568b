"""Test with generated moments and texts that dates in every known format are read, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hanoi_press.text.dated_lines import from_feed
from hanoi_press.text.dates import in_hanoi, parse, parse_line, parse_stated, parse_us
from hanoi_press.text.moments import VN
from spiders_tests.cost_growth import growth

ANY = st.text(st.characters(exclude_categories=()))

NOON = datetime(2026, 6, 17, 12, 0, tzinfo=VN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9/5/2026 10:17:01 PM", "2026-09-05T22:17:01+07:00"),  # 5 September
        ("2/3/2026 4:45:00 PM", "2026-02-03T16:45:00+07:00"),
        ("09/05/2026 01:07:01 AM", "2026-09-05T01:07:01+07:00"),
        ("12/31/2026 12:00:00 AM", "2026-12-31T00:00:00+07:00"),
        ("12/31/2026 12:00:01 PM", "2026-12-31T12:00:01+07:00"),
        ("  9/5/2026  10:17:01\u00a0PM ", "2026-09-05T22:17:01+07:00"),
        ("13/5/2026 10:17:01 PM", None),  # no thirteenth month
        ("2/30/2026 10:17:01 PM", None),
        ("9/5/1980 10:17:01 PM", None),
        ("9/5/2026 10:77:01 PM", None),
        ("9/5/2026 10:17 PM", None),  # not the shape that OneCMS prints: day first or month first?
        ("9/5/2026 22:17:01", None),
        ("9/5/2026", None),
        ("2026-09-05T22:17:01+07:00", None),
        ("ngày 9/5/2026 10:17:01 PM", None),
        ("", None),
        (None, None),
    ],
)
def test_us(text: str | None, expected: str | None) -> None:
    assert parse_us(text) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-10-02T09:10:00+00:00", "2026-10-02T16:10:00+07:00"),
        ("2026-10-02T19:10:00+00:00", "2026-10-03T02:10:00+07:00"),  # the next day in Hanoi
        ("2026-10-02T09:10:00+07:00", "2026-10-02T09:10:00+07:00"),
        ("2026-10-02T09:10:00-05:30", "2026-10-02T21:40:00+07:00"),
        ("2026-10-02", "2026-10-02"),  # a day has no zone
        (None, None),
        ("", ""),
    ],
)
def test_in_hanoi(moment: str | None, expected: str | None) -> None:
    assert in_hanoi(moment) == expected


MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31, 23, 59, 59)).map(lambda m: m.replace(microsecond=0))

WEEKDAYS = ["hai", "ba", "tư", "năm", "sáu", "bảy"]


def in_words(moment: datetime) -> str:
    return "Chủ nhật" if moment.weekday() == 6 else f"Thứ {WEEKDAYS[moment.weekday()]}"


def in_figures(moment: datetime) -> str:
    return "Chủ nhật" if moment.weekday() == 6 else f"Thứ {moment.weekday() + 2}"


MONTHS = ["January", "February", "March", "April", "May", "June", "July"]
MONTHS += ["August", "September", "October", "November", "December"]

TO_THE_MINUTE: list[Callable[[datetime], str]] = [
    lambda m: f"{m:%d/%m/%Y - %H:%M}",
    lambda m: f"{m:%d/%m/%Y %H:%M}",
    lambda m: f"{m:%d-%m-%Y %H:%M}",
    lambda m: f"{m:%d.%m.%Y %H:%M}",
    lambda m: f"{m:%d/%m/%Y %H:%M} GMT+7",
    lambda m: f"{m:%d/%m/%Y} \n {m:%H:%M}",
    lambda m: f" {m:%H:%M - %d/%m/%Y}",
    lambda m: f"{m:%H:%M | %d/%m/%Y}",
    lambda m: f"{m:%H:%M} {in_words(m)}, ngày {m:%d/%m/%Y}",
    lambda m: f"{in_words(m)}, {m:%d/%m/%Y %H:%M}",
    lambda m: f"{in_figures(m)}, {m:%d/%m/%Y | %H:%M}",
    lambda m: f"{in_figures(m)}, {m.day}/{m.month}/{m.year}, {m.hour}:{m:%M} (GMT+7)",
    lambda m: f"{m:%d-%m-%Y - %H:%M} {'AM' if m.hour < 12 else 'PM'}",  # 24-hour clock
    lambda m: f"{m:%d/%m/%Y} {m.hour % 12 or 12:02}:{m:%M} {'AM' if m.hour < 12 else 'PM'}",
    lambda m: f"{m:%d/%m/%Y} {m.hour % 12 or 12}:{m:%M} {'SA' if m.hour < 12 else 'CH'}",
    lambda m: f"{MONTHS[m.month - 1]} {m:%d, %Y} {m.hour % 12 or 12}:{m:%M} {'AM' if m.hour < 12 else 'PM'} GMT+7",
    lambda m: f"{m:%Hh%M} ngày {m.day} tháng {m.month} năm {m.year}",
]

TO_THE_SECOND: list[Callable[[datetime], str]] = [
    lambda m: f"{m:%Y-%m-%d %H:%M:%S}",
    lambda m: f"{m:%Y-%m-%dT%H:%M:%S}",
    lambda m: f"{m:%Y-%m-%dT%H:%M:%S}+07:00",
    lambda m: f"{m:%Y-%m-%dT%H:%M:%S}+0700",
    lambda m: f"{m:%d/%m/%Y %H:%M:%S}",
]


@given(MOMENTS, st.sampled_from(TO_THE_MINUTE))
@settings(max_examples=600, deadline=None)
def test_known_formats_come_back(moment: datetime, form: Callable[[datetime], str]) -> None:
    assert parse(form(moment)) == moment.replace(second=0, tzinfo=VN).isoformat()


@given(MOMENTS, st.sampled_from(TO_THE_SECOND))
@settings(max_examples=200, deadline=None)
def test_known_formats_come_back_with_seconds(moment: datetime, form: Callable[[datetime], str]) -> None:
    assert parse(form(moment)) == moment.replace(tzinfo=VN).isoformat()


@given(MOMENTS, st.integers(-12 * 60, 14 * 60))
def test_iso_comes_back_in_its_zone(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert parse(aware.isoformat()) == aware.isoformat()
    again = in_hanoi(aware.isoformat())
    assert again is not None
    assert again.endswith("+07:00")
    assert datetime.fromisoformat(again) == aware


@given(MOMENTS)
def test_utc_comes_back(moment: datetime) -> None:
    assert parse(f"{moment:%Y-%m-%dT%H:%M:%S}Z") == f"{moment:%Y-%m-%dT%H:%M:%S}+00:00"


@given(MOMENTS)
def test_us_comes_back(moment: datetime) -> None:
    half = "AM" if moment.hour < 12 else "PM"
    printed = f"{moment.month}/{moment.day}/{moment.year} {moment.hour % 12 or 12}:{moment:%M:%S} {half}"
    assert parse_us(printed) == moment.replace(tzinfo=VN).isoformat()


@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(["{d:02}/{m:02}/{y}", "{d}-{m}-{y}", "{d}.{m}.{y}"])
)
def test_days_come_back_without_a_time(day: date, form: str) -> None:
    assert parse(form.format(d=day.day, m=day.month, y=day.year)) == day.isoformat()


UPDATES: list[Callable[[str, str], str]] = [
    lambda printed, update: f"{printed} (cập nhật {update})",
    lambda printed, update: f"Cập nhật: {update} - Đăng: {printed}",
    lambda printed, update: f"Đăng ngày {printed} | Cập nhật lúc {update}",
    lambda printed, update: f"Posted {printed} Updated {update}",
    lambda printed, update: f"{printed}, sửa lần cuối: {update}",
]
CLOCKS = (lambda m: f"{m:%d/%m/%Y %H:%M}", lambda m: f"{m:%H:%M %d/%m/%Y}", lambda m: f"{m:%d/%m/%Y}")


@given(MOMENTS, MOMENTS, st.sampled_from(UPDATES), st.sampled_from(CLOCKS), st.sampled_from(CLOCKS))
@settings(max_examples=250, deadline=None)
def test_no_date_takes_the_clock_of_another(
    published: datetime,
    changed: datetime,
    form: Callable[[str, str], str],
    first: Callable[[datetime], str],
    second: Callable[[datetime], str],
) -> None:
    line = parse_line(form(first(published), second(changed)))
    assert line.published == parse(first(published))
    assert line.modified == parse(second(changed))


@given(
    st.lists(MOMENTS, min_size=2, max_size=4), st.lists(st.sampled_from([*CLOCKS, lambda m: f"{m:%H:%M}"]), min_size=4)
)
@settings(max_examples=250, deadline=None)
def test_a_clock_is_that_of_a_neighbour(moments: list[datetime], forms: list[Callable[[datetime], str]]) -> None:
    """Whatever order dates and clocks have, a day gets the clock right before or behind it, or none."""
    words = [part for moment, form in zip(moments, forms, strict=False) for part in form(moment).split()]
    found = parse(" ".join(words))
    if found and "T" in found:
        day, clock = datetime.fromisoformat(found).strftime("%d/%m/%Y %H:%M").split()
        beside = list(pairwise(words))
        assert (day, clock) in beside or (clock, day) in beside


PIECES = (
    "trước|hôm qua|hôm nay|phút|giờ|ngày|tháng|năm|2026|1999|5|12|31|00|99999999999|/|:|-|.|,|Z|GMT|UTC|+7|+99:99|AM|CH"
)
PIECES += "|cập nhật |đăng |Th11 |giờ|24:00|23:59:60|trưa|Asia/Tokyo|20261120T0815|20/11|20/11/2026|08:15"
PIECES += "|h|Jan|May|Thứ|T|tuần|Ngày đăng:|tháng Chín|²|٣|T25:61| "


@given(ANY | st.lists(st.sampled_from(PIECES.split("|")), max_size=10).map(" ".join), st.sampled_from([None, NOON]))
@example("99999999999999999999 phút trước", NOON)
@example("999999999 năm trước", NOON)
@example("\ud800 01/01/2026", None)
@example("٠٥/٠٩/٢٠٢٦", None)
@settings(max_examples=500, deadline=None)
def test_any_text_gives_iso_or_nothing(text: str, base: datetime | None) -> None:
    line = parse_line(text)
    for found in (parse(text, base=base), parse_us(text), parse_stated(text), line.published, line.modified):
        if found is not None and "T" in found:
            assert datetime.fromisoformat(found).tzinfo is not None
        elif found is not None:
            assert date.fromisoformat(found).isoformat() == found


UNITS = [
    *(
        "20/11/2026 ",
        "20/11 ",
        "08:15 ",
        "8 giờ 5 ",
        "cập nhật ",
        "20 tháng ",
        "Nov 20, ",
        "GMT+",
        "Asia/a",
        "Th11 20 ",
    ),
    *(
        "20/11/2026 (cập nhật 21/11/2026 09:00) ",
        "1",
        "1/",
        "1-1",
        "08:15 - ",
        "T08",
        "+7",
        "(",
        "năm 2026 ",
        "20th of ",
    ),
]


@pytest.mark.parametrize("unit", UNITS)
def test_no_text_costs_more_than_its_length(unit: str) -> None:
    for read in (parse, parse_stated, parse_line, from_feed):
        assert growth(lambda size, read=read: read(unit * size), 1_500) < 8  # type: ignore[misc]
