"""Define `Family`, a CMS with the page classes that read it."""

from __future__ import annotations

from dataclasses import dataclass

from hanoi_press.families.skeleton import Skeleton
from hanoi_press.pages.article_page import ArticlePage


@dataclass(frozen=True, slots=True)
class Family:
    """A CMS: its name in the docs, its page classes in the order in which they are tried, and the skeleton that
    `scrapy newsource` uses for a new site on it (None if new sites have nothing in common)."""

    name: str
    templates: tuple[type[ArticlePage], ...] = ()
    skeleton: Skeleton | None = None
