"""What is no article, by kind: the run report counts each."""

from __future__ import annotations

import re

# Anti-bot pages, by what they hold (hanoimoi.vn answers some clients with Cloudflare's, hanoimoi.md §3).
_TITLE = re.compile(rb"<title>\s*(?:Just a moment|Attention Required! \| Cloudflare|Access [Dd]enied)")
_SCRIPTS = (b"_cf_chl_opt", b"_Incapsula_Resource", b"cloudrity", b"Cloudrity")
_SMALL = 30_000  # bytes; a page full of words may name such a script in passing, a challenge page is little else


class NotAnArticle(Exception):
    """The page is no article. `kind` is one word: blocked, empty, sponsored, elsewhere."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind


def is_challenge(body: bytes) -> bool:
    """Is this a challenge page of an anti-bot service instead of content?"""
    title = body.find(b"<title>", 0, _SMALL)
    return (title >= 0 and _TITLE.match(body, title) is not None) or (
        len(body) < _SMALL and any(name in body for name in _SCRIPTS)
    )


def check(body: bytes) -> None:
    """Raises `NotAnArticle` for bytes that are not worth a parse."""
    if not body or body.isspace():
        raise NotAnArticle("empty", "no bytes")
    if is_challenge(body):
        raise NotAnArticle("blocked", "a challenge page")
