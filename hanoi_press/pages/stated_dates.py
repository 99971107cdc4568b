"""Compare the machine-readable date of a page with the date that it prints."""

from __future__ import annotations

from hanoi_press.text import dates


def local_moment(stated: str | None, shown: str | None) -> str | None:
    """Return the stated moment in Hanoi's time.

    If the printed clock shows the same hour, the stated zone (usually "Z") is wrong and +07:00 is used.
    """
    if stated and dates.same_clock(stated, shown):
        return stated[:19] + "+07:00"
    return dates.in_hanoi(stated)


def with_time(moment: str | None) -> str | None:
    """Return the date only if it names a time of day."""
    return moment if moment and "T" in moment else None
