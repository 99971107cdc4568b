"""Read pages of sites without a template from JSON-LD, meta tags and, for the body, by trafilatura."""

from __future__ import annotations

import logging
import re
from functools import cached_property
from itertools import dropwhile
from typing import Any

from lxml import etree

from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.blocks import Block
from hanoi_press.pages.document import Document, Element, is_larger
from hanoi_press.pages.outline import Outline
from hanoi_press.pages.prose import Prose, prose
from hanoi_press.pages.selectors import css
from hanoi_press.pages.simplified import simplified_html
from hanoi_press.pages.structure import is_sidebar
from hanoi_press.text import dates
from hanoi_press.text.boilerplate import is_outer_boilerplate
from hanoi_press.text.normalize import clean

_MOST_ELEMENTS = 8000
_MANY_ELEMENTS = 4000
_MANY_IF_DEEP = 1000
_LONG_IF_DEEP = 200_000  # bytes
_DEEP: Any = etree.XPath(f"boolean({'/'.join(['*'] * 60)})")  # trafilatura looks at all ancestors of each line
_SITE_SUFFIX = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")


class GenericPage(ArticlePage):
    """A page read field by field; the origin is `generic` if the value is trafilatura's or from the window's title."""

    name = "generic"

    TITLE = (css("article h1"), css("main h1"), css("h1[itemprop=headline]"))
    DATE = (css("article time"), css("main time"), css("time[datetime]"), css("[itemprop=datePublished]"))
    AUTHOR = (css("[itemprop=author] [itemprop=name]"), css('a[rel="author"]'), css("[itemprop=author]"))
    SECTION = (
        css("nav[aria-label=breadcrumb] a, nav[aria-label=Breadcrumb] a"),
        css("ol.breadcrumb a, ul.breadcrumb a"),
    )
    TAG_METAS = ("article:tag", "news_keywords", "keywords")

    @cached_property
    def is_large(self) -> bool:
        """True if the page has too many elements, or levels of them, for trafilatura."""
        root = self.doc.root
        deep = (len(self.doc.body) > _LONG_IF_DEEP or is_larger(root, _MANY_IF_DEEP)) and _DEEP(root)
        return self.doc.flattened or deep or is_larger(root, _MOST_ELEMENTS)

    @cached_property
    def container(self) -> Element | None:
        """The body's box, which only a large page is read from."""
        return Outline(self.doc, self.headline, is_sidebar).container if self.is_large else None

    def title(self) -> str | None:
        """Return the headline, else og:title, else the window's title without the site's name."""
        return super().title() or self.first("title", ("generic", self._window_title))

    def _window_title(self) -> str | None:
        window = self.doc.root.findtext(".//title")
        return _SITE_SUFFIX.sub("", clean(window)) if window else None

    def printed_date(self) -> str | None:
        """Return a `time` element's date, preferring its attributes to its words."""
        for select in self.DATE:
            for element in self.lookup.elements(select):
                for printed in (element.get("datetime"), element.get("content"), element.text):
                    if printed and dates.parse(printed):
                        return clean(printed)
        return None

    def meta_date(self, name: str) -> str | None:
        """Return the date of the first of the meta tags in which sites usually state it."""
        names = [name]
        if name == "article:published_time":
            names += ["datepublished", "pubdate", "publishdate", "date", "dc.date.issued", "og:pubdate"]
        else:
            names += ["datemodified", "og:updated_time", "lastmod"]
        return next(filter(None, (super(GenericPage, self).meta_date(one) for one in names)), None)

    def printed_meta(self, name: str) -> str | None:
        """Return the date as printed, from the first of the usual meta tags that has it."""
        return super().printed_meta(name) or super().printed_meta("datepublished") or super().printed_meta("pubdate")

    def prose(self, title: str, summary: str | None, printed: str | None, authors: list[str]) -> Prose:
        """Return trafilatura's text, its paragraphs cleaned by the same rules as any other body.

        A page with more elements than any newspaper's is read by its outline, because trafilatura's time grows faster
        than the page; the origin is then `outline`.
        """
        if self.is_large:
            self.origin["text"] = "outline"
            return prose(self.content, title, summary, printed, authors)
        lines = [words for line in _main_text(self.doc).split("\n") if (words := clean(_without_marks(line)))]
        while lines and is_outer_boilerplate(lines[-1]):  # no container says where the article ends
            lines.pop()
        outside: dict[frozenset[str], str] = {}
        self.content.blocks = [Block(line, self.doc.root, outside) for line in dropwhile(is_outer_boilerplate, lines)]
        if self.content.blocks:
            self.origin["text"] = "generic"
        return prose(self.content, title, summary, printed, authors)


def _main_text(doc: Document) -> str:
    """Return the main text of a page as trafilatura finds it, one paragraph a line."""
    import trafilatura  # slow to import, and only pages without a template need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # our verdict reports the same faults
    text: str | None = trafilatura.extract(
        simplified_html(doc.root, doc.url),
        url=doc.url,
        include_comments=False,
        include_tables=True,
        favor_precision=True,
        deduplicate=False,
        fast=is_larger(doc.root, _MANY_ELEMENTS),  # its fallbacks compare each short line with all others
    )
    return text or ""


def _without_marks(line: str) -> str:
    """Return a line of trafilatura's text without the marks of lists, headings and table rows ("| A | B |")."""
    if line.lstrip().startswith("|"):
        return line.strip("| ") if line.strip("|-: ") else ""
    return line.lstrip("-# ")
