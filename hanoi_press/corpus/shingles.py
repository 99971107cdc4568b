"""What of a text is compared: its runs of syllables, in order, and where its facts (numbers, names) stand.

Vietnamese is written in syllables with spaces between, two of them a word on average: a run of five is what a run of
two or three words is in English. Accents, case and punctuation do not count, so that `hoá` and `hóa` are one spelling.
"""

from __future__ import annotations

import zlib
from functools import cache
from typing import Any

import numpy as np

from hanoi_press.corpus.search import letters_without_accents

RUN = 5  # syllables
_PARTS_WORDS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~–—…“”‘’«»•·\n\t\r\xa0"
_MULTIPLIERS = [np.uint64((0x9E3779B97F4A7C15 * (2 * n + 1)) % 2**64) for n in range(RUN)]
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)


class _Hashes(dict[str, int]):
    """Syllables to 32-bit hashes, the same in every process; emptied when strangers fill it."""

    def __missing__(self, syllable: str) -> int:
        if len(self) > 200_000:
            self.clear()
        self[syllable] = value = zlib.crc32(syllable.encode("utf-8", "replace")) or 1
        return value


_hashes = _Hashes()


@cache
def _table() -> dict[int, str]:
    return dict.fromkeys(map(ord, _PARTS_WORDS), " ") | letters_without_accents()


def runs(text: str) -> Any:
    """The runs of a text in its order: an array of uint64, a hash of 63 bits and below it, in bit 0, a flag.

    The flag says that the run's first syllable is of a fact: a number, or written with a capital. A text shorter than
    a run is one run; one without a syllable is none.
    """
    words = text.translate(_table())
    cased = words.split()
    codes = np.array(list(map(_hashes.__getitem__, words.lower().split())), dtype=np.uint64)
    if not len(codes):
        return codes
    width = min(RUN, len(codes))
    count = len(codes) - width + 1
    mixed = codes[:count] * _MULTIPLIERS[0]
    for n in range(1, width):
        mixed += codes[n : n + count] * _MULTIPLIERS[n]
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX
    mixed ^= mixed >> _SHIFT
    facts = np.array([one < "a" for one in cased[:count]], dtype=np.uint64)  # ASCII: digits and capitals come first
    return (mixed & ~np.uint64(1)) | facts
