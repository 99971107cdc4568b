"""Compare the machine-readable dates of a page with the dates that it prints.

Some sites state Hanoi's clock under "Z", some the clock of UTC under "+07:00". The printed clock tells which offset is
meant; what is proven for one date holds for the page's other dates with the same offset.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from hanoi_press.text.moments import VN

NEAR = timedelta(minutes=10)  # two clocks that differ by less state one moment: print is set minutes before or after
_HANOI = timedelta(hours=7)
_NONE = timedelta()


class Correction(NamedTuple):
    """What must be added to the moments that a page states with this offset; zero if the offset is proven true."""

    offset: timedelta
    shift: timedelta

    def fits(self, stated: str) -> bool:
        """Return True if the moment is stated with the correction's offset."""
        return datetime.fromisoformat(stated).utcoffset() == self.offset

    def apply(self, stated: str) -> str:
        """Return the true moment, in Hanoi's time."""
        return (datetime.fromisoformat(stated).astimezone(VN) + self.shift).isoformat()


def is_moment(date: str | None) -> bool:
    """Return True if a date in ISO 8601 names a time of day."""
    return date is not None and "T" in date


def proven(stated: str | None, shown: str | None, near: timedelta = NEAR) -> Correction | None:
    """Return the correction that makes a stated moment agree with the printed one; None if none does.

    Both are ISO 8601 with offset. Tried are the moment as stated, its clock at Hanoi's offset ("Z" for "+07:00"), and
    its clock in UTC ("+07:00" for "Z").
    """
    if not stated or not shown or not is_moment(stated) or not is_moment(shown):
        return None
    moment, printed = datetime.fromisoformat(stated), datetime.fromisoformat(shown)
    to_minute = moment.replace(second=0) if printed.second == 0 else moment
    offset = moment.utcoffset() or _NONE
    for shift in (_NONE, offset - _HANOI, offset if offset == _HANOI else _NONE):
        if abs(to_minute + shift - printed) < near:
            return Correction(offset, shift)
    return None


def local_if_ahead(stated: str, fetched_at: str) -> Correction | None:
    """Return the correction to Hanoi's clock for a moment that lies after its fetch only as it is stated."""
    if not fetched_at:
        return None
    moment, fetched = datetime.fromisoformat(stated), datetime.fromisoformat(fetched_at)
    correction = Correction(moment.utcoffset() or _NONE, (moment.utcoffset() or _NONE) - _HANOI)
    latest = fetched + NEAR  # the clocks of site and crawler may differ
    return correction if moment > latest >= moment + correction.shift else None


def days_apart(one: str, other: str) -> int:
    """Return the number of days from the day of `other` to that of `one`; both dates are Hanoi's."""
    return (datetime.fromisoformat(one[:10]) - datetime.fromisoformat(other[:10])).days
