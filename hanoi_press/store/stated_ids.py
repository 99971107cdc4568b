"""Decide under which id an article is stored if its page states another id than its address has.

The page's word counts, as long as it costs no article: some sites state one constant id on all pages. An article with
other words than the stored one of the stated id keeps its address's id, and the page's word on that id counts no more
in this run; what was stored by it before is requested again.
"""

from __future__ import annotations

from hanoi_press.items import Article, Identity
from hanoi_press.store.ledger import Ledger, Page


class StatedIds:
    """The ids that pages stated in one run of a source; `cycle` is that of the run."""

    def __init__(self, ledger: Ledger, cycle: int) -> None:
        self.ledger = ledger
        self.cycle = cycle
        self._refuted: set[str] = set()
        self._by_word: dict[str, list[tuple[str, str]]] = {}  # by stated id, ids and addresses of what was requested

    def settle(self, article: Article, own: Identity | None) -> None:
        """Give an article the id and address under which it is stored.

        `own` is the identity of its address if that is not the article's. Call it when the words are final.
        """
        known = self.ledger.find(article.id)
        stored = known if known is not None and known.state == "article" else None
        has_other_words = stored is not None and stored.hash != article.content_hash
        if own is None:
            if has_other_words and article.id in self._by_word:
                self._refute(article.id, article.source)
            return
        if self._accepts(article.id, own, stored if has_other_words else None):
            self._by_word.setdefault(article.id, []).append((own.id, own.url))
        else:
            article.id, article.url = own.id, own.url

    def _accepts(self, id: str, own: Identity, other_words: Page | None) -> bool:
        """Return True if an article may have the stated `id`; `other_words` is the stored one if its words differ."""
        if id in self._refuted:
            return False
        requested = self.ledger.find(own.id)
        if requested is not None and requested.state == "article":
            return False  # an article's id stays
        if other_words is None:
            return True
        is_alias = requested is not None and requested.state == "alias" and requested.why == id
        if is_alias and other_words.seen != self.cycle and id not in self._by_word:
            return True  # the article was changed since an earlier run
        self._refute(id, own.source)
        return False

    def _refute(self, id: str, source: str) -> None:
        """Count the pages' word on an id no more; request again what was stored by it."""
        self._refuted.add(id)
        for own, url in self._by_word.pop(id, ()):
            page = self.ledger.find(own) or Page(own, source, url, "failed")
            why = f"its page names {id}, which has other words"
            self.ledger.put(page._replace(state="failed", why=why, tries=0, seen=0))
