"""Write a text as it is indexed and searched: in lower case, with accents in one spelling, or without them.

Vietnamese is typed with the tone on either vowel (`thuỷ`, `thủy`; also `hoàn`, `hòan`), in composed or decomposed
letters, and often without any accent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from hanoi_press.text.normalize import strip_accents

# A word: letters, digits and private characters, and the marks of letters between them, as SQLite's `unicode61` has
# them. Everything else separates words.
_LETTER = r"[^\W_\ud800-\udfff]|[\ue000-\uf8ff\U000f0000-\U0010ffff]"
_MARK = "[\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331]"
WORD = re.compile(rf"(?:{_LETTER})(?:{_LETTER}|{_MARK})*")
_LETTERS = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u0331])*")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")  # grave, acute, tilde, hook above, dot below
_MOST = 200_000  # strings between spaces that are remembered


def without_accents(text: str) -> str:
    """Return a text in lower case without accents, `đ` as `d`; white space becomes one space.

    >>> without_accents("Đường Thuỷ  nội địa")
    'duong thuy noi dia'
    """
    return " ".join(map(_plain.__getitem__, text.split()))


def with_final_tones(text: str) -> str:
    """Return a text in lower case with the tone of each syllable behind its letters, so that its place is no matter.

    >>> with_final_tones("Thuỷ") == with_final_tones("thủy") == "thuy\u0309"
    True
    """
    return " ".join(map(_toned.__getitem__, text.split()))


def index_words(text: str) -> tuple[str, str, int]:
    """Return the words of a text for the index, without accents and with final tones, and the number of its syllables.

    Words are separated by nothing but spaces. Syllables are counted as strings between spaces.

    >>> index_words("“Thuỷ điện” – 12.500")
    ('thuy dien  12 500', 'thuy\u0309 điên\u0323  12 500', 4)
    """
    syllables = text.split()
    plain = " ".join(map(_plain_words.__getitem__, syllables))
    return plain, " ".join(map(_toned_words.__getitem__, syllables)), len(syllables)


def has_accents(text: str) -> bool:
    """Return True if a text has a letter with an accent, or a `đ`."""
    return without_accents(text) != " ".join(unicodedata.normalize("NFC", text).lower().split())


class _Remembered(dict[str, str]):
    """How strings between spaces are spelled; it is emptied when it grows too large."""

    def __init__(self, spell: Callable[[str], str]) -> None:
        self._spell = spell

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST:
            self.clear()
        self[word] = found = self._spell(word)
        return found


def _plain_word(word: str) -> str:
    return strip_accents(unicodedata.normalize("NFC", word)).lower()


def _toned_word(word: str) -> str:
    return _LETTERS.sub(_final_tone, unicodedata.normalize("NFC", word).lower())


def _final_tone(letters: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", letters[0])
    return unicodedata.normalize("NFC", _TONES.sub("", decomposed)) + "".join(_TONES.findall(decomposed))


_plain, _toned = _Remembered(_plain_word), _Remembered(_toned_word)
_plain_words = _Remembered(lambda chunk: " ".join(map(_plain_word, WORD.findall(chunk))))
_toned_words = _Remembered(lambda chunk: " ".join(map(_toned_word, WORD.findall(chunk))))
