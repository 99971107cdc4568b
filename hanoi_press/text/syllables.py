"""Write a text as it is indexed and searched: in lower case, with accents in one spelling, or without them.

Vietnamese is typed with the tone on either vowel (`thuỷ`, `thủy`; also `hoàn`, `hòan`), in composed or decomposed
letters, and often without any accent.
"""

from __future__ import annotations

import re
import unicodedata

from hanoi_press.text.normalize import strip_accents

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


def both_spellings(text: str) -> tuple[str, str]:
    """Return a text as `without_accents` and as `with_final_tones` give it."""
    words = text.split()
    return " ".join(map(_plain.__getitem__, words)), " ".join(map(_toned.__getitem__, words))


def has_accents(text: str) -> bool:
    """Return True if a text has a letter with an accent, or a `đ`."""
    return without_accents(text) != " ".join(unicodedata.normalize("NFC", text).lower().split())


class _Plain(dict[str, str]):
    """Strings between spaces without accents; it is emptied when it grows too large."""

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST:
            self.clear()
        self[word] = found = strip_accents(unicodedata.normalize("NFC", word)).lower()
        return found


class _Toned(dict[str, str]):
    """Strings between spaces with final tones; it is emptied when it grows too large."""

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST:
            self.clear()
        self[word] = found = _LETTERS.sub(_final_tone, unicodedata.normalize("NFC", word).lower())
        return found


def _final_tone(letters: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", letters[0])
    return unicodedata.normalize("NFC", _TONES.sub("", decomposed)) + "".join(_TONES.findall(decomposed))


_plain, _toned = _Plain(), _Toned()
