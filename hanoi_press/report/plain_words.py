"""Write days, times, sizes and numbers in words, as the report shows them."""

from __future__ import annotations

from datetime import date, timedelta

from hanoi_press.report.ordinals import nth

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def in_a_row(nights: int) -> str:
    """Return how often this happened, in words; "" for the first time.

    >>> in_a_row(3)
    'third night in a row'
    """
    return f"{nth(nights)} night in a row" if nights > 1 else ""


def long_day(when: date | None) -> str:
    """Return a day in words: `Thursday 26 November 2026`; "an unknown day" for None."""
    return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}" if when else "an unknown day"


def short_day(when: date | None) -> str:
    """Return a day in few characters: `26 Nov`; "?" for None."""
    return f"{when.day} {_MONTHS[when.month - 1][:3]}" if when else "?"


def weekday(when: date | None) -> str:
    """Return a day of the week in three letters; "" for None."""
    return _DAYS[when.weekday()][:3] if when else ""


def month_name(month: str) -> str:
    """Return `2026-11` as `November 2026`; any other text as it is."""
    year, _, number = month.partition("-")
    known = number.isascii() and number.isdecimal() and 1 <= int(number) <= 12
    return f"{_MONTHS[int(number) - 1]} {year}" if known else month


def duration(seconds: float | None) -> str:
    """Return a time in its two largest units: `1 h 05 min`, `3 min 20 s`, `0.4 s`, `31 ms`; "–" for None."""
    if seconds is None:
        return "–"
    if 0 < seconds < 0.095:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = timedelta(seconds=round(min(seconds, 1e9)))
    minutes, rest = divmod(whole.days * 86_400 + whole.seconds, 60)
    if minutes < 60:
        return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
    return f"{minutes // 60:,} h {minutes % 60:02} min"


def size(number: float | None) -> str:
    """Return bytes in the largest unit that leaves a number of 1 or more: `4.2 MB`; "–" for None."""
    if number is None:
        return "–"
    for unit in ("B", "kB", "MB", "GB", "TB"):
        if number < 999.5 or unit == "TB":
            return f"{number:,.0f} {unit}" if unit == "B" or number >= 99.5 else f"{number:.1f} {unit}"
        number /= 1000
    raise AssertionError  # pragma: no cover


def several(number: int, noun: str) -> str:
    """Return a number with its noun: `1 page`, `1,200 pages`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
