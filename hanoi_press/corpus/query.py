"""Find words in titles, summaries and texts, with accents or ignoring them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from hanoi_press.items import Article
from hanoi_press.text.normalize import strip_accents

_CONTEXT = 60  # characters of an excerpt before and after the match


def bare(text: str) -> str:
    """Return `text` in lower case without accents, with the same length.

    >>> bare("Đường Hà Nội")
    'duong ha noi'
    """
    return _lower(strip_accents(text))


def _lower(text: str) -> str:
    return "".join(low if len(low := char.lower()) == 1 else char for char in text) if "İ" in text else text.lower()


class Query:
    """Words or phrases that must all occur, as whole words, in any case. Raises `ValueError` if none is given."""

    def __init__(self, phrases: Iterable[str], *, any_accent: bool = False) -> None:
        self._plain: Callable[[str], str] = bare if any_accent else _lower
        wanted = [" ".join(unicodedata.normalize("NFC", one).split()) for one in phrases]
        if not any(wanted):
            raise ValueError("invalid query: no word to search for; use one word or more")
        self._patterns = [
            re.compile(rf"(?<!\w){re.escape(self._plain(one)).replace(chr(92) + ' ', chr(92) + 's+')}(?!\w)")
            for one in wanted
            if one
        ]

    def excerpt(self, article: Article) -> str | None:
        """Return the article around the first word, the match in »…«; None if one of the words does not occur."""
        whole = "\n".join((article.title, article.summary or "", article.text))
        plain = self._plain(whole)
        matches = [one.search(plain) for one in self._patterns]
        if not all(matches) or matches[0] is None:
            return None
        start, end = matches[0].span()
        left, right = whole[max(0, start - _CONTEXT) : start], whole[end : end + _CONTEXT]
        if start > _CONTEXT:
            left = "…" + left.partition(" ")[2]
        if end + _CONTEXT < len(whole):
            right = right.rpartition(" ")[0] + "…"
        return " ".join(f"{left}»{whole[start:end]}«{right}".split())
