"""Tell the one page that a site out of order sends at every address from an article."""

from __future__ import annotations

from hanoi_press.items import Article
from hanoi_press.store.ledger import Ledger
from hanoi_press.store.ledger_tables import UNREAD_STATES

_TOO_MANY = 3  # addresses with the same words; an editor may have posted an article twice


class RepeatedWords:
    """The words of the undated articles of one run of a source.

    A home page or a notice at an article's address is read as an article without a date. At the third address it is
    known; then the first two, which are stored, are requested again in later runs, and its words are refused there.
    Without a `ledger` (`-o`) nothing is requested again.
    """

    def __init__(self, ledger: Ledger | None = None) -> None:
        self.ledger = ledger
        self._ids: dict[str, list[str]] = {}  # article ids by content hash
        self._refused: set[str] = set()  # content hashes

    def refuse(self, article: Article) -> str:
        """Return why the words are not the article's; "" if they may be."""
        if article.published_at:
            return ""
        ids = self._ids.setdefault(article.content_hash, [])
        if article.id not in ids:
            ids.append(article.id)
        is_refused = article.content_hash in self._refused or self._was_refused(article)
        if len(ids) < _TOO_MANY and not is_refused:
            return ""
        why = f"no date, and the same words as {ids[0] if ids[0] != article.id else 'other addresses'}"
        for id in ids:
            self._request_again(id, why)
        self._refused.add(article.content_hash)
        return why

    def _was_refused(self, article: Article) -> bool:
        """Return True if an earlier run found that the words of this article are none of its own."""
        known = self.ledger.find(article.id) if self.ledger is not None else None
        return known is not None and known.state in UNREAD_STATES and known.hash == article.content_hash

    def _request_again(self, id: str, why: str) -> None:
        known = self.ledger.find(id) if self.ledger is not None else None
        if self.ledger is not None and known is not None and known.state == "article":
            # its line stays, so that the next one is a revision
            self.ledger.put(known._replace(state="failed", why=why, revision=known.revision + 1, tries=0))
