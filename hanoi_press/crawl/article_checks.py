"""Decide whether an article may enter the corpus."""

from __future__ import annotations

from hanoi_press.items import Article
from hanoi_press.schema import article_fault


def problems(article: Article) -> list[str]:
    """Return why an article may not enter the corpus: missing fields, else the first schema fault; [] if valid."""
    required = ["id", "url", "title", "language"]
    if not (article.attachments or article.images):  # which may be all of a notice
        required.insert(3, "text")
    missing = [name for name in required if not str(getattr(article, name) or "").strip()]
    if missing:
        return [f"no {name}" for name in missing]
    fault = article_fault(article)
    return [f"{_value(article, fault)}{fault}"] if fault else []


def _value(article: Article, fault: str) -> str:
    """Return "published_at is '24/11/2026': " for a fault at `$.published_at`; "" if it is deeper in the article."""
    name = fault.rpartition(" - at `$.")[2].rstrip("`")
    return f"{name} is {getattr(article, name)!r}: " if hasattr(article, name) else ""
