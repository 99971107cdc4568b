"""Define `PageContext`, the facts on sources that the page reader gets from its caller."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hanoi_press.items import Identity
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.learnt_template import LearntTemplate
from hanoi_press.pages.site_names import OutletLookup

Identify = Callable[[str], Identity | None]


class PageContext(NamedTuple):
    """The facts needed to read a page of one host.

    `identify` returns the identity of the article at an address, None for no article. `source_of` returns the source
    for a printed outlet name (and the address that it links), None for any other outlet. `templates` are the page
    classes of the source's own families, tried first; `other_templates` those of all families, with which a page of an
    unknown host is compared by its structure. `learnt` is what earlier pages of the source taught.
    """

    identify: Identify
    source_of: OutletLookup
    templates: tuple[type[ArticlePage], ...] = ()
    other_templates: tuple[type[ArticlePage], ...] = ()
    learnt: LearntTemplate | None = None
