"""The charset of a page by its bytes, then by what it declares."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from hanoi_press.pages.decoding import decode, is_mostly_utf8, wide_charset, without_wide_letters

WORDS = "Tổ dân phố số 4 mở lớp dạy bơi miễn phí, ước chừng ba mươi em ở Đống Đa đến học"
LATIN = "Le café déjà visité à l’été"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def as_cp1258(words: str) -> bytes:
    """Return words in windows-1258: letters as they are, tones as signs of their own."""
    parts = []
    for letter in words:
        marks = normalize("NFD", letter)
        tones = "".join(one for one in marks if one in _TONES)
        parts.append(normalize("NFC", "".join(one for one in marks if one not in _TONES)) + tones)
    return "".join(parts).encode("cp1258")


VISCII = "Tổ dân phố".translate({ord("ổ"): "\xb1", ord("â"): "\xe2", ord("ố"): "\xaf"}).encode("latin-1")
TCVN = b"T\xe6 d\xa9n ph\xe8"


@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "windows-1252", "us-ascii", "windows-1258", "x"])
@pytest.mark.parametrize("meta", [b"", b'<meta charset="windows-1252">', b'<meta charset="utf-8">'])
def test_utf8_with_damaged_letters_stays_utf8(declared: str | None, meta: bytes) -> None:
    whole = f"<p>{WORDS}</p>".encode()
    assert decode(meta + whole.replace(b"<p>", b"<p>\xe1 "), declared).endswith(f"<p>\ufffd {WORDS}</p>")
    assert decode(meta + whole[:-6], declared).endswith("đến h\ufffd")  # the last letter is cut


@pytest.mark.parametrize(
    ("body", "declared", "words"),
    [
        (as_cp1258(WORDS), "windows-1258", WORDS),
        (as_cp1258(WORDS), None, WORDS),
        (as_cp1258(WORDS), "utf-8", WORDS),
        (b'<meta charset="windows-1258">' + as_cp1258(WORDS), "iso-8859-1", WORDS),  # servers add a Latin charset
        (LATIN.encode("cp1252"), "iso-8859-1", LATIN),
        (b'<meta http-equiv=x content="text/html; charset=windows-1252">' + LATIN.encode("cp1252"), "utf-8", LATIN),
        (VISCII, "viscii", "Tổ dân phố"),
        (b"<meta charset='VISCII'>" + VISCII, None, "Tổ dân phố"),
        (b'<?xml version="1.0" encoding="x-viet-tcvn5712"?>' + TCVN, None, "Tổ dân phố"),
        (b"\xef\xbb\xbf" + WORDS.encode() + b"\xe1", "iso-8859-1", f"{WORDS}\ufffd"),
        (b"\xe1\xbb\x9d\xed\xa0\xbd\xed\xb8\x80", "x", "ờ😀"),  # CESU-8
        ("PhÆ°á»ng".encode() + b"\xff", "x", "PhÆ°á»ng\ufffd"),  # garbled before it was encoded: as served
    ],
)
def test_decode(body: bytes, declared: str | None, words: str) -> None:
    assert normalize("NFC", decode(body, declared)).endswith(words)


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_letters(name: str) -> None:
    page = f"<html><p>{WORDS}</p>"
    assert decode(page.encode(name), "utf-8") == page
    assert without_wide_letters(page.encode(name)) == page.encode()


def test_zero_bytes_are_no_wide_letters() -> None:
    for page in (b"<p>a\0b</p>", b"\0" * 50 + b"<p>a</p>", b"\xff\xfe<p>a</p>", b""):
        assert wide_charset(page) is None and without_wide_letters(page) is page


def test_share() -> None:
    assert is_mostly_utf8(b"") and is_mostly_utf8("ờ".encode() + b"\xff")
    assert not is_mostly_utf8("ờ".encode() + b"\xff a \xff")
