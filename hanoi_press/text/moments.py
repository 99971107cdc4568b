"""Parse machine-written timestamps, and build datetimes from numbers; `text.dates` parses dates printed for people.

Each `from_…` returns an aware datetime, or None for text that is not exactly in its format: nothing is guessed. A
timestamp without a time zone is taken as Hanoi's. A day without a time gives None.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

VN = timezone(timedelta(hours=7), "+07:00")
FIRST_YEAR, LAST_YEAR = 1990, 2100  # .NET prints a date that was never set as the year 1
_DAY_SECONDS = 86_400
# Seconds by which a date may be later than our clock. Hanoi's day begins 7 hours before UTC's, and the clocks of a site
# and of this machine may differ; a later one is a typo or a wrong clock.
_MOST_AHEAD = _DAY_SECONDS
_FIRST_MOMENT = 631_152_000  # 1990 in seconds since 1970

ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"
    r"(?:(?:T|\s+(?:-\s+)?)(?P<H>\d\d):(?P<M>\d\d)(?::(?P<S>\d\d)(?:[.,](?P<fraction>\d+))?)?)?"
    r"\s*(?P<zone>Z\b|UTC\b|GMT(?![+-])|[+-]\d\d(?::?\d\d)?(?!\d))?",
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
    r"(?P<H>\d{1,2}):(?P<M>\d\d)(?::(?P<S>\d\d))?(?P<zone>[^(]*)(?:\(.*)?",
    re.I,
)
_OFFSET = re.compile(r"(?:GMT|UTC|(?=[+-]))(?P<sign>[+-]?)(?P<h>\d{1,2})(?::?(?P<min>\d\d))?")
_DAY = re.compile(DAY_FIRST)
_DAY_THEN_TIME = re.compile(DAY_FIRST + r"\D+(?P<H>\d{1,2}):(?P<M>\d\d)")
_TIME_THEN_DAY = re.compile(r"(?<!\d)(?P<H>\d{1,2}):(?P<M>\d\d)(?::\d\d)?\D{1,20}" + DAY_FIRST)
_US = re.compile(
    r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})\s+(?P<H>\d{1,2}):(?P<M>\d\d):(?P<S>\d\d)\s+(?P<half>[AP]M)"
)
_COMPACT = re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?P<H>[0-9]{2})(?P<M>[0-9]{2})(?P<S>[0-9]{2})")
_DOTNET = re.compile(r"(?:/Date\()?(-?\d+)(?:[+-]\d{4})?(?:\)/)?")
_AFTERNOON = frozenset({"PM", "CH", "CHIỀU", "TỐI"})
_MORNING = frozenset({"AM", "SA", "SÁNG"})


# --- parts ------------------------------------------------------------------------------------------------------------


def utc_now() -> str:
    """Return this second in UTC: `2026-11-24T03:00:00Z`."""
    return f"{datetime.now(UTC).isoformat(timespec='seconds')[:19]}Z"


def moment(found: re.Match[str], zone: timezone | None = VN) -> datetime | None:
    """Return the moment of a match with the groups of `day_of` and `clock_of`; None if either gives None."""
    day, clock = day_of(found), clock_of(found, zone)
    return datetime.combine(day, clock) if day and clock else None


def day_of(found: re.Match[str]) -> date | None:
    """Return the day of a match with the groups y, m or month, d; None if the calendar has no such day."""
    named = found.groupdict()
    month = month_number(named["month"]) if named.get("month") else int(named["m"])
    try:
        day = date(int(named["y"]), month, int(named["d"]))
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def clock_of(found: re.Match[str], zone: timezone | None = VN) -> time | None:
    """Return the time of a match with the groups H, M and perhaps S, fraction, half; None for one like 25:00.

    None also if `zone` is None, because a time with an unreadable zone is unknown.
    """
    named = found.groupdict()
    hour = hour_of_day(int(named["H"]), named.get("half") or "")
    microsecond = int((named.get("fraction") or "")[:6].ljust(6, "0"))
    try:
        return time(hour, int(named["M"]), int(named.get("S") or 0), microsecond, zone) if zone else None
    except ValueError:
        return None


def month_number(name: str) -> int:
    """Return 1 to 12 for an English month's name or abbreviation. Raises `ValueError` for anything else."""
    return _MONTHS.index(name[:3].lower()) + 1


def hour_of_day(hour: int, half: str) -> int:
    """Return the hour on a 24-hour clock; `half` is "AM", "CH", "chiều" … or "".

    cafef.vn prints "00:35 AM" and "14:05 PM" on a 24-hour clock, so only the hours of a 12-hour clock are shifted.
    """
    if half.upper() in _AFTERNOON and hour < 12:
        return hour + 12
    return 0 if half.upper() in _MORNING and hour == 12 else hour


def time_zone(name: str) -> timezone | None:
    """Return the zone that a name such as "Z", "GMT", "GMT+7", "+07:00" or "-0430" means; Hanoi's for ""; else None."""
    name = "".join(name.upper().split())
    if name in {"", "ICT"}:
        return VN
    if name in {"Z", "UT", "UTC", "GMT"}:
        return UTC
    found = _OFFSET.fullmatch(name)
    if found is None:
        return None
    offset = timedelta(hours=int(found["h"]), minutes=int(found["min"] or 0))
    if offset >= timedelta(days=1):
        return None
    return timezone(-offset if found["sign"] == "-" else offset)


# --- formats ----------------------------------------------------------------------------------------------------------


def from_iso(text: str) -> datetime | None:
    """Read `2026-09-05T22:17:01+07:00` (sitemaps, Atom) or `2026-02-20 16:39:00` (OneCMS `TimeX2`)."""
    found = ISO.fullmatch(text.strip())
    return moment(found, time_zone(found["zone"] or "")) if found and found["H"] else None


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


def from_compact(text: str) -> datetime | None:
    """Read `20260220163900`, Hanoi's time (OneCMS `Time_yyyyMMddHHmmss`)."""
    found = _COMPACT.fullmatch(text.strip())
    return moment(found) if found else None


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


def end_of_day(text: str) -> datetime | None:
    """Return the last second in Hanoi of the day printed in `text` (`02/10/2026`, day first)."""
    found = _DAY.search(text)
    day = day_of(found) if found else None
    return datetime.combine(day, time(23, 59, 59), VN) if day else None


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
