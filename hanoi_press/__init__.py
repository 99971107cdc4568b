"""The Hanoi press and Vietnam's ministry portals as a corpus that people trust.

>>> from hanoi_press import extract
>>> article = extract(body, "https://hanoimoi.vn/…-1305109.html")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Article", "NotAnArticle", "extract"]

if TYPE_CHECKING:
    from hanoi_press.extraction import extract
    from hanoi_press.items import Article
    from hanoi_press.pages import NotAnArticle


def __getattr__(name: str) -> Any:
    # Loaded on first use, so that a program that only loads the corpus does not wait for the page classes.
    if name == "extract":
        from hanoi_press.extraction import extract

        return extract
    if name == "NotAnArticle":
        from hanoi_press.pages import NotAnArticle

        return NotAnArticle
    if name == "Article":
        from hanoi_press.items import Article

        return Article
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
