"""Turn a text into runs of syllables, by which duplicates are found, and the syllables themselves with their facts.

Vietnamese is written in syllables with spaces between them, about two a word, so a run of five syllables corresponds to
two or three English words. Accents, case and punctuation are ignored, so that `hoá` and `hóa` are the same, and so are
`1.200`, `1,200`, `1 200` and `1200`, or `05/11` and `5-11`: digits are cut into groups of three from the right.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import cache
from itertools import chain, product
from typing import Any

import numpy as np

from hanoi_press.text.normalize import letters_without_accents

RUN = 5  # syllables
# The value of a syllable: a hash of the run that begins with it (31 bits, 0 for none), its own hash (29 bits), and the
# bits below.
RUN_SHIFT = np.uint64(33)
FIRST_RUN = np.uint64(1 << 33)  # the least value of a syllable that begins a run
_RUN_BITS = np.uint64((1 << 64) - (1 << 33))
SYLLABLE = np.uint64((1 << 33) - 16)
NAME, NUMBER, INITIAL = np.uint64(1), np.uint64(2), np.uint64(4)  # INITIAL: begins a sentence
FACT = NAME | NUMBER
_SEPARATORS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~–—…“”‘’«»•·\n\t\r\xa0"
_MULTIPLIERS = [np.uint64((0x9E3779B97F4A7C15 * (2 * n + 1)) % 2**64) for n in range(RUN)]
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)
_GROUPS = re.compile(r"[0-9]+|[^0-9]+")
_END = re.compile(r"[.!?…][\"”’»)\]]*$")
# Numbers in words. Those that are more often something else count only in the name of a day.
_IN_WORDS = {"hai": "2", "ba": "3", "bốn": "4", "sáu": "6", "bảy": "7", "tám": "8", "chín": "9", "mười": "10"}
_DAYS, _BEFORE_DAYS = frozenset("hai ba tư năm sáu bảy nhật".split()), frozenset(("thứ", "chủ"))
# What is known of a syllable apart from its hash, in the cache.
_BITS = 5
_KNOWN, _ALL_KNOWN = 31, 1023
_NAME, _NUMBER, _ENDS, _DAY, _BEFORE_DAY = 1, 2, 4, 8, 16


class _Syllables(dict[str, tuple[int, ...]]):
    """A cache of the codes of syllables, by string between spaces. It is emptied when it grows too large.

    A code is 29 bits of hash, the same in every process, above five bits of what is known of the syllable.
    """

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) > 200_000:
            self.clear()
        parts = word.translate(_table()).split()
        if len(parts) == 1:
            plain = word.strip(_SEPARATORS).lower()
            codes = [_code(one, bits | _by_word(plain)) for one, bits in _groups([_IN_WORDS.get(plain, parts[0])])]
        else:
            codes = [_code(one, bits) for one, bits in _groups(parts)]
        if codes and _END.search(word):
            codes[-1] |= _ENDS
        self[word] = found = tuple(codes)
        return found


def _groups(parts: list[str]) -> Iterator[tuple[str, int]]:
    """Yield the syllables of a string between spaces and whether they belong to a fact: letters, groups of digits."""
    for part in parts:
        if part.isalpha():
            yield part, _NAME if "A" <= part[0] <= "Z" else 0
            continue
        for group in _GROUPS.findall(part):
            if "0" <= group[0] <= "9":
                for end in range((len(group) - 1) % 3 + 1, len(group) + 1, 3):
                    yield group[max(0, end - 3) : end].lstrip("0") or "0", _NUMBER
            else:
                yield group, _NAME if "A" <= group[0] <= "Z" else 0


def _code(syllable: str, bits: int) -> int:
    return zlib.crc32(syllable.lower().encode("utf-8", "replace")) >> 3 << 5 | bits


def _by_word(word: str) -> int:
    """Return what a word says that is gone without its accents."""
    return (_DAY if word in _DAYS else 0) | (_BEFORE_DAY if word in _BEFORE_DAYS else 0)


_syllables = _Syllables()


@cache
def _table() -> dict[int, str]:
    return dict.fromkeys(map(ord, _SEPARATORS), " ") | letters_without_accents()


def runs(text: str) -> Any:
    """Return the syllables of a text, in order, as an array of uint64 (see `RUN_SHIFT`).

    The last four syllables begin no run; a text shorter than a run has one run. A syllable belongs to a fact if it is a
    number, or is written with a capital letter and does not begin a sentence.
    """
    codes = np.array(list(chain.from_iterable(map(_syllables.__getitem__, text.split()))), dtype=np.int64)
    if not len(codes):
        return codes.view(np.uint64)
    known = codes & _KNOWN
    known[1:] |= known[:-1] << _BITS & _ALL_KNOWN
    known[0] |= _ENDS << _BITS
    codes = (codes >> _BITS).view(np.uint64)
    values = codes << np.uint64(4) | _kinds()[known]
    width = min(RUN, len(codes))
    count = len(codes) - width + 1
    mixed = codes[:count] * _MULTIPLIERS[0]
    for n in range(1, width):
        mixed += codes[n : n + count] * _MULTIPLIERS[n]
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX
    mixed |= FIRST_RUN
    mixed &= _RUN_BITS
    values[:count] |= mixed
    return values


def word_numbers(text: str) -> list[int]:
    """Return for each value of `runs` which of `text.split()` it stands in."""
    return [number for number, word in enumerate(text.split()) for _ in _syllables[word]]


@cache
def _kinds() -> Any:
    """Return the bits of a value by what is known of its syllable, and above these five bits of the one before it."""
    kinds = []
    for before, known in product(range(_KNOWN + 1), repeat=2):
        is_initial, is_day = before & _ENDS, before & _BEFORE_DAY and known & _DAY
        bits = INITIAL if is_initial else NAME if known & _NAME else np.uint64(0)
        kinds.append(bits | NUMBER if is_day or known & _NUMBER else bits)
    return np.array(kinds, dtype=np.uint64)
