"""Define `ArticlePage`, which reads the fields of one page; a template is a subclass with its selectors at the top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import ClassVar

from lxml import etree

from hanoi_press.items import Attribution, Identity
from hanoi_press.pages.blocks import Block, Body
from hanoi_press.pages.captions import looks_like_caption
from hanoi_press.pages.contents import read_contents
from hanoi_press.pages.dated_page import DatedPage
from hanoi_press.pages.document import Document, Element, has_class, text_of
from hanoi_press.pages.lookup import Lookup, part_around_headline
from hanoi_press.pages.named_boxes import NamedBoxes, add_files
from hanoi_press.pages.open_paragraph import whole_words
from hanoi_press.pages.picture_groups import shows_anything
from hanoi_press.pages.prose import Prose, prose
from hanoi_press.pages.selectors import Select
from hanoi_press.pages.site_names import OutletLookup, SiteNames, byline_outlet
from hanoi_press.pages.structure import Structure, next_to
from hanoi_press.text import bylines
from hanoi_press.text.normalize import unescape

_MOST_BOXES = 100  # of a selector
_HOME = frozenset({"trang chủ", "home", "trang chính"})


class ArticlePage(DatedPage):
    """One page, read field by field.

    A subclass gives selectors (made by `css`, tried in order) and overrides what is special to its site. Each field
    falls back from the selectors to JSON-LD, then to meta tags; `origin` records which of them gave each value.
    """

    name: ClassVar[str]  # the value of `extraction.page`
    layer: ClassVar[str] = "css"  # the origin of what its selectors find, in `extraction.fields`

    MARKS: ClassVar[Sequence[Structure]] = ()  # elements by which the family's own pages are recognised
    STRUCTURE: ClassVar[Structure | None] = None  # by which the template is recognised on any other site
    MAIN: ClassVar[frozenset[str]] = frozenset()  # classes of the part around the headline that holds the fields
    HEADER: ClassVar[frozenset[str]] = frozenset()  # of the smaller part with title and byline: 3 x faster to search
    FIELDS_OUTSIDE_MAIN: ClassVar[bool] = True  # True if breadcrumb and tags may be outside that part
    TITLE: ClassVar[Sequence[Select]] = ()
    SUMMARY: ClassVar[Sequence[Select]] = ()
    AUTHOR: ClassVar[Sequence[Select]] = ()
    SECTION: ClassVar[Sequence[Select]] = ()  # the breadcrumb, or its links
    TAGS: ClassVar[Sequence[Select]] = ()  # the tag list, or its links
    TAG_METAS: ClassVar[Sequence[str]] = ("article:tag",)
    ATTRIBUTION: ClassVar[Sequence[Select]] = ()  # "Theo …" outside the body
    ORIGINAL: ClassVar[Sequence[Select]] = ()  # the original's address next to it
    BOXES: ClassVar[NamedBoxes] = NamedBoxes()  # breadcrumb, files and source panel by usual names
    BODY: ClassVar[Sequence[Select]] = ()
    DROP_CLASSES: ClassVar[frozenset[str]] = frozenset()  # in the body, but not its text
    DROP_IDS: ClassVar[frozenset[str]] = frozenset()
    FIGURE_CLASSES: ClassVar[frozenset[str]] = frozenset()  # a picture with its caption that is no <figure>

    def __init__(self, doc: Document, identity: Identity, source_of: OutletLookup) -> None:
        super().__init__(doc)
        self.identity = identity
        self.source_of = source_of

    @classmethod
    def recognises(cls, doc: Document) -> bool:
        """Return True if a page of one of the family's own sources has this template: one of `MARKS` suffices."""
        return any(mark.matches(doc) for mark in cls.MARKS)

    @classmethod
    def matches_structure(cls, doc: Document) -> bool:
        """Return True if a page of any site has this template: only its whole `STRUCTURE` decides."""
        return cls.STRUCTURE is not None and cls.STRUCTURE.matches(doc)

    @cached_property
    def main(self) -> Element:
        """The part of the page around the headline that contains the fields; the whole page if there is none."""
        found = part_around_headline(self.doc, self.MAIN)
        return self.doc.root if found is None else found

    @property
    def fits(self) -> bool:
        """True if any of the template's own selectors for headline, summary, date or body matches."""
        selects = (*self.TITLE, *self.BODY, *self.SUMMARY, *self.DATE)
        return any(self.lookup.elements(select) for select in selects)

    @cached_property
    def lookup(self) -> Lookup:
        """Searches in the main part."""
        return Lookup(
            self.doc,
            self.main,
            header=part_around_headline(self.doc, self.HEADER),
            in_header=(*self.TITLE, *self.SUMMARY, *self.DATE, *self.AUTHOR),
            on_whole_page=(*self.SECTION, *self.TAGS) if self.FIELDS_OUTSIDE_MAIN else (),
        )

    @cached_property
    def site(self) -> SiteNames:
        """The names of the page's site."""
        return SiteNames(self.doc, self.identity, self.source_of)

    @cached_property
    def headline(self) -> Element | None:
        """The headline's element, by the template's selectors."""
        return self.lookup.headline(self.TITLE)

    @cached_property
    def headline_words(self) -> str | None:
        """The words of the headline's element."""
        return text_of(self.headline) if self.headline is not None else None

    @cached_property
    def container(self) -> Element | None:
        """The body's element: of a selector's matches with words, the one nearest to the headline; else one without."""
        for select in self.BODY:
            found = [one for one in self.lookup.elements(select) if any(map(str.strip, one.itertext(etree.Element)))]
            if found:
                return next_to(self.headline, found) if len(found) > 1 else found[0]
        wordless = (one for select in self.BODY for one in self.lookup.elements(select))
        return next(filter(shows_anything, wordless), None)

    @cached_property
    def content(self) -> Body:
        """The contents of the container, and the files in the boxes next to it."""
        if self.container is not None:
            self.doc.visibility.prune(self.container)
        body = read_contents(self.doc, self, self.container) if self.container is not None else Body()
        add_files(body, self.BOXES.file_boxes(self.container, self.lookup), self.doc)
        return body

    def prose(self, title: str, summary: str | None, printed: str | None, authors: list[str]) -> Prose:
        """Return the body's text; title, summary (as kept and as `printed`) and authors are removed from its ends."""
        return prose(self.content, title, summary, printed, authors)

    def drops(self, element: Element) -> bool:
        """Return True if an element inside the body is boilerplate."""
        named = has_class(element, self.DROP_CLASSES) or (self.DROP_IDS and element.get("id") in self.DROP_IDS)
        return bool(named) or self.BOXES.is_boilerplate(element)

    def is_figure(self, element: Element) -> bool:
        """Return True if the element is a picture with its caption."""
        return has_class(element, self.FIGURE_CLASSES)

    def is_caption(self, block: Block) -> bool:
        """Return True if the line that follows a picture is its caption."""
        return looks_like_caption(block)

    def full_size(self, url: str) -> str:
        """Return the address of the original picture for that of a thumbnail."""
        return url

    def title(self) -> str | None:
        """Return the headline."""
        return self.first(
            "title",
            ("css", lambda: self.headline_words),
            ("json-ld", lambda: self.news("headline")),
            ("meta", lambda: self.doc.meta("og:title") or self.doc.meta("twitter:title")),
        )

    def summary(self) -> str | None:
        """Return the summary as printed, with its dateline."""
        metas = ("description", "og:description")
        return self.first(
            "summary",
            ("css", lambda: self.printed_summary()),
            ("json-ld", lambda: self.own_description(self.news("description"))),
            ("meta", lambda: next(filter(None, (self.own_description(self.doc.meta(one)) for one in metas)), None)),
        )

    def split_dateline(self, summary: str) -> tuple[str | None, str]:
        """Return a printed summary's dateline and the rest."""
        return bylines.dateline(summary)

    def printed_summary(self) -> str | None:
        """Return the words of the summary's first box that has any."""
        boxes = (box for select in self.SUMMARY for box in self.lookup.elements(select)[:_MOST_BOXES])
        return next((words for box in boxes if (words := whole_words(box, lambda: self.container))), None)

    def own_description(self, description: str | None) -> str | None:
        """Return the description if it is the article's; None for the site's own description or the headline."""
        if not description or self.site.describes(description):
            return None
        return None if description == self.headline_words else description

    def authors(self, section: list[str]) -> list[str]:
        """Return the people or desks of the byline: never the site, nor the section that some templates print there."""
        not_people = {name.lower() for name in section}

        def people(printed: str | None) -> list[str]:
            found = filter(self.site.is_person, bylines.authors(unescape(printed or "")))
            names = [name for name in found if name.lower() not in not_people]
            if names and printed:
                self.raw.authors = printed
            return names

        names = self.first(
            "authors",
            ("css", lambda: next(filter(None, map(people, self.printed_authors())), [])),
            ("json-ld", lambda: people(", ".join(self.doc.news_authors))),
            ("meta", lambda: people(self._meta_author())),
            ("css", lambda: next(filter(None, map(people, self.BOXES.panel_authors(self.lookup))), [])),
        )
        return names or []

    def _meta_author(self) -> str:
        """Return the meta tag's author; "" if it is the address of a profile."""
        stated = self.doc.meta("article:author")
        return "" if "://" in stated else stated

    def printed_authors(self) -> Iterator[str]:
        """Yield the bylines as printed, the likeliest first."""
        return self.lookup.bylines(self.AUTHOR)

    def printed_section(self) -> list[str]:
        """Return the breadcrumb as printed, "Trang chủ" included."""
        return self.BOXES.breadcrumb(self.lookup) or self.lookup.names(self.SECTION)

    def section(self) -> list[str]:
        """Return the breadcrumb, outermost first, without the home page and the article itself."""
        found = self.first(
            "section",
            ("css", self.printed_section),
            ("json-ld", lambda: self.doc.crumbs),
            ("meta", lambda: list(filter(None, [self.doc.meta("article:section")]))),
            ("json-ld", lambda: self.doc.news_section),
        )
        names = [name for name in found or [] if name and name.lower() not in _HOME]
        return names[:-1] if names and names[-1] == self.headline_words else names

    def tags(self) -> list[str]:
        """Return the keywords that the page shows."""
        in_metas = filter(None, map(self.doc.meta_names, self.TAG_METAS))
        names = self.first("tags", ("css", lambda: self.lookup.names(self.TAGS)), ("meta", lambda: next(in_metas, [])))
        return names or []

    def attribution(self, body: Prose) -> Attribution | None:
        """Return the outlet that the article names as its origin, in a box of its own or in the body's last line."""
        if found := self.BOXES.panel_source(self.lookup, self.doc):
            return self.attributed(*found)
        printed = self.lookup.text(self.ATTRIBUTION)
        if printed and (name := bylines.attribution(printed) or printed.strip(" .:")):
            return self.attributed(name, printed, self.lookup.text(self.ORIGINAL))
        return self.closing_attribution(body)

    def closing_attribution(self, body: Prose) -> Attribution | None:
        """Return the origin that the body's last line or the byline states."""
        name = body.attribution or next(filter(None, map(byline_outlet, self.lookup.texts(self.AUTHOR))), None)
        if not name and body.outlet and self.site.is_elsewhere(body.outlet):
            name = body.outlet
        return self.attributed(name, self.raw.attribution or name, body.attribution_url) if name else None

    def attributed(self, name: str, printed: str, address: str | None) -> Attribution:
        """Return an attribution, and record the printed words; `address` is the original's as the page links it."""
        self.raw.attribution = printed
        self.origin["attribution"] = "css"
        url = self.doc.absolute(address) if address else None
        return Attribution(name, url, self.source_of(name, url))

    def language(self) -> str:
        """Return the BCP 47 code of the page; `vi` if it states none."""
        return self.doc.language or "vi"
