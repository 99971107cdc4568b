"""Decide in which language a text is written, by its letters: pages often misstate it.

Liferay and others print the language that the client asked for (`Accept-Language`), whatever the text's is.
"""

from __future__ import annotations

import re

_SAMPLE = 5000  # characters
_FIRST = 500  # characters that suffice to confirm Vietnamese
_FEWEST_LETTERS = 80  # a shorter text keeps the stated language, unless it has so many Vietnamese letters:
_FEWEST_VIETNAMESE = 8
_VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")  # letters that no other language of the corpus has
_SHARE = 0.05  # of a Vietnamese text a fifth are such letters, of an English one about Vietnam 2 % at most
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_MOST = 0.5  # share of a text's letters: the script in which it is written
# Scripts, the languages that are written in them, and the one meant if the page states none of these.
_SCRIPTS = (
    (re.compile(r"[\u0e80-\u0eff]"), ("lo",)),
    (re.compile(r"[\u1780-\u17ff]"), ("km",)),
    (re.compile(r"[\u0e00-\u0e7f]"), ("th",)),
    (re.compile(r"[\u1000-\u109f]"), ("my",)),
    (re.compile(r"[\u3040-\u30ff]"), ("ja",)),
    (re.compile(r"[\uac00-\ud7af]"), ("ko",)),
    (re.compile(r"[\u4e00-\u9fff]"), ("zh", "ja")),
    (re.compile(r"[\u0400-\u04ff]"), ("ru", "uk", "be", "bg", "mn", "kk", "ky", "tg", "sr", "mk", "uz", "tt")),
    (re.compile(r"[\u0600-\u06ff]"), ("ar", "fa", "ur")),
)
_KANA_SHARE = 0.1  # Japanese mixes kana with Chinese letters
_NOT_LATIN = frozenset(name for _, names in _SCRIPTS for name in names) - {"mn", "uz", "tt", "kk", "sr"}
# Frequent words of the languages whose editions the portals have; none is a Vietnamese syllable without accents.
_WORDS = {
    "en": frozenset("the of and to in is was for with that by from on are has have this which were said".split()),
    "fr": frozenset("le la les des du et est dans pour une sur par avec au aux qui que ses cette".split()),
    "es": frozenset("el la los las del y que en una para por con se su al es como".split()),
    "de": frozenset("der die das und ist von mit den für auf ein eine dem des zu im nicht".split()),
}
_ARE_FREQUENT = 0.15  # share of a text's words


def language_of(text: str, stated: str) -> str:
    """Return the language of a text: the `stated` one (BCP 47, two or three letters) unless the letters contradict it.

    A text with the letters that only Vietnamese has is `vi`; one in another script than that of the stated language is
    in the language of that script; one stated as Vietnamese, with next to no such letters and the frequent words of
    another language, is in that one. Short texts, texts without accents, and languages in Latin letters that are not
    named here keep what is stated, as do the languages of minorities (codes of three letters).
    """
    if stated == "vi" and len(_VIETNAMESE.findall(text, 0, _FIRST)) >= _SHARE * min(_FIRST, len(text)):
        return stated
    sample = text[:_SAMPLE]
    vietnamese = len(_VIETNAMESE.findall(sample))
    letters = len(_LETTER.findall(sample))
    if len(stated) > 2:
        return stated
    if vietnamese >= max(_FEWEST_VIETNAMESE, _SHARE * letters):
        return "vi"
    if letters < _FEWEST_LETTERS:
        return stated
    if script := _script(sample, letters):
        return stated if stated in script else script[0]
    if stated == "vi" or stated in _NOT_LATIN:
        return _by_words(sample) or stated
    return stated


def _script(sample: str, letters: int) -> tuple[str, ...]:
    """Return the languages of the script that most letters are of; () for Latin letters."""
    for script, names in _SCRIPTS:
        least = _KANA_SHARE if names == ("ja",) else _MOST
        if len(script.findall(sample)) >= least * letters:
            return names
    return ()


def _by_words(sample: str) -> str | None:
    """Return the language whose frequent words a text has; None if it has those of none."""
    words = [one.lower() for one in _WORD.findall(sample)]
    counts = {name: sum(map(frequent.__contains__, words)) for name, frequent in _WORDS.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= _ARE_FREQUENT * len(words) else None
