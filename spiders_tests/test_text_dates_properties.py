"""Test with generated moments and texts that dates in every known format are read, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hanoi_press.text.dates import in_hanoi, parse, parse_us, same_clock
from hanoi_press.text.moments import VN

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
    ("one", "other", "expected"),
    [
        ("2026-09-05T22:17:01+00:00", "2026-09-05T22:17:00+07:00", True),  # the false Z
        ("2026-09-05T22:17:59+07:00", "2026-09-05T22:17:00+07:00", True),
        ("2026-09-05T22:17:01+07:00", "2026-09-05T22:18:01+07:00", False),
        ("2026-09-05T15:17:01+00:00", "2026-09-05T22:17:01+07:00", False),  # one moment, two clocks
        ("2026-09-05", "2026-09-05", False),
        ("2026-09-05T00:00:00+07:00", "2026-09-05", False),
        (None, "2026-09-05T22:17:01+07:00", False),
        ("2026-09-05T22:17:01+07:00", None, False),
        (None, None, False),
    ],
)
def test_same_clock(one: str | None, other: str | None, expected: bool) -> None:
    assert same_clock(one, other) is expected


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


PIECES = (
    "trước|hôm qua|hôm nay|phút|giờ|ngày|tháng|năm|2026|1999|5|12|31|00|99999999999|/|:|-|.|,|Z|GMT|UTC|+7|+99:99|AM|CH"
)
PIECES += "|h|Jan|May|Thứ|T|tuần|Ngày đăng:|tháng Chín|²|٣|T25:61| "


@given(ANY | st.lists(st.sampled_from(PIECES.split("|")), max_size=10).map(" ".join), st.sampled_from([None, NOON]))
@example("99999999999999999999 phút trước", NOON)
@example("999999999 năm trước", NOON)
@example("\ud800 01/01/2026", None)
@example("٠٥/٠٩/٢٠٢٦", None)
@settings(max_examples=500, deadline=None)
def test_any_text_gives_iso_or_nothing(text: str, base: datetime | None) -> None:
    for found in (parse(text, base=base), parse_us(text)):
        if found is not None and "T" in found:
            assert datetime.fromisoformat(found).tzinfo is not None
        elif found is not None:
            assert date.fromisoformat(found).isoformat() == found
