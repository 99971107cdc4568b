"""Record what lists state of the pages of a source, and complete it by what they stated in earlier runs."""

from __future__ import annotations

from time import time

from hanoi_press.discovery.statements import merged
from hanoi_press.items import Article, Listed
from hanoi_press.store.ledger import Ledger
from hanoi_press.store.listed_table import FROM_LIST

_KEPT = 30 * 86_400  # seconds; by then a page is requested again only if a list names it


class ListedPages:
    """The part of a source's history with the statements."""

    ledger: Ledger

    def note_listed(self, id: str, listed: Listed | None) -> Listed | None:
        """Record what a list states of a page. Return it, completed by what lists stated in earlier runs."""
        known = self.ledger.find_listed(id)
        both = merged(listed, known)
        if both is not None and both != known:
            self.ledger.put_listed(id, both, int(time()))
        return both

    def settle_listed(self, article: Article, requested_as: str) -> None:
        """Keep the statement of an article that has a field from it."""
        if FROM_LIST in article.extraction.fields.values():
            self.ledger.keep_listed(requested_as)

    def forget_old_listed(self) -> None:
        """Forget the statements that no page will need."""
        self.ledger.drop_listed(int(time()) - _KEPT)
