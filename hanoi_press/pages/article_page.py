"""`ArticlePage`: what all CMS families share. A family is a subclass with its selectors at the top."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import ClassVar
from urllib.parse import urlsplit

from hanoi_press.items import Article, Attribution, Extraction, Identity, Raw, content_hash
from hanoi_press.pages.contents import Contents
from hanoi_press.pages.context import PageContext
from hanoi_press.pages.document import Document, Select
from hanoi_press.pages.prose import Prose
from hanoi_press.pages.structure import Structure
from hanoi_press.text import bylines, dates
from hanoi_press.text.normalize import clean, unescape
from hanoi_press.text.outlets import is_outlet

_HOME = frozenset({"trang chủ", "home", "trang chính"})
_DATES = 8  # places that may hold the date; a hostile page could have thousands
_OF_THE_SITE = re.compile(r"(?:cổng|trang) (?:thông )?tin điện tử\b.{0,90}$", re.I)


class ArticlePage(Contents):
    """One page of a CMS family, read field by field.

    A subclass gives selectors (compiled by `css`, tried in order) and, where its site is odd, overrides a method.
    Each field falls back softly: site selectors, JSON-LD, meta tags; `origin` says which one answered.
    """

    name: ClassVar[str]  # as `extraction.page` prints it

    MARKS: ClassVar[Sequence[Structure]] = ()  # elements by which the family's own pages are recognised
    STRUCTURE: ClassVar[Structure | None] = None  # what recognises the template on a page of any other site
    TITLE: ClassVar[Sequence[Select]] = ()
    SUMMARY: ClassVar[Sequence[Select]] = ()
    DATE: ClassVar[Sequence[Select]] = ()
    AUTHOR: ClassVar[Sequence[Select]] = ()
    TAG_METAS: ClassVar[Sequence[str]] = ("article:tag",)
    ATTRIBUTION: ClassVar[Sequence[Select]] = ()  # "Theo …" outside the body
    ORIGINAL: ClassVar[Sequence[Select]] = ()  # the original's address beside it

    def __init__(self, doc: Document, identity: Identity, context: PageContext) -> None:
        super().__init__(doc)
        self.identity = identity
        self.context = context
        self.raw = Raw()

    @classmethod
    def recognises(cls, doc: Document) -> bool:
        """Return True if a page of one of the family's own sources has this template: one of `MARKS` suffices."""
        return any(mark.matches(doc) for mark in cls.MARKS)

    @classmethod
    def matches_structure(cls, doc: Document) -> bool:
        """Return True if a page of any site has this template: only its whole `STRUCTURE` decides."""
        return cls.STRUCTURE is not None and cls.STRUCTURE.matches(doc)

    # --- the article ---------------------------------------------------------------------------------------------

    def article(self, fetched_at: str) -> Article:
        """Return the page as an `Article`; title and text are empty if the page class finds none."""
        title = self.title() or ""
        section = self.section()
        printed = self.summary()
        dateline, summary = bylines.dateline(printed) if printed else (None, None)
        authors = self.authors(section)
        body = self.prose(title, summary, printed, authors)
        text = "\n\n".join(body.paragraphs)
        if text:
            self.origin.setdefault("text", "css")
        attribution = self.attribution(body)
        published, modified = self.published(), self.modified()
        return Article(
            id=self.identity.id,
            source=self.identity.source,
            publisher=self.identity.publisher,
            url=self.identity.url,
            title=title,
            summary=summary or None,
            text=text,
            authors=authors or self._signed(body),
            dateline=dateline,
            published_at=published,
            modified_at=modified,
            section=section,
            tags=self.tags(),
            images=self.content.images,
            attachments=self.content.attachments,
            attribution=attribution,
            language=self.language(),
            raw=self.raw,
            content_hash=content_hash(title, summary or None, text),
            extraction=Extraction(self.name, dict(sorted(self.origin.items()))),
            fetched_at=fetched_at,
        )

    # --- fields ----------------------------------------------------------------------------------------------------

    def title(self) -> str | None:
        """The headline."""
        return self.first(
            "title",
            ("css", lambda: self.text_at(self.TITLE)),
            ("json-ld", lambda: self.news("headline")),
            ("meta", lambda: self.doc.meta("og:title") or self.doc.meta("twitter:title")),
        )

    def printed_date(self) -> str | None:
        """The date as a reader sees it: the first match that is one, else the first."""
        dated = (text for text in islice(self.texts_at(self.DATE), _DATES) if dates.parse(text))
        return next(dated, None) or self.text_at(self.DATE)

    def summary(self) -> str | None:
        """The sapo as printed, dateline and all."""
        return self.first(
            "summary",
            ("css", lambda: self.text_at(self.SUMMARY)),
            ("json-ld", lambda: self._described(self.news("description"))),
            (
                "meta",
                lambda: (
                    self._described(self.doc.meta("description")) or self._described(self.doc.meta("og:description"))
                ),
            ),
        )

    def _described(self, description: str | None) -> str | None:
        """A description that is the article's: many portals state their own name there, or the headline again."""
        if not description or is_outlet(description, *self._sites) or _OF_THE_SITE.match(description):
            return None
        return None if description == self.text_at(self.TITLE) else description

    def published(self) -> str | None:
        """When it was published. JSON-LD first: it has the seconds and the offset, the printed date has neither."""
        printed = self.printed_date()
        shown = dates.parse(printed)
        self.raw.published = printed or self.news("datePublished") or self.printed_meta("article:published_time")

        def stated() -> str | None:
            moment = dates.parse(self.news("datePublished"))
            # A false "Z" on a local time: the clock on the page says the same hour.
            if dates.same_clock(moment, shown):
                return moment[:19] + "+07:00" if moment else None
            return dates.in_hanoi(moment)

        return self.first(
            "published_at",
            ("json-ld", lambda: _moment(stated())),
            ("css", lambda: _moment(shown)),
            ("meta", lambda: self.meta_date("article:published_time")),
            ("css", lambda: shown),
            ("json-ld", stated),
        )

    def modified(self) -> str | None:
        """When it was last changed, as the page states it."""
        self.raw.modified = self.news("dateModified") or self.printed_meta("article:modified_time")
        return self.first(
            "modified_at",
            ("json-ld", lambda: dates.in_hanoi(dates.parse(self.news("dateModified")))),
            ("meta", lambda: self.meta_date("article:modified_time")),
        )

    def authors(self, section: list[str]) -> list[str]:
        """People or desks of the byline; never the site, never the section that some templates print in its place."""
        not_people = {name.lower() for name in section}

        def at(printed: str | None) -> list[str]:
            names = [
                name
                for name in bylines.authors(unescape(printed or ""))
                if self.is_person(name) and name.lower() not in not_people
            ]
            if names and printed:
                self.raw.authors = printed
            return names

        return (
            self.first(
                "authors",
                ("css", lambda: next(filter(None, map(at, self.printed_authors())), [])),
                ("json-ld", lambda: at(", ".join(self.doc.news_authors))),
                ("meta", lambda: at(self.doc.meta("article:author"))),
            )
            or []
        )

    def printed_authors(self) -> Iterator[str]:
        """The bylines as printed, the likeliest first."""
        return self.texts_at(self.AUTHOR)

    def printed_section(self) -> list[str]:
        """The breadcrumb as a reader sees it, "Trang chủ" and all."""
        return self.names_at(self.SECTION)

    def section(self) -> list[str]:
        """The breadcrumb, outermost first."""
        found = self.first(
            "section",
            ("css", self.printed_section),
            ("json-ld", lambda: self.doc.crumbs),
            ("meta", lambda: list(filter(None, [self.doc.meta("article:section")]))),
        )
        names = [name for name in found or [] if name and name.lower() not in _HOME]
        # some breadcrumbs end in the article itself
        return names[:-1] if names and names[-1] == self.text_at(self.TITLE) else names

    def tags(self) -> list[str]:
        """Keywords as shown."""
        return (
            self.first(
                "tags",
                ("css", lambda: self.names_at(self.TAGS)),
                ("meta", lambda: next(filter(None, (_listed(self.doc.meta(name)) for name in self.TAG_METAS)), [])),
            )
            or []
        )

    def attribution(self, body: Prose) -> Attribution | None:
        """Whom the article names as its origin: a box beside the body, or the body's last line."""
        printed = self.text_at(self.ATTRIBUTION)
        name = (bylines.attribution(printed) or printed.strip(" .:")) if printed else None
        if name:
            self.raw.attribution = printed
            self.origin["attribution"] = "css"
            url = self.doc.absolute(self.text_at(self.ORIGINAL) or "") if self.text_at(self.ORIGINAL) else None
            return Attribution(name, url, self.context.source_of(name, url))
        return self.closing_attribution(body)

    def closing_attribution(self, body: Prose) -> Attribution | None:
        """The one that the body's last line or the author's place states."""
        name = body.attribution or self._attributing_author()
        if not name and body.outlet and self._is_elsewhere(body.outlet):
            name = body.outlet
        if not name:
            return None
        self.raw.attribution = self.raw.attribution or name
        self.origin["attribution"] = "css"
        url = self.doc.absolute(body.attribution_url) if body.attribution_url else None
        return Attribution(name, url, self.context.source_of(name, url))

    def language(self) -> str:
        """BCP 47 of the page, `vi` where it states none."""
        stated = clean(self.doc.root.get("lang") or self.doc.meta("og:locale")).replace("_", "-").split("-")[0].lower()
        return stated if 2 <= len(stated) <= 3 and stated.isascii() and stated.isalpha() else "vi"

    # --- helpers ----------------------------------------------------------------------------------------------------

    def meta_date(self, name: str) -> str | None:
        """A meta tag's date."""
        return dates.in_hanoi(dates.parse(self.doc.meta(name)))

    def printed_meta(self, name: str) -> str | None:
        """A meta tag's content, None where it is empty."""
        return self.doc.meta(name) or None

    def is_person(self, name: str) -> bool:
        """A person or desk, not the site (its name, host, or what `meta[name=author]` says where that is a host)."""
        return self._is_elsewhere(name) and not bylines.attribution(name) and "://" not in name

    def _is_elsewhere(self, name: str) -> bool:
        """Is it not the name of the site itself?"""
        return not is_outlet(name, *self._sites) and self.context.source_of(name) != self.identity.source

    @cached_property
    def _sites(self) -> tuple[str, ...]:
        host = urlsplit(self.doc.url).hostname or ""
        stated = self.doc.news_publisher or self.doc.meta("og:site_name")
        return self.identity.publisher, self.identity.source, host, stated

    def _attributing_author(self) -> str | None:
        """Some desks print "Theo TTXVN" where the author stands, or "Lê An (Theo TTXVN)"."""
        for text in self.texts_at(self.AUTHOR):
            name = bylines.attribution(text) or bylines.attribution(text[text.rfind("(") :])
            if name:
                return name
        return None

    def _signed(self, body: Prose) -> list[str]:
        names = [name for name in bylines.authors(body.signature or "") if self.is_person(name)]
        if names:
            self.origin["authors"] = "css"
            self.raw.authors = body.signature
        return names


def _moment(moment: str | None) -> str | None:
    """Only what names a time of day."""
    return moment if moment and "T" in moment else None


def _listed(text: str) -> list[str]:
    return list(dict.fromkeys(name for part in text.split(",") if (name := clean(part))))
