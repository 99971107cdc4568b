"""Know the site of a page by what its window and metadata call it: its own names, and their initials as a dateline."""

from __future__ import annotations

import re

from hanoi_press.pages.document import Document
from hanoi_press.pages.heuristics.known_words import split_title
from hanoi_press.text import bylines
from hanoi_press.text.normalize import fold, unescape

_MOST_PARTS = 6  # of a window's title
_LONGEST_NAME = 60  # characters
# "TT24 - Sáng nay", "(VC) Sáng nay": an abbreviation before a sentence.
_ABBREVIATION = re.compile(r"[(\[]?(?P<name>[A-ZĐ][A-ZĐ0-9]{1,7})(?:[)\]]\s*[-–—:]?|\s*[-–—])\s+(?=[“\"]?[A-ZÀ-ỸĐ])")


class SiteWords:
    """What a page calls its site, besides the words of its headline."""

    def __init__(self, doc: Document, headline: str) -> None:
        own = fold(headline)
        titles = (doc.root.findtext(".//title") or "", doc.meta("og:title"))
        parts = [split_title(unescape(title)) for title in titles]
        stated = (doc.meta("og:site_name"), doc.meta("application-name"), doc.news_publisher)
        ends = (part for one in parts for part in (*one[:1], *one[-1:]))  # an author's name may stand between
        self._keys = {key for one in (*stated, *ends) if len(key := fold(one)) > 1 and key not in own}
        names = (*stated, *(part for one in parts for part in one[:_MOST_PARTS]))
        self.names = [one for one in dict.fromkeys(names) if 0 < len(one) <= _LONGEST_NAME and fold(one) not in own]

    def are(self, name: str) -> bool:
        """Return True if the page calls its site so."""
        return fold(name) in self._keys

    def dateline(self, summary: str) -> tuple[str | None, str]:
        """Return a summary's dateline and the rest: a known one, or the initials of the site's name."""
        name, rest = bylines.dateline(summary)
        found = _ABBREVIATION.match(summary) if name is None else None
        if found is None or not any(are_initials(found["name"], one) for one in self.names):
            return name, rest
        return found["name"], summary[found.end() :].strip()


def are_initials(letters: str, name: str) -> bool:
    """Return True if all letters are initials of a name's words, in their order; a number counts with all its digits.

    >>> are_initials("TT24", "Tin tức Việt 24"), are_initials("EU", "Báo Vùng Cao")
    (True, False)
    """
    wanted = fold(letters)
    words = filter(None, map(fold, name.split()))
    initials = iter("".join(word if word.isdigit() else word[:1] for word in words))
    return len(wanted) > 1 and all(letter in initials for letter in wanted)
