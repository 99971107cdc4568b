"""The ways in which discovery pages write a moment. Each function gives an aware datetime, or None: never a guess.

A moment without a zone is local to Vietnam. A day without a time is not a moment, so it gives None.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from hanoi_press.text.dates import VN, parse_us

_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}(?::?\d{2})?)?", re.IGNORECASE
)
_RFC822 = re.compile(
    r"(?:[^,\d]*,\s*)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?\s+(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?([^(]*)(?:\(.*)?"
)
_OFFSET = re.compile(r"(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d{2}))?")
_LISTED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})\D+(\d{1,2}):(\d{2})")
_CLOCK_FIRST = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::\d{2})?\D{1,20}(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_DOTNET = re.compile(r"(?:/Date\()?(-?\d+)(?:[+-]\d{4})?(?:\)/)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def iso(text: str) -> datetime | None:
    """`2026-09-05T22:17:01+07:00` (sitemaps, Atom), `2026-02-20 16:39:00` (OneCMS TimeX2)."""
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    day, clock, zone = match.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}{(zone or '').upper()}")
    except ValueError:
        return None
    return _known(moment if moment.tzinfo else moment.replace(tzinfo=VN))


def iso_day(text: str) -> date | None:
    """`2026-09-05`: a sitemap that states no hours."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text.strip(), re.ASCII)
    moment = _moment(int(match[1]), int(match[2]), int(match[3]), 0, 0) if match else None
    return moment.date() if moment else None


def start_of(day: date | None) -> datetime | None:
    """A day's first moment in Vietnam: good for telling a day from a later one, and for nothing else."""
    return None if day is None else datetime.combine(day, time(), VN)


def rfc822(text: str) -> datetime | None:
    """`Sat, 05 Sep 2026 22:17:01 +0700` (RSS pubDate), also with GMT, UTC, GMT+7, or no zone."""
    match = _RFC822.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year, hour, minute, second, zone_name = match.groups()
    zone = _zone("".join(zone_name.upper().split()))
    if zone is None or month.lower() not in _MONTHS:
        return None
    number = _MONTHS.index(month.lower()) + 1
    return _moment(int(year), number, int(day), int(hour), int(minute), int(second or 0), zone)


def listed(text: str) -> datetime | None:
    """`17/06/2026 - 11:02`, day first (OneCMS listing rows, 2026), wherever it stands in `text`."""
    match = _LISTED.search(text)
    if match is None:
        return None
    day, month, year, hour, minute = map(int, match.groups())
    return _moment(year, month, day, hour, minute)


def clock_first(text: str) -> datetime | None:
    """`11:02 - 17/06/2026`, `12:47 | 07/07/2025`: the hour before the day, day first (old hanoimoi lists, mofa)."""
    match = _CLOCK_FIRST.search(text)
    if match is None:
        return None
    hour, minute, day, month, year = map(int, match.groups())
    return _moment(year, month, day, hour, minute)


def us(text: str) -> datetime | None:
    """`8/15/2026 4:04:00 PM`, month first, local time (.NET's habit; moc's feeds, 2026). Only with seconds."""
    stated = parse_us(text)
    return datetime.fromisoformat(stated) if stated else None


def end_of_day(text: str) -> datetime | None:
    """The last moment of the day that `text` names (`02/10/2026`, day first): all that a list without hours tells."""
    match = _DAY.search(text)
    if match is None:
        return None
    day, month, year = map(int, match.groups())
    return _moment(year, month, day, 23, 59, 59)


def compact(text: str) -> datetime | None:
    """`20260220163900`, local time (OneCMS Time_yyyyMMddHHmmss)."""
    if re.fullmatch(r"[0-9]{14}", text.strip()) is None:
        return None
    year, *rest = (int(text.strip()[a:b]) for a, b in ((0, 4), (4, 6), (6, 8), (8, 10), (10, 12), (12, 14)))
    month, day, hour, minute, second = rest
    return _moment(year, month, day, hour, minute, second)


def dotnet(text: str) -> datetime | None:
    """Milliseconds since 1970 in UTC, bare or as `/Date(1771580340000)/` (.NET's JSON; OneCMS PublishedTime)."""
    match = _DOTNET.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return _known(datetime.fromtimestamp(int(match[1]) / 1000, UTC).astimezone(VN))
    except (ValueError, OverflowError, OSError):
        return None


def _zone(name: str) -> timezone | None:
    if name in {"", "ICT"}:
        return VN
    if name in {"Z", "UT", "UTC", "GMT"}:
        return UTC
    match = _OFFSET.fullmatch(name)
    if match is None:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if offset >= timedelta(days=1):
        return None
    return timezone(-offset if match[1] == "-" else offset)


def _moment(
    year: int, month: int, day: int, hour: int, minute: int, second: int = 0, zone: timezone = VN
) -> datetime | None:
    try:
        return _known(datetime(year, month, day, hour, minute, second, tzinfo=zone))
    except ValueError:
        return None


def _known(moment: datetime) -> datetime | None:
    # .NET prints a date that was never set as the year 1.
    return moment if moment.year >= 1970 else None
