"""Weigh the date that a page states for machines against the one that it prints."""

from __future__ import annotations

from hanoi_press.text import dates


def local_moment(stated: str | None, shown: str | None) -> str | None:
    """Return the stated moment in Hanoi's time; with a wrong "Z" on it the printed clock shows the same hour."""
    if stated and dates.same_clock(stated, shown):
        return stated[:19] + "+07:00"
    return dates.in_hanoi(stated)


def with_time(moment: str | None) -> str | None:
    """Return the date only if it names a time of day."""
    return moment if moment and "T" in moment else None
