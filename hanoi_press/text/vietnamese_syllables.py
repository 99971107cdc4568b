"""Tell Vietnamese syllables from letters that are garbled: by onset, vowels, ending, and the place of the tone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONED = re.compile("[\u0300\u0301\u0309\u0303\u0323]")
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|n|gi|gh|g|qu|kh|k|ch|c|th|tr|t|ph|p|b|d|đ|h|l|m|r|s|v|x)?"
    "(iêu|oai|oay|oeo|uai|uao|uay|uây|uôi|uya|uyê|uyu|uêu|ươi|ươu|yêu|oao|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi"
    "|oo|ôi|ơi|ua|uâ|uê|ui|uo|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|[aăâeêioôơuưy])(?:ch|nh|ng|c|m|n|p|t)?"
)
_FIRST_TONED = frozenset(
    "ai ao au ay âu ây eo êu iu oi ôi ơi ui ưi ưu ia ua ưa".split()
)  # vowels with the tone on the first


@lru_cache(maxsize=20_000)
def is_vietnamese(word: str) -> bool:
    """Return True if a word could be a Vietnamese syllable.

    >>> [is_vietnamese(word) for word in ("nghị", "Quyết", "GIÁ", "nghÞ", "quyÕt", "chaøo", "caùc", "Viá»‡t")]
    [True, True, True, False, False, False, False, False]
    """
    if not (word.islower() or word.isupper() or (word[:1].isupper() and word[1:].islower())):
        return False
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFC", word).lower())
    tones = _TONED.findall(letters)
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", _TONED.sub("", letters))
    found = _SYLLABLE.fullmatch(plain)
    if found is None:
        return False
    return not tones or found[1] not in _FIRST_TONED or _vowel_with_tone(letters) < 2


def _vowel_with_tone(letters: str) -> int:
    """Return which vowel of the nucleus has the tone, from 1; those of the onsets `gi` and `qu` do not count."""
    before = _TONED.split(letters, maxsplit=1)[0]
    start = 2 if before[:2] in ("gi", "qu") and len(before) > 2 else 0
    return sum(one in "aeiouy" for one in before[start:])
