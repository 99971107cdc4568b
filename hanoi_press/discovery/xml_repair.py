"""Mend XML that is none: the faults that feeds and sitemaps have in practice, and that libxml2 repairs wrongly or not.

libxml2 drops `&` and the name behind it from `?id=1&page=2`, which gives the address of another page.
"""

from __future__ import annotations

import codecs
import html
import re
from html.entities import html5

from hanoi_press.pages.decoding import decode, is_utf8, without_wide_letters

_CDATA, _CDATA_END = b"<![CDATA[", b"]]>"
_HEAD = 64 * 1024  # bytes in which the start of the document is looked for
_DECLARATION = re.compile(rb"<\?\s*xml(?=[\s?>])[^<>]*>", re.I)
_ROOT = rb"<(?:\w{1,20}:)?(?:rss|feed|urlset|sitemapindex|rdf)\b"
_START = re.compile(rb"<\?\s*xml[\s?>-]|" + _ROOT, re.I)
_IS_START = re.compile(rb"<[!?]|<html\b|" + _ROOT, re.I)
_NO_CHARACTERS = bytes(set(range(32)) - set(b"\t\n\r"))  # control characters, which XML does not allow
_NO_TAG = re.compile(rb"<(?![A-Za-z_/!?])")
# Any `&` but that of XML's own entities, in lower case.
_REFERENCE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)(?:#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));|(\w{2,31};))?")


def repaired(body: bytes) -> bytes:
    """Return a document in UTF-8 without XML declaration, with its most common faults mended.

    They are: a wrong, missing or late declaration; text before the document, such as a warning of PHP; control
    characters; `&` and `<` that are text; HTML's entities (`&nbsp;`). Sections of CDATA stay as they are.
    """
    text = _in_utf8(body).translate(None, _NO_CHARACTERS).lstrip()
    if not _IS_START.match(text) and (start := _START.search(text, 0, _HEAD)):
        text = text[start.start() :]
    text = (_DECLARATION.sub(b"", text[:_HEAD]) + text[_HEAD:]).lstrip()
    if b"&" not in text and not _NO_TAG.search(text):
        return text
    first, *others = text.split(_CDATA)
    parts = [_escaped(first)]
    for other in others:
        inside, end, outside = other.partition(_CDATA_END)
        parts += (_CDATA, inside, end, _escaped(outside))
    return b"".join(parts)


def _in_utf8(body: bytes) -> bytes:
    """Return a document in UTF-8, whatever it declares, if its bytes say what it is."""
    body = without_wide_letters(body).removeprefix(codecs.BOM_UTF8)
    return body if is_utf8(body) else decode(body, None).encode()


def _escaped(text: bytes) -> bytes:
    return _REFERENCE.sub(_reference, _NO_TAG.sub(b"&lt;", text))


def _reference(found: re.Match[bytes]) -> bytes:
    """Return what an `&` stands for that XML alone does not know: a letter's number, an entity of HTML, or itself."""
    decimal, hexadecimal, name = found.groups()
    if decimal or hexadecimal:
        number = int(decimal) if decimal else int(hexadecimal, 16)
        is_allowed = number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number <= 0x10FFFF
        return found[0] if is_allowed and number not in (0xFFFE, 0xFFFF) else b""
    if name and (character := html5.get(name.decode("ascii", "ignore"))):
        return html.escape(character).encode()
    return b"&amp;" + found[0][1:]
