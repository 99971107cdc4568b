"""Read time zones as sites write them: "Z", "+07", "GMT+7", "ICT", "(Giờ Việt Nam)", "Asia/Ho_Chi_Minh"."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

VN = timezone(timedelta(hours=7), "+07:00")

_OFFSET = r"[+-]\s?\d{1,2}(?::?\d\d)?(?!\d|[/.:-]\d)"
_UTC = r"(?:GMT|UTC|UT)(?!\w)(?:\s?[+-]\s?\d{1,2}(?::?\d\d)?(?![\d:])|\s\d(?![\d:/.-]))?"
_CITY = r"(?:Asia|Europe|America|Africa|Australia|Pacific|Atlantic|Indian|Etc)/[A-Za-z_+\-\d]{2,30}"
_HANOI = r"ICT(?!\w)|giờ (?:Việt Nam|Hà Nội)|Indochina Time|SE Asia Standard Time"
# Zones that are recognised so that their clock is not taken for Hanoi's; each name is used in several countries.
_FOREIGN = r"(?-i:(?:[ECMP][SD]T|CES?T|EES?T|WES?T|BST|IST|JST|KST|SGT|MSK|AE[SD]T)(?!\w))"
NAMED_ZONE = re.compile(rf"(?<![^\W\d_])(?:{_UTC}|{_HANOI}|{_CITY})", re.I)
# A zone right behind a clock; an offset has no space between sign and digits there, as a range of hours may have.
ZONE_AFTER_CLOCK = (
    rf"(?:\s?Z(?!\w)|\s?[\[(]?(?:{_UTC}|{_HANOI}|{_CITY}|{_FOREIGN}|[+-]\d{{1,2}}(?::?\d\d)?(?!\d|[/.:-]\d)))[\])]?"
)

_MINUS = str.maketrans(dict.fromkeys("−–—‐‑‒﹣－", "-") | {"＋": "+"})
_NAMES_OF_HANOI = frozenset({"", "ICT", "GIỜVIỆTNAM", "GIỜHÀNỘI", "INDOCHINATIME", "SEASIASTANDARDTIME"})
_NAMES_OF_UTC = frozenset({"Z", "UT", "UTC", "GMT"})
_STATED = re.compile(r"(?:GMT|UTC|UT|(?=[+-]))(?P<sign>[+-]?)(?P<h>\d{1,2})(?::?(?P<min>\d\d))?")
_BEFORE_REMARK = re.compile(r"(?P<zone>[^\[(]+)[\[(].*")


def time_zone(name: str) -> tzinfo | None:
    """Return the zone that a name means: Hanoi's for "" (a site that states none is at home); None if it is unknown.

    Read are "Z", "UTC", "GMT", offsets with or without minutes, colon, "GMT" or "UTC" before them (`+07`, `-0430`,
    `GMT+7`, `UTC +07:00`, also with the sign U+2212), "ICT", "Giờ Việt Nam", names of the tz database; each also in
    brackets, and an offset with a remark in brackets (`+07:00[Asia/Ho_Chi_Minh]`). A name such as "PST" is unknown: it
    is used in several countries, and a moment is never guessed.
    """
    name = name.strip().translate(_MINUS)
    if remark := _BEFORE_REMARK.fullmatch(name):
        name = remark["zone"]
    name = name.strip("()[] ")
    if "/" in name:
        return _city(name)
    name = "".join(name.upper().split())
    if name in _NAMES_OF_HANOI:
        return VN
    if name in _NAMES_OF_UTC:
        return UTC
    found = _STATED.fullmatch(name)
    if found is None:
        return None
    offset = timedelta(hours=int(found["h"]), minutes=int(found["min"] or 0))
    if offset >= timedelta(days=1):
        return None
    return timezone(-offset if found["sign"] == "-" else offset)


@cache
def _cities() -> dict[str, str]:
    """Return the names of the tz database by their spelling in capitals: addresses and pages write them in any case."""
    from zoneinfo import available_timezones  # reads a folder; such a zone is rare

    return {name.upper(): name for name in available_timezones()}


def _city(name: str) -> tzinfo | None:
    known = _cities().get(name.upper())
    return ZoneInfo(known) if known else None
