"""Bring the letters of an old page into Unicode, or say that they cannot be.

Until about 2008 Vietnamese pages were written in charsets of fonts (TCVN3, VNI, VPS) that no header names, and some
pages were encoded twice. Live pages of today are not, so only captures are looked at.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import NamedTuple

from hanoi_press.pages.decoding import decode, is_utf8, letters_of
from hanoi_press.text.legacy_letters import from_charset, from_tcvn3, from_vni, from_vps, latin, undoubled
from hanoi_press.text.vietnamese_syllables import is_vietnamese

_SAMPLE = 60_000  # characters of words that decide
_CODE = re.compile(r"<(/?)(script|style)\b", re.I)
_TAG = re.compile(r"(<[^<>]*>)")
_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8});")
_WORD = re.compile("[A-Za-z\x80-\x9f\xa1-\u024f\u0300-\u0331\u1e00-\u1eff\u20ac\u2026\u2020-\u2022\u2030\ufffd?]+")
_ANY_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_ACCENTED = re.compile("[\x80-\u024f\u1e00-\u1eff]")
_FEWEST_LETTERS = 50
_UTF7 = re.compile(r"[A-Za-z]?\+[0-9A-Za-z/+]{3,12}-?")
_PLAIN = re.compile(r"[A-Za-z]+")
_MARKS = "«»“”‘’…–—•·°²³½¼¾©®™"  # that stand at words in sound text, too
_OF_ADDRESSES, _AFTER = "./=&-_", tuple("=&/-_")  # around a question mark in an address
# What no sound word has inside: signs, control characters, letters of two encodings, a question mark for a letter.
_GARBLED = re.compile(
    "\ufffd|[\x80-\x9f]|[A-Za-z][\xa1-\xbf\xd7\xf7]|[\xa1-\xa9\xab-\xb1\xb4-\xb9\xbb-\xbf\xd7\xf7][a-z]|[ÃÂÄÆÅ][\x80-\xbf]|á[º»]"
    r"|[a-zà-ỹ]\?[a-zà-ỹ]"
)
_FEWEST = 5  # garbled words
_MANY = 0.2  # share of the words with accents, or of garbled ones
_SOME, _SHARE = 10, 0.04  # words that are no Vietnamese, and their share, with which a change is tried
_FOREIGN, _LEAST = 0.3, 0.05  # shares of all words: of strange ones in bytes of no known charset, of garbled ones
_FEW_LEFT, _LEFT = 3, 0.03  # garbled words after a change, and their share, with which a text is not read
_SOUND = 0.75  # share of Vietnamese syllables in sound text; names and foreign words are the rest
Change = Callable[[str], str]


class _JudgedWords(NamedTuple):
    """The words of a text that have other letters than English ones, and those of them that no language has."""

    number: int
    strange: int  # no Vietnamese syllables
    garbled: int

    @property
    def sound(self) -> float:
        return 1 - self.strange / self.number if self.number else 1.0


def in_unicode(body: bytes, encoding: str | None) -> bytes | None:
    """Return a page with its letters in UTF-8; the same bytes if they are sound, None if the letters cannot be known.

    `encoding`: the charset that the HTTP header declared. A page in another language, or without accents, is sound.
    """
    text = body.decode() if is_utf8(body) else None
    stated = decode(body, encoding) if text is None else text
    sample = _sample(stated)
    if stated.isascii() and (found := _from_utf7(body, sample)) is not None:
        return found
    if text is None and len(_ACCENTED.findall(sample)) > max(_FEWEST_LETTERS, len(_LETTER.findall(sample)) / 2):
        return None  # of Chinese, as Latin letters, each has an accent; of Vietnamese every third
    words = _judge(sample)
    is_much = words.strange >= _FEWEST and words.strange >= _MANY * words.number
    if not is_much and (words.strange < _SOME or words.strange < _SHARE * words.number):
        return body
    best = _best_change(sample, words)
    if text is None:  # the charset that the page states may be the wrong one
        plain = body.decode("latin-1")
        other = _best_change(_sample(plain), _judge(_sample(plain)))
        if other is not None and (best is None or best[1] < other[1]):
            stated, best = plain, other
    if best is not None:
        mended = _changed(stated, best[0])
        rest = _judge(_sample(mended))
        is_half = rest.garbled >= _FEW_LEFT and rest.garbled >= _LEFT * rest.number
        return None if is_half else mended.encode(errors="replace")
    every = len(_ANY_WORD.findall(sample))
    is_garbled = words.garbled >= max(_FEWEST, _MANY * words.number, _LEAST * every)
    # In bytes of no known charset hardly a word is in ASCII; in those of French or German most are.
    is_foreign = text is None and is_much and words.strange >= _FOREIGN * every
    return None if is_garbled or is_foreign else body


def _from_utf7(body: bytes, sample: str) -> bytes | None:
    """Return a page in UTF-7, which is all ASCII, in UTF-8; None for any other."""
    if len(_UTF7.findall(sample)) < _SOME:
        return None
    try:
        found = body.decode("utf-7")
    except UnicodeError:
        return None
    words = _judge(_sample(found))
    return found.encode(errors="replace") if words.number >= _SOME and words.sound >= _SOUND else None


def _sample(page: str) -> str:
    """Return the words of a page, without markup and scripts, as a reader sees them."""
    parts: list[str] = []
    size, inside = 0, ""
    for part in _TAG.split(page):
        if part.startswith("<"):
            code = _CODE.match(part)
            if code is not None and (not inside or code[2].lower() == inside):
                inside = "" if code[1] else code[2].lower()
        elif not inside and not part.isspace():
            parts.append(part)
            size += len(part)
            if size > _SAMPLE:
                break
    return _ENTITY.sub(lambda found: html.unescape(found[0]), " ".join(parts)[:_SAMPLE])


def _judge(text: str) -> _JudgedWords:
    number = strange = garbled = 0
    for word in _words(text):
        number += 1
        if not is_vietnamese(word):
            strange += 1
            garbled += _GARBLED.search(word) is not None
    return _JudgedWords(number, strange, garbled)


def _words(text: str) -> Iterator[str]:
    for found in _WORD.finditer(text):
        word = found[0].strip(_MARKS + "?")
        if "?" in word and (text[found.start() - 1] in _OF_ADDRESSES or text[found.end() : found.end() + 1] in _AFTER):
            continue
        if word and not _PLAIN.fullmatch(word):
            yield word


def _best_change(text: str, before: _JudgedWords) -> tuple[Change, float] | None:
    """Return what makes sound text of a garbled one, and how sound it is then; None if nothing does."""
    found: list[tuple[float, Change]] = []
    for change in _changes():
        after = _judge(_changed(text, change))
        is_better = after.number >= before.number / 2 and after.strange * 2 < before.strange
        if is_better and after.sound >= _SOUND:
            found.append((after.sound, change))
    if not found:
        return None
    sound, change = max(found, key=lambda one: one[0])
    return change, sound


@cache
def _changes() -> tuple[Change, ...]:
    viscii = partial(from_charset, letters=letters_of("viscii"))
    cp1258 = partial(_read_as, charset="cp1258")
    utf8 = partial(_read_as, charset="utf-8")
    return undoubled, lambda text: undoubled(undoubled(text)), from_tcvn3, from_vni, from_vps, viscii, cp1258, utf8


def _read_as(text: str, charset: str) -> str:
    """Return text that was read as Latin-1 as that of another charset; the same if it is not."""
    try:
        return latin(text).encode("latin-1").decode(charset)
    except UnicodeError:
        return text


def _changed(page: str, change: Change) -> str:
    """Return a page with the words between its tags changed where they are not sound already."""
    parts = _TAG.split(page)
    for number, part in enumerate(parts):
        if part.startswith("<") or (part.isascii() and "&" not in part):
            continue
        plain = _ENTITY.sub(_letter, part)
        if plain.isascii():
            continue
        after = change(plain)
        if after != plain and _judge(after).strange < max(1, _judge(plain).strange):
            parts[number] = after
    return "".join(parts)


def _letter(entity: re.Match[str]) -> str:
    """Return the letter for an entity; those of ASCII characters stay, because they may be markup."""
    found = html.unescape(entity[0])
    return entity[0] if found.isascii() else found
