"""Turn a text into runs of syllables, by which duplicates are found, with its facts (numbers, names) flagged.

Vietnamese is written in syllables with spaces between them, about two a word, so a run of five syllables corresponds to
two or three English words. Accents, case and punctuation are ignored, so that `hoá` and `hóa` are the same.
"""

from __future__ import annotations

import zlib
from functools import cache
from itertools import chain
from typing import Any

import numpy as np

from hanoi_press.text.normalize import letters_without_accents

RUN = 5  # syllables
_SEPARATORS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~–—…“”‘’«»•·\n\t\r\xa0"
_MULTIPLIERS = [np.uint64((0x9E3779B97F4A7C15 * (2 * n + 1)) % 2**64) for n in range(RUN)]
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)
_FLAG = np.uint64(1)


class _Syllables(dict[str, tuple[int, ...]]):
    """A cache of the codes of syllables, by string between spaces. It is emptied when it grows too large.

    A code is 32 bits of hash, the same in every process, and bit 0 is set if the syllable belongs to a fact.
    """

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) > 200_000:
            self.clear()
        parts = word.translate(_table()).split()
        self[word] = codes = tuple(
            zlib.crc32(one.lower().encode("utf-8", "replace")) << 1
            | (one < "a")  # ASCII: digits and capitals come first
            for one in parts
        )
        return codes


_syllables = _Syllables()


@cache
def _table() -> dict[int, str]:
    return dict.fromkeys(map(ord, _SEPARATORS), " ") | letters_without_accents()


def runs(text: str) -> Any:
    """Return the runs of a text, in order, as an array of uint64: a hash of 63 bits and a flag in bit 0.

    The flag is set if the run's first syllable belongs to a fact: a number, or written with a capital letter. A text
    shorter than a run gives one run, a text without a syllable none.
    """
    codes = np.array(list(chain.from_iterable(map(_syllables.__getitem__, text.split()))), dtype=np.uint64)
    if not len(codes):
        return codes
    width = min(RUN, len(codes))
    count = len(codes) - width + 1
    facts = codes[:count] & _FLAG
    codes >>= _FLAG
    mixed = codes[:count] * _MULTIPLIERS[0]
    for n in range(1, width):
        mixed += codes[n : n + count] * _MULTIPLIERS[n]
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX
    mixed ^= mixed >> _SHIFT
    return (mixed & ~_FLAG) | facts
