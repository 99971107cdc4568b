"""Dates as the sites print them, to ISO 8601 with offset.

Known formats are read by regular expressions (2 µs); `dateparser` (1 ms) is for what they do not cover.
A day without a time stays a day: no midnight is invented.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hanoi_press.text.normalize import clean

VN = timezone(timedelta(hours=7), "+07:00")

_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"
    r"(?:(?:T|\s+(?:-\s+)?)(?P<H>\d\d):(?P<M>\d\d)(?::(?P<S>\d\d)(?:[.,]\d+)?)?)?"
    r"\s*(?P<zone>Z\b|UTC\b|GMT(?![+-])|[+-]\d\d:?\d\d)?",
    re.I,
)
_DMY = re.compile(r"(?<!\d)(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4})(?!\d)")
_WORDS = re.compile(r"(?<!\d)(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s*(?:,|năm)?\s*(?P<y>\d{4})(?!\d)", re.I)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ENGLISH = re.compile(rf"\b{_MONTH}\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}})(?!\d)")
_RFC822 = re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})\s+{_MONTH}\s+(?P<y>\d{{4}})(?!\d)")
_TIME = re.compile(
    r"(?<![\d:+])(?P<H>\d{1,2})\s*(?::|h|giờ)\s*(?P<M>\d\d)(?!\d)(?::(?P<S>\d\d))?"
    r"(?:\s*(?P<half>AM|PM|SA|CH|sáng|chiều|tối)\b)?",
    re.I,
)
_AFTERNOON = frozenset({"PM", "CH", "CHIỀU", "TỐI"})
_MORNING = frozenset({"AM", "SA", "SÁNG"})
_ZONE = re.compile(r"\b(?:GMT|UTC)\s*(?P<sign>[+-])?(?P<h>\d{1,2})?(?::?(?P<min>\d\d))?(?!\d)|(?<=\d)Z\b")
_BARE_OFFSET = re.compile(r"\s*(?P<offset>[+-]\d\d:?\d\d)(?!\d)")
_US = re.compile(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})\s+\d{1,2}:\d\d:\d\d\s+[AP]M")
_RELATIVE = re.compile(r"\btrước$|^hôm (?:qua|nay)\b", re.I)
_LABEL = re.compile(r"^\W*(?:cập nhật|ngày đăng|đăng ngày|xuất bản|thời gian)[^:\d]*:\s*", re.I)


def parse(text: str | None, *, base: datetime | None = None) -> str | None:
    """ISO 8601 of a printed date, or None.

    `2026-09-05T22:17:01+07:00` for a moment (+07:00 where the string names no zone), `2026-10-02` for a day.
    Numbers are read day first. `base` (aware) is the moment for "5 phút trước"; without it such strings are None.
    Formats: hanoimoi.md §5 and portals.md §2.3, 2013-2026.
    """
    text = clean(text or "")
    if not text:
        return None
    if match := _ISO.match(text):
        return _iso(match)
    found = _DMY.search(text) or _WORDS.search(text)
    if found:
        return _build(int(found["y"]), int(found["m"]), int(found["d"]), _around(text, found))
    if found := _ENGLISH.search(text) or _RFC822.search(text):
        month = _MONTHS.index(found["month"][:3]) + 1
        return _build(int(found["y"]), month, int(found["d"]), _around(text, found))
    return _by_dateparser(text, base)


def parse_us(text: str | None) -> str | None:
    """`9/5/2026 10:17:01 PM` (month first, Hanoi time, no zone) to `2026-09-05T22:17:01+07:00`; else None.

    OneCMS prints `article:published_time` so (raw sibling pages, 2024 and 2026).
    """
    match = _US.fullmatch(clean(text or ""))
    if not match:
        return None
    return _build(int(match["y"]), int(match["m"]), int(match["d"]), match[0][match.end("y") :])


def same_clock(one: str | None, other: str | None) -> bool:
    """Do two results of `parse` show the same wall clock to the minute, whatever their offsets?"""
    return bool(one and other and "T" in one and "T" in other and one[:16] == other[:16])


def in_hanoi(moment: str | None) -> str | None:
    """A result of `parse` with its offset made +07:00, the moment kept."""
    if not moment or "T" not in moment:
        return moment
    return datetime.fromisoformat(moment).astimezone(VN).isoformat()


def _around(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + " " + text[found.end() :]


def _iso(match: re.Match[str]) -> str | None:
    zone = match["zone"] or ""
    rest = f"{match['H']}:{match['M']}:{match['S'] or '00'}" if match["H"] else ""
    return _build(int(match["y"]), int(match["m"]), int(match["d"]), rest, zone)


def _build(year: int, month: int, day: int, rest: str, zone: str = "") -> str | None:
    try:
        if not 1990 <= year <= 2100:
            return None
        time = _TIME.search(rest)
        if not time:
            return date(year, month, day).isoformat()
        hour, half = int(time["H"]), (time["half"] or "").upper()
        # cafef appends AM/PM to a 24-hour clock ("00:35 AM", "14:05 PM"): only a real 12-hour clock is shifted.
        if half in _AFTERNOON and hour < 12:
            hour += 12
        elif half in _MORNING and hour == 12:
            hour = 0
        tz = _offset(zone) if zone else _stated_zone(rest, time.end())
        return datetime(year, month, day, hour, int(time["M"]), int(time["S"] or 0), tzinfo=tz).isoformat()
    except ValueError:
        return None


def _offset(zone: str) -> timezone:
    if zone.upper() in ("Z", "UTC", "GMT"):
        return UTC
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))


def _stated_zone(rest: str, after: int) -> timezone:
    """The zone that is named anywhere, or the offset right behind the time; else Hanoi's."""
    if bare := _BARE_OFFSET.match(rest, after):
        return _offset(bare["offset"])
    match = _ZONE.search(rest)
    if not match:
        return VN
    hours = int(match["h"] or 0)
    minutes = int(match["min"] or 0)
    total = hours * 60 + minutes
    return timezone(timedelta(minutes=-total if match["sign"] == "-" else total))


def _by_dateparser(text: str, base: datetime | None) -> str | None:
    """The rare forms. dateparser guesses freely, so it only sees strings with a full year, or relative ones."""
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
    if not found or not 1990 <= found.year <= 2100:
        return None
    if re.search(r"\d\s*(?::|h|giờ)\s*\d|\d\s*(?:giờ|phút|giây)\b", text):
        return found.astimezone(VN).replace(microsecond=0).isoformat()
    return found.date().isoformat()
