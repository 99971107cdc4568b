"""Hold how far a source's run has come, and say it in a few words: share done, oldest day, time left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hanoi_press.text.plurals import count_of

_ENOUGH = 3.0  # seconds after which a rate says something
_LEAST = 0.02  # the share of a run that allows a guess at the rest


@dataclass
class SourceProgress:
    """The state of one source. Times are seconds of a monotonic clock."""

    name: str
    begun: float
    today: date
    limit: int | None = None  # articles at most
    since: date | None = None  # the oldest day that is wanted; None: no bound
    counted: int = 0  # articles that count towards the limit: stored ones and known ones
    articles: int = 0  # stored in this run
    changed: int = 0  # of these, new revisions of known articles
    pages: int = 0  # answers of any kind
    oldest: date | None = None  # the oldest day that was reached
    part: float | None = None  # how much of the archive files was read, if any are
    ended: float | None = None

    def reach(self, day: str | None) -> None:
        """Take note of the day of a lead or an article (`2026-11-15…`); anything else is ignored."""
        try:
            found = date.fromisoformat((day or "")[:10])
        except ValueError:
            return
        if self.oldest is None or found < self.oldest:
            self.oldest = found

    @property
    def share(self) -> float | None:
        """Return how much of the run is done, from 0 to 1; None if nothing bounds it."""
        if self.ended is not None:
            return 1.0
        shares = []
        if self.limit:
            shares.append(self.counted / self.limit)
        if self.since is not None:
            days = (self.today - self.since).days + 1
            reached = (self.today - max(self.oldest, self.since)).days if self.oldest else 0
            shares.append(reached / max(days, 1))
        if self.part is not None:
            shares.append(self.part)
        return min(1.0, max(shares)) if shares else None

    def seconds_left(self, now: float) -> float | None:
        """Return a guess at the seconds that the rest takes; None if there is no ground for one."""
        share, gone = self.share, now - self.begun
        if share is None or self.ended is not None or share < _LEAST or gone < _ENOUGH:
            return None
        return gone * (1 - share) / share

    def seconds(self, now: float) -> float:
        """Return how long the run has taken so far."""
        return (now if self.ended is None else self.ended) - self.begun

    @property
    def done(self) -> str:
        """Return the number of articles, of how many if that is known: `12/60`."""
        return f"{self.counted}/{self.limit}" if self.limit else str(self.articles)

    def line(self, now: float) -> str:
        """Return the state in one line, for a log."""
        left = self.seconds_left(now)
        parts = [count_of(self.articles - self.changed, "new article")]
        if self.changed:
            parts.append(f"{self.changed} changed")
        if self.limit and self.counted != self.articles:
            parts.append(f"{self.done} with the known ones")
        parts.append(count_of(self.pages, "page"))
        if self.oldest:
            parts.append(f"back to {self.oldest}")
        if self.ended is not None:
            parts.append(f"ended after {duration(self.seconds(now))}")
        elif self.share is not None:
            parts.append(f"{self.share:.0%}")
        if left is not None:
            parts.append(f"about {duration(left)} left")
        return ", ".join(parts)


def duration(seconds: float) -> str:
    """Return a time in words that are short: `40 s`, `3 min`, `2 h 05 min`."""
    whole = round(seconds)
    if whole < 100:
        return f"{whole} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60:02} min"
