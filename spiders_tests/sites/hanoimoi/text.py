"""Text functions of the renderers: escaping as the site's server does it, slugs, reproducible choices."""

from __future__ import annotations

import html
import re
import unicodedata
from zlib import crc32

from ..spec import Spec

MARK = "<!-- modelled on hanoimoi.vn; not a capture -->"
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def pick(spec: Spec, what: str, of: int = 2) -> bool:
    """Return True for about one article in `of`, always the same ones."""
    return crc32(f"{spec.id}:{what}".encode()) % of == 0


def encode(text: str) -> str:
    """Return text escaped as .NET does it: Latin-1 letters become numeric references, too."""
    return "".join(f"&#{ord(c)};" if 160 <= ord(c) <= 255 else c for c in html.escape(text, quote=True))


def slug_of(text: str) -> str:
    """Return text as lower-case ASCII with hyphens."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


def form(spec: Spec, text: str) -> str:
    """Return the text in the Unicode form that the page uses (trap "nfd"), not escaped."""
    return unicodedata.normalize("NFD" if "nfd" in spec.traps else "NFC", text)


def label(spec: Spec, text: str) -> str:
    """Return a short visible text (a name, a tag), escaped."""
    return html.escape(form(spec, text), quote=False)


def dress(spec: Spec, text: str) -> str:
    """Return running text as the page prints it: escaped, with the article's traps."""
    out = form(spec, text)
    if "nbsp" in spec.traps:
        words = out.split(" ")
        out = "".join(word + ("\u00a0" if i % 4 == 2 else " ") for i, word in enumerate(words)).rstrip(" \u00a0")
    out = encode(out) if "entities" in spec.traps else html.escape(out, quote=False)
    return out.replace("\u00a0", "&nbsp;").replace("&#160;", "&nbsp;")


def names(spec: Spec) -> str:
    """Return the authors in one line."""
    return (" - " if spec.id % 2 else ", ").join(spec.authors)


def sapo(spec: Spec) -> str:
    """Return the summary with its dateline."""
    return f"({spec.dateline}) - {spec.summary}" if spec.dateline else spec.summary


def credit_line(spec: Spec, index: int, caption: str, credit: str) -> str:
    """Return the content of a figcaption: caption and credit in one of the paper's ways."""
    text, who = dress(spec, caption), label(spec, credit)
    if not credit:
        return text
    if not caption:
        return f"Ảnh: {who}"
    if caption[-1] not in '.!?…”"':
        return f"{text} (Nguồn: {who})" if (spec.id + index) % 2 else f"{text} (Ảnh: {who})"
    return (f"{text} Ảnh: {who}", f"{text} <i>Ảnh: {who}.</i>", f"{text} (Nguồn: {who})")[(spec.id + index) % 3]
