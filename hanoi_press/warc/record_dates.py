"""Read the date of a WARC record, in the forms of WARC 1.0 and 1.1 and in those of careless writers."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?\d*")  # as in ARC files and CDX indexes
_LONGEST = 80  # characters; what follows is no part of a date
_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")


def record_date(stated: str | None, http_date: str | None = None) -> str:
    """Return a date in UTC (`2026-11-24T03:00:00Z`); one without an offset is UTC. `http_date`: used if there is none.

    WARC 1.1 allows fractions of a second, and parts of a date (`2026-11-24`, `2026-11`). Raises `ValueError`.
    """
    found = _moment(" ".join((stated or "")[:_LONGEST].split()).upper()) or _mail_date(stated) or _mail_date(http_date)
    if found is None:
        raise ValueError(f"its WARC-Date is {stated and stated[:_LONGEST]!r}")
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    try:
        return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
    except (OverflowError, OSError):
        raise ValueError(f"its WARC-Date is {stated!r}") from None


def _moment(stated: str) -> datetime | None:
    if _YEAR.fullmatch(stated):
        stated += "-01-01"
    elif _MONTH.fullmatch(stated):
        stated += "-01"
    elif digits := _DIGITS.fullmatch(stated.removesuffix("Z")):
        year, month, day, hour, minute, second = (part or "00" for part in digits.groups())
        stated = f"{year}-{month}-{day}T{hour}:{minute}:{second}"
    try:
        return datetime.fromisoformat(stated.replace(" Z", "Z").replace(":60", ":59"))  # a leap second
    except ValueError:
        return None


def _mail_date(stated: str | None) -> datetime | None:
    """Return the moment of a date as in HTTP headers (`Mon, 06 May 2024 07:08:09 GMT`); None for anything else."""
    try:
        return parsedate_to_datetime((stated or "")[:_LONGEST])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
