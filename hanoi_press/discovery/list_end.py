"""Decide where the walk over the pages of one list ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hanoi_press.discovery.lead import Lead, Window, is_future

MOST_KNOWN = 30  # pages of a list that are read again although an earlier run has read all that follows
_FEW = 10  # rows; a list with fewer has no second page


class ListEnd:
    """The end of the walk over one list, newest first; `oldest` is the oldest time that its rows state so far."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.oldest: datetime | None = None
        self._pages = self._rows = self._known = 0
        self._last: datetime | None = None  # the last possible time of the last row

    def is_reached(self, rows: Iterable[tuple[Lead, datetime | None]]) -> bool:
        """Return True if no later page can hold a wanted article; `rows` are those that no earlier page had.

        Each comes with the last possible time of its publication, if it states any. All of them must be too old,
        because an editor may pin a single old one. Pages of the days that each run reads again (`Window.rereads`) are
        read also where an earlier run has read all that follows, `MOST_KNOWN` of them. If no row states a date, those
        of the articles count that earlier runs have read.
        """
        rows = list(rows)
        if not rows:
            self.note_last_page()  # the list repeats itself
            return True
        self._pages += 1
        self._last = rows[-1][1]
        self._rows += len(rows)
        moments = [latest for _, latest in rows if latest is not None and not is_future(latest)]
        self.oldest = min([*moments, *filter(None, [self.oldest])], default=None)
        if all(self.window.is_before(latest) for _, latest in rows):
            return True
        if not self.window.reaches_known([lead for lead, _ in rows]):
            return False
        self._known += 1
        days: Iterable[datetime | None] = moments or [self.window.published(lead) for lead, _ in rows]
        return self._known > MOST_KNOWN or not any(map(self.window.rereads, days))

    @property
    def passes_window(self) -> bool:
        """True if the last row is older than the window: a list that ends with it has all wanted articles."""
        return self.window.is_before(self._last)

    def note_last_page(self, *, has_pager: bool = True) -> None:
        """Record that no page follows: a list of several pages, or a short one, has no older articles.

        Of a single full page it is not known, nor of a list whose further pages cannot be asked for (`has_pager`).
        """
        self.window.note_beginning(self.unsure_oldest(has_pager=has_pager))

    def unsure_oldest(self, *, has_pager: bool = True) -> datetime | None:
        """Return the oldest time of a list that has ended although it may have older articles; else None."""
        return self.oldest if not has_pager or (self._pages == 1 and self._rows >= _FEW) else None
