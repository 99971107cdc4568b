"""Convert dates as the sites print them to ISO 8601 with offset.

Known formats are read by regular expressions (2 to 10 µs); `dateparser` (1 ms) handles the rest.
A day without a time stays a day: no midnight is invented.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from hanoi_press.text import dated_lines
from hanoi_press.text.dated_lines import DatedLine
from hanoi_press.text.moments import (
    FIRST_YEAR,
    LAST_YEAR,
    VN,
    day_from_compact,
    day_from_iso,
    from_compact,
    from_dotnet,
    from_epoch,
    from_iso,
    from_us,
    names_unknown_zone,
)
from hanoi_press.text.normalize import clean

# Some letters of each label of a change (`day_forms.LABEL`); "nh" is in "cập nhật" also if its accents are apart.
_PARTS_OF_LABELS = ("p nh", "sửa", "hiệu chỉnh", "thay đổi", "update", "modif", "edited", "revised")
_RELATIVE = re.compile(r"\btrước$|^hôm (?:qua|nay)\b", re.I)
_LABEL = re.compile(r"^\W*(?:cập nhật|ngày đăng|đăng ngày|xuất bản|thời gian)[^:\d]*:\s*", re.I)


def parse(text: str | None, *, base: datetime | None = None) -> str | None:
    """Return the ISO 8601 form of a printed date, or None.

    `2026-09-05T22:17:01+07:00` for a moment (+07:00 where the text names no zone), `2026-10-02` for a day. Of a line
    that prints an update too it is the publication; the update if that is all. None if the zone cannot be read: the
    moment is not known then. Numbers are read day first; a year of two digits is not read (20/11/26 may be 2020).
    `base` (aware) is the moment to which "5 phút trước" is relative; without it such text
    gives None. The formats are those that the sites printed from 2013 to 2026 (`docs/sites/`).
    """
    text = clean(text or "")
    if not text:
        return None
    if found := from_iso(text) or from_compact(text) or day_from_iso(text) or day_from_compact(text):
        return found.replace(microsecond=0).isoformat() if isinstance(found, datetime) else found.isoformat()
    line = dated_lines.read(text)
    if line.has_day and names_unknown_zone(text):
        return None
    if line.has_day:
        return line.modified if line.only_update else line.published
    return _by_dateparser(text, base)


def parse_line(text: str | None) -> DatedLine:
    """Return the dates of publication and change that a printed line states; neither for relative and rare forms."""
    return dated_lines.read(clean(text or ""))


def is_only_update(text: str | None) -> bool:
    """Return True for a line whose only date is labelled as that of a change: "Cập nhật: 20/11/2026"."""
    return mentions_update(text or "") and parse_line(text).only_update


def mentions_update(text: str) -> bool:
    """Return False for a text without the labels of a change; True for one that may have such a label."""
    lower = text.lower()
    return any(part in lower for part in _PARTS_OF_LABELS)


def parse_stated(value: object) -> str | None:
    """Return the same as `parse` for a value that a machine wrote, which may also count from 1970: seconds or more.

    In printed text such a number may be a telephone's, so it is read only from attributes, JSON and meta tags. A day
    that is impossible day first is read month first (`11/20/2026 8:15:00 AM`, .NET's form).
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value).strip()
    if not text:
        return None
    found = from_epoch(text) or (from_dotnet(text) if text.startswith("/Date(") else None)
    return found.replace(microsecond=0).isoformat() if found else parse(text) or parse_us(text)


def parse_us(text: str | None) -> str | None:
    """Return `9/5/2026 10:17:01 PM` (month first, Hanoi's time) as `2026-09-05T22:17:01+07:00`; else None.

    OneCMS prints `article:published_time` in this form (pages of 2024 and 2026).
    """
    stated = from_us(clean(text or ""))
    return stated.isoformat() if stated else None


def in_hanoi(stated: str | None) -> str | None:
    """Return a result of `parse` converted to the offset +07:00; a day and None are returned unchanged."""
    if not stated or "T" not in stated:
        return stated
    return datetime.fromisoformat(stated).astimezone(VN).isoformat()


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
