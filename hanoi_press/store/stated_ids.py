"""Decide under which id an article is stored if its page states another id than its address has.

The page's word counts, as long as it costs no article: some sites state one constant id on all pages. An article with
other words than the stored one of the stated id keeps its address's id, and the pages' word on that id counts no more;
what was stored by it in this run is requested again.
"""

from __future__ import annotations

from collections.abc import Callable

from hanoi_press.items import Article, Identity
from hanoi_press.store.ledger import Ledger
from hanoi_press.store.ledger_tables import Page

SHARED = "its address stands on pages of other articles"  # `Page.why` of an article whose id other pages state


class StatedIds:
    """The ids that pages stated in one run of a source. `was_read` returns True if this run has read a stored page."""

    def __init__(self, ledger: Ledger, was_read: Callable[[Page], bool]) -> None:
        self.ledger = ledger
        self.was_read = was_read
        self._by_word: dict[str, list[Identity]] = {}  # by stated id, what was requested and stored under it

    def settle(self, article: Article, own: Identity | None) -> None:
        """Give an article the id and address under which it is stored.

        `own` is the identity of its address if that is not the article's. Call it when the words are final.
        """
        known = self.ledger.find(article.id)
        stored = known if known is not None and known.state == "article" else None
        differs = stored is not None and stored.hash != article.content_hash
        if own is None:
            if stored is not None and differs and article.id in self._by_word:
                self._refute(stored)
        elif self._accepts(own, stored, differs):
            self._by_word.setdefault(article.id, []).append(own)
        else:
            article.id, article.url = own.id, own.url

    def _accepts(self, own: Identity, stored: Page | None, differs: bool) -> bool:
        """Return True if an article may have the id of the `stored` one; `differs`: it has other words."""
        requested = self.ledger.find(own.id)
        if requested is not None and requested.state in ("article", "lost"):
            return False  # an article's id stays
        if stored is None:
            return True
        if stored.why == SHARED:
            return False
        if not differs:
            return True
        # An address that led to the stored article before, or that has no id of its own, leads to its new words.
        is_alias = requested is not None and requested.state == "alias" and requested.why == stored.id
        if (is_alias or own.hashed) and not self.was_read(stored) and stored.id not in self._by_word:
            return True
        self._refute(stored)
        return False

    def _refute(self, stored: Page) -> None:
        """Count the pages' word on an id no more; request again what was stored by it."""
        self.ledger.put(stored._replace(why=SHARED))
        for own in self._by_word.pop(stored.id, ()):
            page = self.ledger.find(own.id) or Page(own.id, own.source, own.url, "failed")
            why = f"its page names {stored.id}, which has other words"
            self.ledger.put(page._replace(state="failed", why=why, tries=0, seen=0))
