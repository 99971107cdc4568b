"""What of a text is compared: its runs of syllables, in order, and where its facts (numbers, names) stand.

Vietnamese is written in syllables with spaces between, two of them a word on average: a run of five is what a run of
two or three words is in English. Accents, case and punctuation do not count, so that `hoá` and `hóa` are one spelling.
"""

from __future__ import annotations

import zlib
from functools import cache
from itertools import chain
from typing import Any

import numpy as np

from hanoi_press.text.normalize import letters_without_accents

RUN = 5  # syllables
_PARTS_WORDS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~–—…“”‘’«»•·\n\t\r\xa0"
_MULTIPLIERS = [np.uint64((0x9E3779B97F4A7C15 * (2 * n + 1)) % 2**64) for n in range(RUN)]
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)
_FLAG = np.uint64(1)


class _Syllables(dict[str, tuple[int, ...]]):
    """Strings between spaces to the codes of their syllables; emptied when strangers fill it.

    A code is 32 bits of hash, the same in every process, and in bit 0 whether it is a fact's.
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
    return dict.fromkeys(map(ord, _PARTS_WORDS), " ") | letters_without_accents()


def runs(text: str) -> Any:
    """The runs of a text in its order: an array of uint64, a hash of 63 bits and below it, in bit 0, a flag.

    The flag says that the run's first syllable is of a fact: a number, or written with a capital. A text shorter than
    a run is one run; one without a syllable is none.
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
