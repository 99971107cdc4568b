"""What a server says in place of content: anti-bot challenges, refusals with HTTP 200, HTML for robots.txt."""

from __future__ import annotations

import re

from hanoi_press.text.normalize import unescape

# Anti-bot pages, by what they hold (hanoimoi.vn answers some clients with Cloudflare's, hanoimoi.md §3).
_TITLE = re.compile(rb"<title>\s*(?:Just a moment|Attention Required! \| Cloudflare|Access [Dd]enied)")
_SCRIPTS = (b"_cf_chl_opt", b"_Incapsula_Resource", b"loudrity")
# A page that is little but a script which sets a cookie and loads itself again (mod.gov.vn, portals.md §6).
_COOKIE = re.compile(rb"document\.cookie\s*=")
_RELOAD = re.compile(rb"location\.(?:reload\(|href\s*=|replace\()|window\.location\s*=")
_TAGS = re.compile(rb"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.S | re.I)
# mae.gov.vn's refusals with HTTP 200 (portals.md §4); F5's in front of sbv.gov.vn, as its crawlers met it in 2026.
_REFUSALS = (
    "Thông báo từ chối truy cập",
    "Hệ thống đang gặp vấn đề khi xử lý yêu cầu của bạn",
    "The requested URL was rejected. Please consult with your administrator",
)
_FEW_WORDS = 300  # on a page that only contains_refusal; an article may quote the phrase
_SMALL = 30_000  # bytes; a page full of words may name such a script in passing, a challenge page is little else
_PARAGRAPHS = 8  # a challenge page has fewer, and no structured data
_FEW = 60  # words on a page that only runs a script
_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script)\b", re.S | re.I
)


def is_challenge(body: bytes) -> bool:
    """Is this a challenge page of an anti-bot service instead of content?"""
    title = body.find(b"<title>", 0, _SMALL)
    if title >= 0 and _TITLE.match(body, title) is not None:
        return True
    if len(body) >= _SMALL or b"ld+json" in body or body.count(b"</p>") > _PARAGRAPHS:
        return False
    if any(name in body for name in _SCRIPTS):
        return True
    return (
        _COOKIE.search(body) is not None
        and _RELOAD.search(body) is not None
        and len(_TAGS.sub(b"", body).split()) < _FEW
    )


def is_refusal(body: bytes) -> bool:
    """Does the server refuse in words, whatever its status says? Only a page of few words can be a refusal."""
    # pieces of the phrases that stay as they are however the rest is encoded (entities, NFD)
    if len(body) >= _SMALL or (b"i truy c" not in body and b" khi x" not in body):
        return False
    words = unescape(_TAGS.sub(b" ", body).decode(errors="replace"))
    return contains_refusal(words) and len(words.split()) < _FEW_WORDS


def contains_refusal(words: str) -> bool:
    """Do these words hold a refusal as the portals phrase it?"""
    return any(phrase.lower() in words.lower() for phrase in _REFUSALS)


def is_html(body: bytes) -> bool:
    """Does the body begin like a page, where robots.txt or JSON was asked for (an app's shell, an error page)?"""
    return _HTML.match(body[:4096]) is not None
