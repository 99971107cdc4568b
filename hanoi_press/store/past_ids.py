"""Decide under which id the article of a capture is stored if its page states another id than its address has.

The rules are those of `stated_ids`. What they read of a page that leads to another article stands in the rows of the
captures, because a capture says nothing of the address today: it makes no `alias`, and lets no page be requested.
"""

from __future__ import annotations

from hanoi_press.items import Article, Identity
from hanoi_press.store.ledger import Ledger
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.stated_ids import SHARED


class PastIds:
    """The ids that the pages of captures stated."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def settle(self, article: Article, own: Identity | None) -> None:
        """Give an article the id and address under which it is stored.

        `own` is the identity of its address if that is not the article's. Call it when the words are final.
        """
        if own is not None and not self._accepts(article, own):
            article.id, article.url = own.id, own.url

    def _accepts(self, article: Article, own: Identity) -> bool:
        """Return True if an article may have the id that its page states: it must cost no article."""
        requested = self.ledger.find(own.id)
        if requested is not None and requested.state in ("article", "lost"):
            return False  # an article's id stays
        stored = self.ledger.find(article.id)
        if stored is None or stored.state != "article":
            return True
        if stored.why == SHARED:
            return False
        return stored.hash == article.content_hash or self._led_to(stored, own, requested)

    def _led_to(self, stored: Page, own: Identity, requested: Page | None) -> bool:
        """Return True if an address is known to lead to a stored article, whose words may have been others then.

        So may an address without an id of its own, unless captures of another one led there: then pages name one
        article for all.
        """
        if requested is not None and requested.state == "alias" and requested.why == stored.id:
            return True
        others = self.ledger.past.led_to(stored.id)
        return any(one.id == own.id for one in others) or (own.hashed and not others)
