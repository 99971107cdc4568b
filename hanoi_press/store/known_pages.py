"""Answer what a run asks about single pages of its source: whether they are known, stored, or removed for good."""

from __future__ import annotations

from collections.abc import Iterator
from time import time

from hanoi_press.store.folder import DataFolder
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.listed_pages import ListedPages
from hanoi_press.store.open_requests import Requested
from hanoi_press.store.removed_pages import TAKEN_DOWN
from hanoi_press.store.scope import RunScope
from hanoi_press.store.stamps import validators_of


class KnownPages(ListedPages):
    """The part of a source's history that looks up pages."""

    folder: DataFolder
    source: str
    scope: RunScope
    cycle: int
    _requested: dict[str, Requested]

    def validators(self, id: str) -> dict[str, str]:
        """Return the headers that request a known article only if it changed; {} if there are none."""
        page = self.ledger.find(id)
        return validators_of(page) if page is not None and page.state == "article" else {}

    def is_known(self, id: str) -> bool:
        """Return True if an article is stored, or this run has read or requested its page."""
        page = self.ledger.find(id)
        if page is None:
            return id in self._requested
        return page.seen == self.cycle or (page.state == "article" and not self.scope.always)

    def is_stored(self, id: str) -> bool:
        """Return True if an article is in the corpus, or was before its line was lost."""
        page = self.ledger.find(id)
        return page is not None and page.state in ("article", "lost")

    def gone(self) -> Iterator[tuple[str, str]]:
        """Yield id and address of the pages that the site had no more when an earlier run asked for them.

        Those that are surely of earlier days than this run wants are left out.
        """
        return self.ledger.gone_pages(self.source, self.scope.since)

    def is_removed(self, id: str) -> bool:
        """Return True if an article is on the take-down list, or its address led to one that is."""
        removed = self.folder.removed
        if not removed or id in removed.ids:
            return bool(removed)
        page = self.ledger.find(id)
        return page is not None and page.state == "alias" and page.why in removed.ids

    def note_removed(self, asked: str, id: str) -> None:
        """Record that a page leads to an article on the take-down list: neither address nor title of it is kept."""
        known = self.ledger.find(asked) or Page(asked, self.source, "", "left", born=self.cycle)
        if known.state == "article":  # it has lines, which are only hidden, or another article's: they stay known
            self.ledger.put(known._replace(seen=self.cycle))
            return
        state, why = ("left", TAKEN_DOWN) if asked == id else ("alias", id)
        self.ledger.forget_pages([asked], ())
        page = known._replace(state=state, why=why, url="", ask=None, hash=None, metadata=None, segment=None)
        self.ledger.put(page._replace(etag=None, changed=None, tries=0, asked=int(time()), seen=self.cycle))
