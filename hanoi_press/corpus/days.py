"""Tell on which day of Hanoi an article was published, and whether that is among the days that are wanted."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from hanoi_press.items import Article
from hanoi_press.text.moments import day_in_hanoi


class Days(NamedTuple):
    """The first and the last wanted day (`2026-11-01`), both included; None for no bound."""

    first: str | None = None
    last: str | None = None

    @classmethod
    def of(cls, since: str | date | None, until: str | date | None) -> Days:
        """Return the days that the arguments of `load` ask for. Raises `ValueError`."""
        first, last = day_of("since", since), day_of("until", until)
        if first and last and first > last:
            raise ValueError(
                f"invalid since={first}, until={last}: since is after until; use the first day and the last day"
            )
        return cls(first, last)

    def include(self, article: Article) -> bool:
        """Return True if an article was published on one of the days. Raises `ValueError` for a date that is none."""
        if not (self.first or self.last):
            return True
        day = day_published(article)
        return day is not None and (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


def day_of(name: str, value: str | date | None) -> str | None:
    """Return a day as `2026-11-01`. Raises `ValueError`, naming the argument, for anything else."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else value.isoformat()
    except (ValueError, AttributeError):
        raise ValueError(f"invalid {name}={value!r}; use a day like 2026-11-01") from None


def day_published(article: Article) -> str | None:
    """Return the day of Hanoi on which an article was published; None if it has no date.

    Raises `ValueError` for a date that does not exist.
    """
    stated = article.published_at
    if stated is None:
        return None
    try:
        return day_in_hanoi(stated)
    except (ValueError, OverflowError):
        raise ValueError(f"published_at is {stated!r}") from None


def known_day(article: Article) -> str | None:
    """Return the same as `day_published`, and None for a date that does not exist."""
    try:
        return day_published(article)
    except ValueError:
        return None
