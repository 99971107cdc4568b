"""Find out in which charset a page is written: what its bytes are counts more than what its header declares."""

from __future__ import annotations

import codecs
import re
from functools import cache

from lxml import etree
from w3lib.encoding import resolve_encoding

_SAMPLE = 400  # bytes
_WIDE_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MANY_ZEROS = 0.4  # share of the bytes at even or odd places: in UTF-16 all letters of the markup have one
_HEAD = 4096  # bytes in which a page declares its charset
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
# Charsets that Python lacks and libxml2 knows, by the names that pages use for them.
_ONLY_LIBXML2 = {
    "viscii": "VISCII",
    "csviscii": "VISCII",
    "viscii1.1-1": "VISCII",
    "x-viet-viscii": "VISCII",
    "tcvn": "TCVN",
    "tcvn-5712": "TCVN",
    "tcvn5712-1": "TCVN",
    "tcvn5712-1:1993": "TCVN",
    "x-viet-tcvn": "TCVN",
    "x-viet-tcvn5712": "TCVN",
}
_TABLES = frozenset(_ONLY_LIBXML2.values())
_VIETNAMESE = _TABLES | {"cp1258"}
_SURELY_NOT = frozenset({"utf-8", "ascii", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})
_DEFAULT = "cp1258"  # of Vietnamese pages that declare nothing (HTML standard, "determining the character encoding")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CESU = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")  # a letter beyond U+FFFF in six bytes


def is_utf8(body: bytes) -> bool:
    """Return True if the bytes are valid UTF-8."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def is_mostly_utf8(body: bytes) -> bool:
    """Return True if the bytes are UTF-8 but for some damaged letters: at least as many others are whole.

    In a legacy charset next to no letter makes a sequence of UTF-8 with its neighbours.
    """
    text = body.decode(errors="replace")
    damaged = text.count("\ufffd")
    return not damaged or len(_NOT_ASCII.findall(text)) >= 2 * damaged


def wide_charset(body: bytes) -> str | None:
    """Return the charset of a page in UTF-16 or UTF-32, with or without a byte-order mark; None for any other."""
    sample = body[:_SAMPLE]
    if b"\0" not in sample:
        return None
    for bom, name in _WIDE_BOMS:
        if sample.startswith(bom):
            return name
    half = len(sample) / 2
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if max(even, odd) < _MANY_ZEROS or min(even, odd) > _MANY_ZEROS / 2:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def without_wide_letters(body: bytes) -> bytes:
    """Return a page in UTF-16 or UTF-32 as UTF-8, any other as it is."""
    wide = wide_charset(body)
    return body.decode(wide, "replace").removeprefix("\ufeff").encode(errors="replace") if wide else body


def decode(body: bytes, encoding: str | None) -> str:
    """Return bytes that are not valid UTF-8 as text; `encoding` is the charset that the HTTP header declared.

    UTF-8 with some damaged letters stays UTF-8, whatever header and page declare; each damaged letter is U+FFFD.
    Any other page is read by the charset that it or its header declares. Text that was garbled before it was encoded
    ("PhÆ°á»\x9dng" in UTF-8) stays as served.
    """
    if wide := wide_charset(body):
        return body.decode(wide, "replace").removeprefix("\ufeff")
    mended = _CESU.sub(_one_letter, body)
    if body.startswith(codecs.BOM_UTF8) or is_mostly_utf8(mended):
        return mended.decode("utf-8-sig", "replace")
    name = _declared(body, encoding)
    return body.decode("latin-1").translate(_table(name)) if name in _TABLES else body.decode(name, "replace")


def _one_letter(surrogates: re.Match[bytes]) -> bytes:
    return surrogates[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16").encode()


def _declared(body: bytes, encoding: str | None) -> str:
    """Return the charset of a page that is not UTF-8.

    The header's counts first, as in browsers; but servers add a Latin charset to every page, so a Vietnamese one in
    the page counts more. A declaration that the bytes contradict counts for nothing.
    """
    printed = _DECLARED.search(body[:_HEAD])
    names = [_resolved(one) for one in (encoding, printed[1].decode("latin-1") if printed else None)]
    found = [name for name in names if name and name not in _SURELY_NOT]
    return next((name for name in found if name in _VIETNAMESE), None) or next(iter(found), _DEFAULT)


def _resolved(name: str | None) -> str | None:
    if not name:
        return None
    return _ONLY_LIBXML2.get(name.strip().lower()) or resolve_encoding(name)


def letters_of(name: str) -> dict[int, str]:
    """Return the letters of a charset that only libxml2 knows, by byte. Raises `KeyError` for another name."""
    return _table(_ONLY_LIBXML2[name])


@cache
def _table(name: str) -> dict[int, str]:
    """Return the letters of a charset of single bytes that only libxml2 knows, by byte."""
    try:
        parser = etree.HTMLParser(encoding=name)
    except LookupError:  # a libxml2 that was built without this charset
        return dict.fromkeys(range(128, 256), "\ufffd")
    known = {}
    for code in (*range(1, 9), *range(14, 32), *range(128, 256)):
        letter = etree.fromstring(b"<p>%c</p>" % code, parser).findtext(".//p")
        known[code] = letter or "\ufffd"
    return known
