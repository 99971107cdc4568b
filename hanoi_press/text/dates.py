"""Convert dates as the sites print them to ISO 8601 with offset.

Known formats are read by regular expressions (2 to 10 µs); `dateparser` (1 ms) handles the rest.
A day without a time stays a day: no midnight is invented.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from hanoi_press.text.moments import (
    DAY_FIRST,
    ENGLISH_MONTH,
    FIRST_YEAR,
    ISO,
    LAST_YEAR,
    VN,
    clock_of,
    day_of,
    from_us,
    moment,
    time_zone,
)
from hanoi_press.text.normalize import clean

_DAYS = (
    re.compile(DAY_FIRST),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s*(?:,|năm)?\s*(?P<y>\d{4})(?!\d)", re.I),
    re.compile(rf"\b{ENGLISH_MONTH}\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})\s+{ENGLISH_MONTH}\s+(?P<y>\d{{4}})(?!\d)"),
)
_TIME = re.compile(
    r"(?<![\d:+])(?P<H>\d{1,2})\s*(?::|h|giờ)\s*(?P<M>\d\d)(?!\d)(?::(?P<S>\d\d))?"
    r"(?:\s*(?P<half>AM|PM|SA|CH|sáng|chiều|tối)\b)?",
    re.I,
)
_ZONE = re.compile(r"\b(?:GMT|UTC)(?:\s*[+-]?\d{1,2}(?::?\d\d)?)?(?!\d)|(?<=\d)Z\b")
_OFFSET_AFTER_TIME = re.compile(r"\s*([+-]\d\d:?\d\d)(?!\d)")
_RELATIVE = re.compile(r"\btrước$|^hôm (?:qua|nay)\b", re.I)
_LABEL = re.compile(r"^\W*(?:cập nhật|ngày đăng|đăng ngày|xuất bản|thời gian)[^:\d]*:\s*", re.I)


def parse(text: str | None, *, base: datetime | None = None) -> str | None:
    """Return the ISO 8601 form of a printed date, or None.

    `2026-09-05T22:17:01+07:00` for a moment (+07:00 where the text names no zone), `2026-10-02` for a day.
    Numbers are read day first. `base` (aware) is the moment to which "5 phút trước" is relative; without it such text
    gives None. The formats are those that the sites printed from 2013 to 2026 (`docs/sites/`).
    """
    text = clean(text or "")
    if not text:
        return None
    if found := ISO.match(text):
        return _iso(found)
    if found := next(filter(None, (form.search(text) for form in _DAYS)), None):
        return _printed(found, f"{text[: found.start()]} {text[found.end() :]}")
    return _by_dateparser(text, base)


def parse_us(text: str | None) -> str | None:
    """Return `9/5/2026 10:17:01 PM` (month first, Hanoi's time) as `2026-09-05T22:17:01+07:00`; else None.

    OneCMS prints `article:published_time` in this form (pages of 2024 and 2026).
    """
    stated = from_us(clean(text or ""))
    return stated.isoformat() if stated else None


def same_clock(one: str | None, other: str | None) -> bool:
    """Return True if two results of `parse` show the same wall clock to the minute, whatever their offsets."""
    return bool(one and other and "T" in one and "T" in other and one[:16] == other[:16])


def in_hanoi(stated: str | None) -> str | None:
    """Return a result of `parse` converted to the offset +07:00; a day and None are returned unchanged."""
    if not stated or "T" not in stated:
        return stated
    return datetime.fromisoformat(stated).astimezone(VN).isoformat()


def _iso(found: re.Match[str]) -> str | None:
    if not found["H"]:
        day = day_of(found)
        return day.isoformat() if day else None
    stated = moment(found, time_zone(found["zone"] or ""))
    return stated.replace(microsecond=0).isoformat() if stated else None


def _printed(found: re.Match[str], rest: str) -> str | None:
    """Return the day of `found`, with the time and zone in the rest of the text, if it has a time."""
    day, time = day_of(found), _TIME.search(rest)
    if day is None or time is None:
        return day.isoformat() if day else None
    clock = clock_of(time, time_zone(_zone_name(rest, time.end())))
    return datetime.combine(day, clock).isoformat() if clock else None


def _zone_name(rest: str, time_end: int) -> str:
    """Return the offset right after the time, else a zone named anywhere in the text; "" if there is neither."""
    if found := _OFFSET_AFTER_TIME.match(rest, time_end):
        return found[1]
    found = _ZONE.search(rest)
    return found[0] if found else ""


def _by_dateparser(text: str, base: datetime | None) -> str | None:
    """Read rare forms with dateparser. It guesses freely, so it gets only text with a full year, or relative text."""
    text = _LABEL.sub("", text)
    relative = bool(_RELATIVE.search(text))
    if len(text) > 60 or (relative and base is None) or not (relative or re.search(r"(?<!\d)(19|20)\d\d(?!\d)", text)):
        return None
    import dateparser  # slow to import, rarely needed

    parsers = ["relative-time", "absolute-time"] if relative else ["absolute-time"]
    settings: dict[str, Any] = {
        "DATE_ORDER": "DMY",
        "TIMEZONE": "Asia/Ho_Chi_Minh",
        "RETURN_AS_TIMEZONE_AWARE": True,
        "PARSERS": parsers,
        "REQUIRE_PARTS": [] if relative else ["day", "month", "year"],
    }
    if base is not None:
        settings["RELATIVE_BASE"] = base.astimezone(VN).replace(tzinfo=None)
    found: datetime | None = dateparser.parse(text, languages=["vi"], settings=settings)
    if not found or not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    if re.search(r"\d\s*(?::|h|giờ)\s*\d|\d\s*(?:giờ|phút|giây)\b", text):
        return found.astimezone(VN).replace(microsecond=0).isoformat()
    return found.date().isoformat()
