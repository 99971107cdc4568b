"""Read what a user types as words and phrases, for the full-text index and for the text of an article.

A word or phrase without any accent matches whatever accents the text has; one with accents matches as typed, except
that the place of a tone (`thuỷ`, `thủy`) and the form of the letters (composed or not) do not matter. `đ` counts as an
accent. All of them must occur, as whole words. Nothing that is typed is an operator: signs only separate words, as they
do in the index (`12.500` is two words in a row).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hanoi_press.text.syllables import WORD, has_accents, with_final_tones, without_accents

MOSTWORDS = 1000  # typed at once; each one costs a look-up in the index
_PLAIN_COLUMNS, _EXACT_COLUMNS = "plain_title plain_text", "exact_title exact_text"
_TYPED = re.compile(r'"([^"]*)"?|“([^”]*)”?|([^\s"“]+)')


def split_query(text: str) -> tuple[str, ...]:
    """Return the words and the quoted phrases of a line that a user typed.

    >>> split_query('giao thông "vành đai 3"')
    ('giao', 'thông', 'vành đai 3')
    """
    found = (next(filter(None, match.groups()), "") for match in _TYPED.finditer(text))
    return tuple(one for one in found if WORD.search(one))


class WordMatch(NamedTuple):
    """A place in a text, `text[start:end]`, at which the term of this number occurs."""

    start: int
    end: int
    term: int


class _Term(NamedTuple):
    """A word or phrase: its words as they are spelled in the index, in the columns without accents or the others."""

    words: tuple[str, ...]
    is_plain: bool


class SearchTerms:
    """Words and phrases that must all occur. `terms` without repetitions; none if no word was typed at all."""

    def __init__(self, typed: Iterable[str], *, any_accent: bool = False) -> None:
        """Read what was typed; `any_accent`: no accent counts. Raises `ValueError`."""
        strings = list(typed)
        self.terms = tuple(dict.fromkeys(filter(None, (_term(one, any_accent) for one in strings))))
        if strings and not self.terms:
            raise ValueError("invalid query: no word to search for; use one word or more")
        number = sum(len(one.words) for one in self.terms)
        if number > MOSTWORDS:
            raise ValueError(f"invalid query: {number:,} words; use at most {MOSTWORDS:,}")

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def has_accents(self) -> bool:
        """Return True if one of the terms is only found with the accents that were typed."""
        return not all(one.is_plain for one in self.terms)

    @property
    def expression(self) -> str:
        """Return the query in the syntax of FTS5, with every word in quotation marks."""
        parts = []
        for columns, is_plain in ((_PLAIN_COLUMNS, True), (_EXACT_COLUMNS, False)):
            phrases = [f'"{" ".join(one.words)}"' for one in self.terms if one.is_plain is is_plain]
            if phrases:
                parts.append(f"{{{columns}}} : ({' AND '.join(phrases)})")
        return " AND ".join(parts)

    def matches(self, text: str) -> Iterator[WordMatch]:
        """Yield where the terms occur in a text, by their ends; of each term no two places overlap."""
        followers = [_Follower(number, one.words, one.is_plain) for number, one in enumerate(self.terms)]
        beginning: dict[tuple[bool, str], list[_Follower]] = {}
        for one in followers:
            beginning.setdefault((one.is_plain, one.words[0]), []).append(one)
        spellings = {one.is_plain for one in self.terms}
        starts: list[int] = []
        begun: list[_Follower] = []
        for found in WORD.finditer(text):
            starts.append(found.start())
            written = {is_plain: _spelled(found[0], is_plain) for is_plain in spellings}
            following = begun
            for key in written.items():
                following = [*following, *(one for one in beginning.get(key, ()) if not one.fitting)]
            begun = []
            for one in following:
                if one.follow(written[one.is_plain]):
                    yield WordMatch(starts[-len(one.words)], found.end(), one.number)
                elif one.fitting:
                    begun.append(one)


class _Follower:
    """Follow the words of a text to the places where a phrase ends (Knuth, Morris and Pratt), in linear time."""

    def __init__(self, number: int, words: tuple[str, ...], is_plain: bool) -> None:
        self.number = number
        self.words = words
        self.is_plain = is_plain
        self.fitting = 0  # how many words of the phrase the text has right now
        self._resume = _borders(words)

    def follow(self, word: str) -> bool:
        """Take the next word of the text; return True if the phrase ends with it."""
        while self.fitting and self.words[self.fitting] != word:
            self.fitting = self._resume[self.fitting - 1]
        if self.words[self.fitting] == word:
            self.fitting += 1
        if self.fitting < len(self.words):
            return False
        self.fitting = 0
        return True


def _borders(words: tuple[str, ...]) -> list[int]:
    """Return for each beginning of a phrase how many of its last words the phrase begins with, all of them excluded."""
    found = [0]
    for word in words[1:]:
        length = found[-1]
        while length and words[length] != word:
            length = found[length - 1]
        found.append(length + (words[length] == word))
    return found


def _term(typed: str, any_accent: bool) -> _Term | None:
    """Return the term of a typed word or phrase; None if there is no word in it."""
    is_plain = any_accent or not has_accents(" ".join(WORD.findall(typed)))
    words = tuple(_spelled(one, is_plain) for one in WORD.findall(typed))
    return _Term(words, is_plain) if words else None


def _spelled(word: str, is_plain: bool) -> str:
    """Return a word as it is written in the index."""
    return without_accents(word) if is_plain else with_final_tones(word)
