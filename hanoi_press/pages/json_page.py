"""Read articles that a portal's own API answers as JSON, for portals whose pages are shells filled by a script.

An HTML fragment inside the JSON is read by the same reader as any page's body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from hanoi_press.items import Identity
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.document import Document, text_of
from hanoi_press.pages.prose import Prose
from hanoi_press.pages.selectors import css
from hanoi_press.pages.site_names import OutletLookup
from hanoi_press.pages.verdicts import NotAnArticle
from hanoi_press.text import bylines, dates
from hanoi_press.text.normalize import unescape

_IN_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.I)
_BEGINNING = 1000  # characters


class JsonPage(ArticlePage):
    """An API's answer: an envelope with an article; the names of each field are tried in order."""

    BODY = (css("body"),)
    ENVELOPE: ClassVar[str]  # the key of the article
    TITLES: ClassVar[Sequence[str]]
    SUMMARIES: ClassVar[Sequence[str]]
    BODIES: ClassVar[Sequence[str]]
    TIMES: ClassVar[Sequence[str]]
    CHANGED: ClassVar[Sequence[str]] = ()
    AUTHORS: ClassVar[Sequence[str]] = ()

    def __init__(self, doc: Document, identity: Identity, source_of: OutletLookup) -> None:
        self.data = _in_envelope(doc, self.ENVELOPE)
        if not self.data:
            raise NotAnArticle("not-found", "an answer without an article")
        fragment = self.fragment(self.string(self.BODIES))
        if fragment and not _IN_PAGE.search(fragment[:_BEGINNING]):
            fragment = f"<body>{fragment}"  # else libxml2 takes a `noscript` or `object` at its start for the head's
        super().__init__(Document(fragment or "<html/>", doc.url), identity, source_of)

    @classmethod
    def recognises(cls, doc: Document) -> bool:
        """Return True if the answer has the API's envelope, with or without an article."""
        return doc.data is not None and cls.ENVELOPE in doc.data

    @classmethod
    def matches_structure(cls, doc: Document) -> bool:
        """Return True if the envelope contains an object with the API's names for title and body."""
        article = _in_envelope(doc, cls.ENVELOPE)
        return any(name in article for name in cls.TITLES) and any(name in article for name in cls.BODIES)

    def fragment(self, stated: str) -> str:
        """Return the body's HTML from the API's field."""
        return stated

    def string(self, names: Sequence[str]) -> str:
        """Return the first of these fields with words or a number; "" if there is none."""
        for name in names:
            value = self.data.get(name)
            if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
                return str(value)
        return ""

    def plain(self, names: Sequence[str]) -> str | None:
        """Return the same as `string` without markup, because summaries may be HTML."""
        value = self.string(names)
        if "<" in value:
            stated = Document(value, self.doc.url)
            stated.visibility.prune(stated.root)
            return text_of(stated.root) or None
        return unescape(value) or None

    def prose(self, title: str, summary: str | None, printed: str | None, authors: list[str]) -> Prose:
        """Return the fragment's words."""
        self.origin["text"] = "json"
        return super().prose(title, summary, printed, authors)

    def title(self) -> str | None:
        """Return the headline."""
        return self.first("title", ("json", lambda: self.plain(self.TITLES)))

    def summary(self) -> str | None:
        """Return the summary."""
        return self.first("summary", ("json", lambda: self.plain(self.SUMMARIES)))

    def published(self) -> str | None:
        """Return the time at Hanoi's offset; a time without an offset is taken as Hanoi's."""
        self.raw.published = self.string(self.TIMES) or None
        return self.first("published_at", ("json", lambda: dates.in_hanoi(dates.parse_stated(self.raw.published))))

    def modified(self) -> str | None:
        """Return the time of the last change, if the API states it."""
        self.raw.modified = self.string(self.CHANGED) or None
        return self.first("modified_at", ("json", lambda: dates.in_hanoi(dates.parse_stated(self.raw.modified))))

    def authors(self, section: list[str]) -> list[str]:
        """Return the people or desks."""
        stated = self.plain(self.AUTHORS) or ""
        names = [name for name in bylines.authors(stated) if self.site.is_person(name)]
        if names:
            self.raw.authors, self.origin["authors"] = stated, "json"
        return names

    def section(self) -> list[str]:
        """Return the section, outermost first."""
        return self.first("section", ("json", self.categories)) or []

    def categories(self) -> list[str]:
        """Return the section as the API names it."""
        return []

    def tags(self) -> list[str]:
        """Return []: no API is known to state any."""
        return []


def _in_envelope(doc: Document, envelope: str) -> dict[str, Any]:
    """Return the object in the envelope (or the first of its list); {} if there is none."""
    found = (doc.data or {}).get(envelope)
    if isinstance(found, list):
        found = found[0] if found else None
    return found if isinstance(found, dict) else {}
