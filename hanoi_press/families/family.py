"""`Family`: a CMS with the page classes that read it."""

from __future__ import annotations

from dataclasses import dataclass

from hanoi_press.families.skeleton import Skeleton
from hanoi_press.pages.article_page import ArticlePage


@dataclass(frozen=True, slots=True)
class Family:
    """A CMS: its name as the docs print it, its page classes in the order in which they are asked, and what
    `scrapy newsource` writes for a new site on it (None: nothing is known that a new site would share)."""

    name: str
    templates: tuple[type[ArticlePage], ...] = ()
    skeleton: Skeleton | None = None
