"""`Family`: a CMS with the page classes that read it."""

from __future__ import annotations

from dataclasses import dataclass

from hanoi_press.pages.article_page import ArticlePage


@dataclass(frozen=True, slots=True)
class Family:
    """A CMS: its name as the docs print it, and its page classes in the order in which they are asked."""

    name: str
    templates: tuple[type[ArticlePage], ...] = ()
