"""The Hanoi press and Vietnam's ministry portals as a corpus that people trust.

>>> from hanoi_press import extract
>>> article = extract(body, "https://hanoimoi.vn/…-1305109.html")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Article", "extract"]

if TYPE_CHECKING:
    from hanoi_press.extraction import extract
    from hanoi_press.items import Article


def __getattr__(name: str) -> Any:
    # Loaded on first use: who only reads the corpus need not wait for Scrapy's import.
    if name == "extract":
        from hanoi_press.extraction import extract

        return extract
    if name == "Article":
        from hanoi_press.items import Article

        return Article
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
