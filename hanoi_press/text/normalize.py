"""One spelling for one string: NFC, single spaces, nothing invisible."""

from __future__ import annotations

import html
import re
import unicodedata

# Soft hyphen, zero-width and direction marks, BOM, lone surrogates (JSON can smuggle them in), control characters.
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)


def clean(text: str) -> str:
    """`text` in NFC, white space of every kind folded to single spaces, invisible characters gone, ends stripped.

    Spelling is left alone: `thuỷ` and `thủy` stay as the paper wrote them.

    >>> clean(" Ha\\u0300 No\\u0323\\u0302i\\xa0\\u200b ")
    'Hà Nội'
    """
    if text.isprintable() and "  " not in text:  # no white space but single blanks: true of most strings
        text = text.strip(" ")
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    text = " ".join(text.split())
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if text.isprintable():  # nothing invisible in it: forty times faster to ask than to search
        return text
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def unescape(text: str) -> str:
    """`text` without HTML entities, also where a site escaped it twice (`V&amp;#226;n`), cleaned.

    >>> unescape("Quỳnh V&amp;#226;n")
    'Quỳnh Vân'
    """
    for _ in range(3):
        plain = html.unescape(text)
        if plain == text:
            break
        text = plain
    return clean(text)


def fold(text: str) -> str:
    """`text` for comparison only: no accents, no case, no white space or punctuation.

    >>> fold("Báo Hà Nội Mới")
    'baohanoimoi'
    """
    bare = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(filter(str.isalnum, bare)).casefold()
