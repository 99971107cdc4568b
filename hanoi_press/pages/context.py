"""`PageContext`: what the reader of a page must know of the sources, handed in by whoever knows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hanoi_press.items import Identity
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.site_names import OutletLookup

Identify = Callable[[str], Identity | None]


class PageContext(NamedTuple):
    """How to read a page of one host.

    `identify` tells whose article an address is, None for no article. `source_of` gives the source that a printed
    outlet name (and the address that it links) means, None for any other outlet. `templates` are the page classes of
    the source's own families, asked first; `other_templates` those of all families, which a page of an unknown host is
    compared with by its structure.
    """

    identify: Identify
    source_of: OutletLookup
    templates: tuple[type[ArticlePage], ...] = ()
    other_templates: tuple[type[ArticlePage], ...] = ()
