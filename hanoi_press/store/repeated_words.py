"""Tell the one page that a site out of order sends at every address from an article."""

from __future__ import annotations

from hanoi_press.items import Article
from hanoi_press.store.ledger import Ledger


class RepeatedWords:
    """The words of the undated articles of one run of a source.

    A home page or a notice at an article's address is read as an article without a date. At the second address it is
    known; then the first one, which is stored, is requested again in later runs, and its words are refused there.
    Without a `ledger` (`-o`) nothing is requested again.
    """

    def __init__(self, ledger: Ledger | None = None) -> None:
        self.ledger = ledger
        self._first: dict[str, str] = {}  # article id by content hash

    def refuse(self, article: Article) -> str:
        """Return why the words are not the article's; "" if they may be."""
        if article.published_at:
            return ""
        first = self._first.setdefault(article.content_hash, article.id)
        known = self.ledger.find(first) if self.ledger is not None else None
        if first != article.id:
            why = f"no date, and the same words as {first}"
            if self.ledger is not None and known is not None and known.state == "article":
                # its line stays, so that the next one is a revision
                self.ledger.put(known._replace(state="failed", why=why, revision=known.revision + 1, tries=0))
            return why
        is_refused = known is not None and known.state in ("failed", "given-up") and known.hash == article.content_hash
        return "no date, and words that other addresses gave, too" if is_refused else ""
