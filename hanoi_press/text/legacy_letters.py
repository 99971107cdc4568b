"""Turn Vietnamese letters of the fonts and charsets before Unicode into Unicode.

TCVN3 (the fonts .VnTime), VNI (the fonts VNI-Times) and VPS put their letters where Latin-1 has others, so a page in
them shows "NghÞ quyÕt", "Nghò quyeát" or "Ngh\xce quy\x89t" to every other font. VISCII and TCVN-5712 are charsets that
pages name; text may be in them without a name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")  # none, grave, acute, hook, tilde, dot below
# By vowel, the letters without and with each tone, as Latin-1 shows them.
_TCVN3 = (
    "a µ ¸ ¶ · ¹",
    "¨ » ¾ ¼ ½ Æ",
    "© Ç Ê È É Ë",
    "e Ì Ð Î Ï Ñ",
    "ª Ò Õ Ó Ô Ö",
    "i × Ý Ø Ü Þ",
    "o ß ã á â ä",
    "« å è æ ç é",
    "¬ ê í ë ì î",
    "u ï ó ñ ò ô",
    "\xad õ ø ö ÷ ù",
    "y ú ý û ü þ",
)
_TCVN3_CAPITALS = {"¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư", "§": "Đ", "®": "đ"}
_VPS = (
    "a à á ä ã å",
    "æ ¢ ¡ £ ¤ ¥",
    "â À Ã Ä Å Æ",
    "e è é È ë Ë",
    "ê \x8a \x89 \x8b Í \x8c",
    "i ì í Ì ï Î",
    "o ò ó Õ õ \x86",
    "ô Ò Ó ° \x87 ¶",
    "Ö © § ª « ®",
    "u ù ú û Û ø",
    "Ü Ø Ù º » ¿",
    "y ÿ \x9a \x9b Ï \x9c",
)
_VPS_CAPITALS = {"Ç": "đ", "ñ": "Đ", "Ð": "Ư", "÷": "Ơ", "\x88": "Ă", "Â": "Â", "Ô": "Ô", "Á": "Á", "\x80": "À"}
# VNI writes a letter and its accent as two letters, and has some letters of its own.
_VNI_MARKS = {
    "a": ("", "ø", "ù", "û", "õ", "ï"),
    "ă": ("ê", "è", "é", "ú", "ü", "ë"),
    "â": ("â", "à", "á", "å", "ã", "ä"),
}
_VNI_SINGLE = {"ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ö": "ư", "ô": "ơ"}
_ON_CP1252 = {ord(bytes([code]).decode("cp1252", "ignore") or chr(code)): code for code in range(128, 160)}
_DOUBLED = re.compile(r"[\xc2-\xf4][\x80-\xbf]{1,3}(?:[\xc2-\xf4][\x80-\xbf]{1,3})*")


def latin(text: str) -> str:
    """Return text with the letters that only Windows-1252 has (€, ‰, Œ) as the control characters of their bytes."""
    return text.translate(_ON_CP1252)


def undoubled(text: str) -> str:
    """Return text that was encoded twice in UTF-8 (`Viá»‡t Nam`) as it was before; other text as it is.

    >>> undoubled("Viá»‡t Nam")
    'Việt Nam'
    """
    plain = latin(text)
    found = _DOUBLED.sub(_once, plain)
    return text if found == plain else found


def _once(run: re.Match[str]) -> str:
    try:
        return run[0].encode("latin-1").decode()
    except UnicodeError:
        return run[0]


def from_tcvn3(text: str) -> str:
    """Return text in TCVN3 as Unicode.

    >>> from_tcvn3("NghÞ quyÕt cña §¶ng")
    'Nghị quyết của Đảng'
    """
    return latin(text).translate(_table("tcvn3"))


def from_vps(text: str) -> str:
    """Return text in VPS as Unicode.

    >>> from_vps("NghÎ quy\x89t cûa Çäng")
    'Nghị quyết của đảng'
    """
    return latin(text).translate(_table("vps"))


def from_vni(text: str) -> str:
    """Return text in VNI as Unicode.

    >>> from_vni("Nghò quyeát cuûa Ñaûng, nöôùc")
    'Nghị quyết của Đảng, nước'
    """
    pairs = _vni()
    return _vni_pattern().sub(lambda found: pairs[found[0]], latin(text))


def from_charset(text: str, letters: dict[int, str]) -> str:
    """Return text in a charset of single bytes that was read as Latin-1; `letters` by byte."""
    return latin(text).translate({code: letter for code, letter in letters.items() if code >= 128})


@cache
def _table(name: str) -> dict[int, str]:
    rows, capitals = (_TCVN3, _TCVN3_CAPITALS) if name == "tcvn3" else (_VPS, _VPS_CAPITALS)
    found = {ord(sign): letter for sign, letter in capitals.items()}
    for vowel, row in zip(_VOWELS, rows, strict=True):
        for sign, tone in zip(row.split(" "), _TONES, strict=True):
            found[ord(sign)] = unicodedata.normalize("NFC", vowel + tone)
    return found


@cache
def _vni() -> dict[str, str]:
    found = dict(_VNI_SINGLE)
    for base, written in {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ơ": "ô", "ư": "ö"}.items():
        for mark, tone in zip(_VNI_MARKS["a"][1:], _TONES[1:], strict=True):
            found[written + mark] = unicodedata.normalize("NFC", base + tone)
    for base, written in {"ă": "a", "â": "a", "ê": "e", "ô": "o"}.items():
        for mark, tone in zip(_VNI_MARKS["ă" if base == "ă" else "â"], _TONES, strict=True):
            found[written + mark] = unicodedata.normalize("NFC", base + tone)
    capitals = {sign.upper(): letter.upper() for sign, letter in found.items()}
    mixed = {sign[0].upper() + sign[1:]: letter.upper() for sign, letter in found.items() if len(sign) == 2}
    return mixed | capitals | found


@cache
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _vni()), key=len, reverse=True)))
