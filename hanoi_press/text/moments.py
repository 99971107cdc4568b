"""Parse machine-written timestamps, and build datetimes from numbers; `text.dates` parses dates printed for people.

Each `from_…` returns an aware datetime, or None for text that is not exactly in its format: nothing is guessed. A
timestamp without a time zone is taken as Hanoi's. A day without a time gives None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from hanoi_press.text.zones import VN as VN
from hanoi_press.text.zones import time_zone

FIRST_YEAR, LAST_YEAR = 1990, 2100  # .NET prints a date that was never set as the year 1
_DAY_SECONDS = 86_400
# Seconds by which a date may be later than our clock. Hanoi's day begins 7 hours before UTC's, and the clocks of a site
# and of this machine may differ; a later one is a typo or a wrong clock.
_MOST_AHEAD = _DAY_SECONDS
_FIRST_MOMENT = 631_152_000  # 1990 in seconds since 1970

ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"
    r"(?:(?:T|\s+(?:-\s+)?)(?P<H>\d\d):(?P<M>\d\d)(?::(?P<S>\d\d)(?:[.,](?P<fraction>\d+))?)?)?"
    r"\s*(?P<zone>[^\d\s][^\n]{0,40})?",
    re.I,
)
DAY_FIRST = r"(?<!\d)(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4})(?!\d)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ENGLISH_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_RFC822 = re.compile(
    rf"(?:[^,\d]*,\s*)?(?P<d>\d{{1,2}})\s+{ENGLISH_MONTH}\s+(?P<y>\d{{4}})\s+"
    r"(?P<H>\d{1,2}):(?P<M>\d\d)(?::(?P<S>\d\d))?(?P<zone>.*)",
    re.I,
)
_DAY_THEN_TIME = re.compile(DAY_FIRST + r"\D+(?P<H>\d{1,2}):(?P<M>\d\d)")
_TIME_THEN_DAY = re.compile(r"(?<!\d)(?P<H>\d{1,2}):(?P<M>\d\d)(?::\d\d)?\D{1,20}" + DAY_FIRST)
_US = re.compile(
    r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})\s+(?P<H>\d{1,2}):(?P<M>\d\d):(?P<S>\d\d)\s+(?P<half>[AP]M)"
)
_COMPACT = re.compile(
    r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})T?(?P<H>[0-9]{2})(?P<M>[0-9]{2})(?P<S>[0-9]{2})"
    r"(?P<zone>\s?(?:Z|[+-]\d\d(?::?\d\d)?))?",
    re.I,
)
_COMPACT_DAY = re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
_JAVA = re.compile(
    rf"(?:[A-Z][a-z]{{2}},?\s)?{ENGLISH_MONTH}\s+(?P<d>\d{{1,2}})\s(?P<H>\d\d):(?P<M>\d\d)(?::(?P<S>\d\d))?"
    r"(?:\s(?P<zone>[A-Z]{1,4}(?:[+-]\d\d:?\d\d)?|[+-]\d{4}))?\s(?P<y>\d{4})"
)
_EPOCH = re.compile(r"[1-9][0-9]{9}(?:[0-9]{3})?(?:\.[0-9]{1,6})?")
_DOTNET = re.compile(r"(?:/Date\()?(-?\d+)(?:[+-]\d{4})?(?:\)/)?")
# Hours of a 12-hour clock that each half of the day adds 12 to; of all but noon's, 12 is midnight.
_EVENING = range(5, 12)
_ADDS_TWELVE = dict.fromkeys(("PM", "CH", "CHIỀU", "TỐI"), range(1, 12)) | {
    "TRƯA": range(1, 4),  # 11:30 trưa is before noon, 1:15 trưa after it
    "ĐÊM": _EVENING,  # 1:30 đêm is after midnight, 11:30 đêm before it
    "KHUYA": _EVENING,
}
_MIDNIGHT_AT_TWELVE = frozenset({"AM", "SA", "SÁNG", "RẠNG SÁNG", "TỐI", "ĐÊM", "KHUYA"})


# --- parts ------------------------------------------------------------------------------------------------------------


def utc_now() -> str:
    """Return this second in UTC: `2026-11-24T03:00:00Z`."""
    return f"{datetime.now(UTC).isoformat(timespec='seconds')[:19]}Z"


def moment(found: re.Match[str], zone: tzinfo | None = VN) -> datetime | None:
    """Return the moment of a match with the groups of `day_of` and `at`; None if there is no such moment."""
    day = day_of(found)
    return at(day, found.groupdict(), zone) if day else None


def day_of(found: re.Match[str]) -> date | None:
    """Return the day of a match with the groups y, m or month, d; None if the calendar has no such day."""
    named = found.groupdict()
    month = month_number(named["month"]) if named.get("month") else int(named["m"])
    try:
        day = date(int(named["y"]), month, int(named["d"]))
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def at(day: date, parts: Mapping[str, str | None], zone: tzinfo | None = VN) -> datetime | None:
    """Return the moment of a time's parts, H, M and perhaps S, fraction and half, on a day.

    24:00 is the next day's beginning, and second 60 (a leap second) counts as second 59. None for a time like 25:00,
    and if `zone` is None, because a time with an unreadable zone is unknown.
    """
    hour = hour_of_day(int(parts.get("H") or 0), parts.get("half") or "")
    minute, second = int(parts.get("M") or 0), int(parts.get("S") or 0)
    microsecond = int((parts.get("fraction") or "")[:6].ljust(6, "0"))
    is_day_end = (hour, minute, second, microsecond) == (24, 0, 0, 0)
    try:
        clock = time(0 if is_day_end else hour, minute, 59 if second == 60 else second, microsecond, zone)
        stated = datetime.combine(day + timedelta(days=1) if is_day_end else day, clock)
    except (ValueError, OverflowError):
        return None
    return stated if zone else None


def month_number(name: str) -> int:
    """Return 1 to 12 for an English month's name or abbreviation. Raises `ValueError` for anything else."""
    return _MONTHS.index(name[:3].lower()) + 1


def hour_of_day(hour: int, half: str) -> int:
    """Return the hour on a 24-hour clock; `half` is "AM", "CH", "chiều" … or "".

    cafef.vn prints "00:35 AM" and "14:05 PM" on a 24-hour clock, so only the hours of a 12-hour clock are shifted.
    """
    half = half.upper().replace(".", "")
    if hour in _ADDS_TWELVE.get(half, ()):
        return hour + 12
    return 0 if half in _MIDNIGHT_AT_TWELVE and hour == 12 else hour


# --- formats ----------------------------------------------------------------------------------------------------------


def from_iso(text: str) -> datetime | None:
    """Read `2026-09-05T22:17:01+07:00` (sitemaps, Atom) or `2026-02-20 16:39:00` (OneCMS `TimeX2`)."""
    found = ISO.fullmatch(text.strip())
    return moment(found, time_zone(found["zone"] or "")) if found and found["H"] else None


def from_java(text: str) -> datetime | None:
    """Read `Fri Nov 20 08:15:00 ICT 2026`, as Java prints a `Date` (Liferay); Hanoi's time without a zone."""
    found = _JAVA.fullmatch(text.strip())
    return moment(found, time_zone(found["zone"] or "")) if found else None


def from_machine(text: str) -> datetime | None:
    """Read a moment in any of the formats that machines write; in Hanoi's time if it states no zone."""
    readers = (from_iso, from_rfc822, from_us, from_java, from_compact)
    return next(filter(None, (read(text) for read in readers)), None)


def day_from_iso(text: str) -> date | None:
    """Read `2026-09-05`, as a sitemap that states no hours writes it."""
    found = ISO.fullmatch(text.strip())
    return day_of(found) if found and not found["H"] and not found["zone"] else None


def from_rfc822(text: str) -> datetime | None:
    """Read `Sat, 05 Sep 2026 22:17:01 +0700` (RSS `pubDate`), also with GMT, UTC, GMT+7 or no zone."""
    found = _RFC822.fullmatch(text.strip())
    return moment(found, time_zone(found["zone"])) if found else None


def from_day_first(text: str) -> datetime | None:
    """Read `17/06/2026 - 11:02` or `11:02 | 17/06/2026`, day first, anywhere in the text of a list's row."""
    found = _DAY_THEN_TIME.search(text) or _TIME_THEN_DAY.search(text)
    return moment(found) if found else None


def from_us(text: str) -> datetime | None:
    """Read `8/15/2026 4:04:00 PM`: month first, with seconds, Hanoi's time, as .NET prints it (OneCMS, moc's feeds)."""
    found = _US.fullmatch(text.strip())
    return moment(found) if found else None


def names_unknown_zone(text: str) -> bool:
    """Return True for a machine's moment whose last word is a zone that cannot be read, so that it is not known."""
    text = text.strip()
    found = ISO.fullmatch(text) or _RFC822.fullmatch(text)
    zone = (found["zone"] or "").strip() if found and found["H"] else ""
    return bool(zone) and " " not in zone and time_zone(zone) is None


def from_compact(text: str) -> datetime | None:
    """Read `20260220163900`, Hanoi's time (OneCMS `Time_yyyyMMddHHmmss`), or `20261120T011500Z` (ISO's basic form)."""
    found = _COMPACT.fullmatch(text.strip())
    return moment(found, time_zone(found["zone"] or "")) if found else None


def day_from_compact(text: str) -> date | None:
    """Read `20261120`."""
    found = _COMPACT_DAY.fullmatch(text.strip())
    return day_of(found) if found else None


def from_dotnet(text: str) -> datetime | None:
    """Read milliseconds since 1970, bare or as `/Date(1771580340000)/` (.NET's JSON; OneCMS `PublishedTime`)."""
    found = _DOTNET.fullmatch(text.strip())
    if found is None:
        return None
    try:
        stated = datetime.fromtimestamp(int(found[1]) / 1000, UTC).astimezone(VN)
    except (ValueError, OverflowError, OSError):
        return None
    return stated if FIRST_YEAR <= stated.year <= LAST_YEAR else None


def from_epoch(text: str) -> datetime | None:
    """Read seconds (10 digits) or milliseconds (13 digits) since 1970, as attributes and JSON state them."""
    text = text.strip()
    if not _EPOCH.fullmatch(text):
        return None
    return from_dotnet(text[:10] + "000")


def end_of_day(day: date | None) -> datetime | None:
    """Return a day's last second in Hanoi; None for None."""
    return None if day is None else datetime.combine(day, time(23, 59, 59), VN)


def start_of_day(day: date | None) -> datetime | None:
    """Return a day's first moment in Hanoi, for comparison with other days; None for None."""
    return None if day is None else datetime.combine(day, time(), VN)


# --- dates of the corpus ----------------------------------------------------------------------------------------------


def epoch_seconds(stated: object) -> int | None:
    """Return the seconds since 1970 of a date in the corpus; None if it is missing or invalid.

    `2020-04-10T07:56:00+07:00` is a moment (UTC without an offset); `2020-04-10` counts as that day's end in Hanoi.
    """
    if not isinstance(stated, str):
        return None
    try:
        parsed = datetime.fromisoformat(stated)
        if len(stated) == 10:
            return int(parsed.replace(tzinfo=VN).timestamp()) + _DAY_SECONDS - 1
        return int((parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return None


def is_ahead(seconds: float, now: float) -> bool:
    """Return True if a time lies so far after `now` (both in seconds since 1970) that it cannot be true.

    False if `now` is of a machine whose clock was set back to 1970: beside it every date would lie in the future.
    """
    return now >= _FIRST_MOMENT and seconds > now + _MOST_AHEAD


def states_future(stated: object, fetched_at: object) -> bool:
    """Return True if a date of the corpus is later than the time of its fetch by more than a day.

    Of a day without a time the beginning counts. False if either is missing or invalid.
    """
    seconds, now = epoch_seconds(stated), epoch_seconds(fetched_at)
    if seconds is None or now is None:
        return False
    return is_ahead(seconds - (_DAY_SECONDS - 1 if len(str(stated)) == 10 else 0), now)


def day_in_hanoi(stated: str) -> str:
    """Return the day (`2026-11-01`) on which a date of the corpus falls in Hanoi. Raises `ValueError` if it is none."""
    if stated.endswith("+07:00") or len(stated) == 10:  # nearly all: four times as fast
        return date.fromisoformat(stated[:10]).isoformat()
    return datetime.fromisoformat(stated).astimezone(VN).date().isoformat()
