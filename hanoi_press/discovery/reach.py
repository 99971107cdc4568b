"""Note how far back the lists of a run lead."""

from __future__ import annotations

from datetime import datetime


class Reach:
    """How far back the lists of a run lead.

    `begins`: the oldest article of the list that ends latest although the site may have older ones; None if there is
    no such list. `is_feed`: that list is a feed, beyond which other lists of the site may lead. `wants_days`: the run
    wants days from a first one on, so that also an index of all the site's sitemaps can begin too late.
    """

    def __init__(self, *, wants_days: bool = True) -> None:
        self.wants_days = wants_days
        self.begins: datetime | None = None
        self.is_feed = False

    def note(self, oldest: datetime | None, *, is_feed: bool = False) -> None:
        """Record a list whose oldest article is of the time `oldest`, if that is known."""
        if oldest is None:
            return
        if self.begins is None or oldest > self.begins:
            self.begins, self.is_feed = oldest, is_feed
