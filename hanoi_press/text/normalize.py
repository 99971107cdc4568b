"""Normalise strings: NFC, single spaces, no invisible characters; and fold them for comparison."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

# Soft hyphen, direction marks, BOM, lone surrogates (JSON can smuggle them in), control characters.
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
# Arabic to Tibetan, Burmese, Khmer, Mongolian and their like: there zero-width space (U+200B), non-joiner (U+200C) and
# joiner (U+200D) are spelling.
_JOINED_SCRIPTS = "\u0600-\u109f\u1700-\u18af\u1900-\u1aaf\u1b00-\u1c4f\ua800-\uaadf\uabc0-\uabff"
# Emoji, their modifiers and the symbols that emoji sequences are made of.
_EMOJI = "\u2190-\u2328\u232b-\u2adb\u2add-\u2bff\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f"
_STRAY_JOINERS = re.compile(
    f"[\u200b\u200c](?!(?<=[{_JOINED_SCRIPTS}].)[{_JOINED_SCRIPTS}])"
    f"|\u200d(?!(?<=[{_JOINED_SCRIPTS}].)[{_JOINED_SCRIPTS}])(?!(?<=[{_EMOJI}].)[{_EMOJI}])"
)

_TOO_GREAT = re.compile(r"&#(?:[0-9]{9,}|[xX][0-9a-fA-F]{9,});?")  # Python refuses to convert thousands of digits
_LONG = 200  # characters
_MOST_FOLDED = 10_000  # characters whose folded form is kept
_MARKS = range(0x300, 0x1F000)  # code points among which all combining marks of Unicode are
_MOST_MARKS = 30  # on one letter, the limit of Unicode's stream-safe format (UAX #15)


def clean(text: str) -> str:
    """Return `text` in NFC, with single spaces for all white space, without invisible characters, stripped.

    Spelling is not changed: `thuỷ` and `thủy` stay as the paper wrote them, and so do the joiners inside an emoji or
    between letters of scripts that need them (Khmer, Hindi, Persian).

    >>> clean(" Ha\\u0300 No\\u0323\\u0302i\\xa0\\u200b ")
    'Hà Nội'
    """
    if text.isprintable() and "\ufffc" not in text:  # no white space but " " and nothing invisible, as in most lines
        text = nfc(text)
        is_single = "  " not in text and text[:1] != " " and text[-1:] != " "
        return text if is_single else " ".join(text.split())
    if "\u200b" in text or "\u200c" in text or "\u200d" in text:
        text = _STRAY_JOINERS.sub("", text)
    return " ".join(nfc(_INVISIBLE.sub("", text)).split())


def nfc(text: str) -> str:
    """Return `text` in NFC; of more than 30 marks on one letter, the first 30.

    `unicodedata.normalize` sorts the marks on a letter in a time that grows with the square of their number.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", stream_safe(text))


def stream_safe(text: str) -> str:
    """Return `text` with at most 30 combining marks in a row; a text in NFC is returned unchanged."""
    if len(text) > _LONG and not unicodedata.is_normalized("NFC", text):
        return _excess_marks().sub(r"\1", text)
    return text


@cache
def _excess_marks() -> re.Pattern[str]:
    """Return the pattern of more than 30 combining marks, the first 30 as its group."""
    codes = [code for code in _MARKS if unicodedata.combining(_first_part(chr(code)))]
    spans = [f"{chr(code)}-{chr(code)}" for code in codes]
    return re.compile(f"([{''.join(spans)}]{{{_MOST_MARKS}}})[{''.join(spans)}]+")


def _first_part(letter: str) -> str:
    """Return the first character of a letter's decomposition: a mark may be composed of marks."""
    return unicodedata.normalize("NFD", letter)[0]


def unescape(text: str) -> str:
    """Return `text`, cleaned, without HTML entities, also if a site escaped it twice (`V&amp;#226;n`).

    >>> unescape("Quỳnh V&amp;#226;n")
    'Quỳnh Vân'
    """
    for _ in range(3 if "&" in text else 0):
        plain = html.unescape(_TOO_GREAT.sub("\ufffd", text) if "&#" in text else text)
        if plain == text:
            break
        text = plain
    return clean(text)


@cache
def letters_without_accents() -> dict[int, str]:
    """Return a table for `str.translate` from accented Latin letters to bare ones of the same case, one for one."""
    bases = {code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x1F00)}
    return {code: base for code, base in bases.items() if ord(base) < 128} | {ord("Đ"): "D", ord("đ"): "d"}


def strip_accents(text: str) -> str:
    """Return `text` (NFC) without the accents of Latin letters; its length does not change.

    >>> strip_accents("Đường Hà Nội")
    'Duong Ha Noi'
    """
    return text.translate(letters_without_accents())


def fold(text: str) -> str:
    """Return `text` for comparison only: without accents, case, white space and punctuation.

    >>> fold("Báo Hà Nội Mới")
    'baohanoimoi'
    """
    return nfc(text).translate(_FOLDED)


class _Folded(dict[int, str | None]):
    """The folded form of each character, by its code; None for one that is left out. Filled as characters come."""

    def __missing__(self, code: int) -> str | None:
        letter = strip_accents(chr(code))
        folded = letter.casefold() if letter.isalnum() else None
        if len(self) < _MOST_FOLDED:
            self[code] = folded
        return folded


_FOLDED = _Folded()
