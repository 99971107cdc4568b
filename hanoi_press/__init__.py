"""Crawl the Hanoi press and Vietnam's ministry portals into a corpus of articles.

>>> from hanoi_press import extract
>>> article = extract(body, "https://hanoimoi.vn/…-1305109.html")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Article", "NotAnArticle", "extract"]

if TYPE_CHECKING:
    from hanoi_press.extraction import NotAnArticle, extract
    from hanoi_press.items import Article

_MODULES = {
    "Article": "hanoi_press.items",
    "NotAnArticle": "hanoi_press.pages.verdicts",
    "extract": "hanoi_press.extraction",
}


def __getattr__(name: str) -> Any:
    """Import a public name on first use, so that loading the corpus does not load the page classes."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
