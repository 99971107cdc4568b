"""Recognise what a server sends in place of content: anti-bot challenges, refusals, HTML for robots.txt."""

from __future__ import annotations

import re

from hanoi_press.text.normalize import unescape

# Anti-bot pages, by title and scripts; hanoimoi.vn answers some clients with Cloudflare's.
_OPENING = re.compile(rb"<title\b[^<>]{0,100}>", re.I)
_TITLE = re.compile(rb"\s*(?:Just a moment|Attention Required! \| Cloudflare|Access [Dd]enied)")
# Cloudflare's in Vietnamese, which a text may have as its headline, too.
_WAIT = re.compile(r"\s*chờ\s+một\s+chút[\s.…]*</title", re.I)
_CHALLENGE_SCRIPTS = (b"_cf_chl_opt", b"_Incapsula_Resource", b"loudrity")
# A page that is little but a script which sets a cookie and loads itself again, as mod.gov.vn sends it.
_SETS_COOKIE = re.compile(rb"document\.cookie\s*=")
_RELOADS = re.compile(rb"location\.(?:reload\(|href\s*=|replace\()|window\.location\s*=")
_CODE = re.compile(rb"<(script|style)\b", re.I)
_CODE_ENDS = {name: re.compile(rb"</" + name + rb"\s*+>", re.I) for name in (b"script", b"style")}
# Refusals with HTTP 200 by mae.gov.vn, and by F5's firewall in front of sbv.gov.vn (public crawlers, 2026).
_REFUSALS = (
    "Thông báo từ chối truy cập",
    "Hệ thống đang gặp vấn đề khi xử lý yêu cầu của bạn",
    "The requested URL was rejected",
)
_REFUSALS_IN_ASCII = (b"i truy c", b" khi x", b"URL was rejected")  # the same in every encoding, with entities and NFD
_MAX_REFUSAL_WORDS = 300  # a longer page is an article that quotes the phrase
_MAX_BYTES = 30_000  # a larger page is no challenge, even if it names such a script
_MAX_TITLE = 200
_MAX_PARAGRAPHS = 8  # a page with more, or with structured data, is no challenge
_MAX_SCRIPT_PAGE_WORDS = 60  # on a page that only runs a script
_HTML = re.compile(
    rb"\s*+(?:\xef\xbb\xbf)?\s*+(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|script)\b", re.S | re.I
)


def is_challenge(body: bytes) -> bool:
    """Return True if the body is a challenge page of an anti-bot service."""
    opening = _OPENING.search(body, 0, _MAX_BYTES)
    title = body[opening.end() : opening.end() + _MAX_TITLE] if opening else b""
    if _TITLE.match(title) is not None:
        return True
    if len(body) >= _MAX_BYTES or b"ld+json" in body or body.count(b"</p>") > _MAX_PARAGRAPHS:
        return False
    if _WAIT.match(unescape(title.decode(errors="replace"))) or any(name in body for name in _CHALLENGE_SCRIPTS):
        return True
    return (
        _SETS_COOKIE.search(body) is not None
        and _RELOADS.search(body) is not None
        and len(b"".join(_outside_tags(body)).split()) < _MAX_SCRIPT_PAGE_WORDS
    )


def is_refusal(body: bytes) -> bool:
    """Return True if the body is a page of few words that refuses access, whatever the HTTP status."""
    if len(body) >= _MAX_BYTES or not any(part in body for part in _REFUSALS_IN_ASCII):
        return False
    words = unescape(b" ".join(_outside_tags(body)).decode(errors="replace"))
    return contains_refusal(words) and len(words.split()) < _MAX_REFUSAL_WORDS


def contains_refusal(words: str) -> bool:
    """Return True if the words contain a refusal as the portals phrase it."""
    lower = words.lower()
    return any(phrase.lower() in lower for phrase in _REFUSALS)


def _outside_tags(body: bytes) -> list[bytes]:
    """Return the bytes between the page's tags, without scripts and style sheets; each part is looked at once."""
    found: list[bytes] = []
    unclosed: set[bytes] = set()
    read = 0
    while (opening := body.find(b"<", read)) >= 0:
        end = body.find(b">", opening) + 1
        name = code[1].lower() if (code := _CODE.match(body, opening)) else b""
        if name and name not in unclosed:
            if closing := _CODE_ENDS[name].search(body, opening):
                end = closing.end()
            else:
                unclosed.add(name)
        if not end:
            break
        found.append(body[read:opening])
        read = end
    return [*found, body[read:]]


def is_html(body: bytes) -> bool:
    """Return True if the body begins like an HTML page, such as the shell of an app in place of robots.txt or JSON."""
    return _HTML.match(body[:4096]) is not None
