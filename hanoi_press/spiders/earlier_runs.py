"""Tell discovery what earlier runs have read, from the history of a source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from hanoi_press.crawl.page_history import History, seconds
from hanoi_press.discovery import VN, Lead, is_future
from hanoi_press.items import Identity


class HistoryEarlierRuns:
    """An implementation of `discovery.EarlierRuns` by the history of a source."""

    def __init__(self, history: History, identify: Callable[[str], Identity | None]) -> None:
        self.history = history
        self.identify = identify
        self.skipped = 0  # lists that need not be fetched

    def cover_rest(self, page: Sequence[Lead]) -> bool:
        """Return True if all that follows this page of a list is known.

        One known article at the end of the page is enough if the page is sorted by time. Otherwise three are needed,
        because an editor may have pinned an old article. Rows with a date in the future do not count.
        """
        rows = (lead for lead in page if not lead.sponsored and not is_future(lead.published))
        found = [(lead, identity) for lead in rows if (identity := self.identify(lead.url))]
        moments = [lead.published for lead, _ in found if lead.published is not None]
        is_sorted = len(moments) == len(found) and moments == sorted(moments, reverse=True)
        tail = found[-1 if is_sorted else -3 :]
        return bool(tail) and all(self.history.is_covered(identity.id) for _, identity in tail)

    def published(self, lead: Lead) -> datetime | None:
        """Return when the article of a lead was published, if it is stored."""
        identity = self.identify(lead.url)
        moment = self.history.published(identity.id) if identity else None
        return None if moment is None else datetime.fromtimestamp(moment, VN)

    def may_skip_list(self, url: str, changed: datetime | None, beyond: bool) -> bool:
        """Return True if a discovery page need not be fetched."""
        may_skip = self.history.may_skip_list(url, seconds(changed), beyond)
        self.skipped += may_skip
        return may_skip

    def mark_list_read(self, url: str, changed: datetime | None, last: date) -> None:
        """Record that a list of addresses of days up to `last` was read to its end."""
        end = datetime.combine(last + timedelta(days=1), time(), VN)
        self.history.mark_list_read(url, seconds(changed), int(end.timestamp()))
