"""Articles that a portal's own API answers as JSON, because its pages are shells that a script fills.

An HTML fragment inside the JSON is read by the same reader as any page's body.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from hanoi_press.items import Identity
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.context import PageContext
from hanoi_press.pages.document import Document, css, text_of
from hanoi_press.pages.prose import Prose
from hanoi_press.pages.verdicts import NotAnArticle
from hanoi_press.text import bylines, dates
from hanoi_press.text.normalize import unescape


class JsonPage(ArticlePage):
    """An answer of an API: an envelope, and the names of each field, tried in order."""

    BODY = (css("body"),)
    ENVELOPE: ClassVar[str]  # the key that holds the article
    TITLES: ClassVar[Sequence[str]]
    SUMMARIES: ClassVar[Sequence[str]]
    BODIES: ClassVar[Sequence[str]]
    TIMES: ClassVar[Sequence[str]]
    CHANGED: ClassVar[Sequence[str]] = ()
    AUTHORS: ClassVar[Sequence[str]] = ()

    def __init__(self, doc: Document, identity: Identity, context: PageContext) -> None:
        self.data = _held(doc, self.ENVELOPE)
        if not self.data:
            raise NotAnArticle("not-found", "an answer without an article")
        super().__init__(Document(self.fragment(self.string(self.BODIES)) or "<html/>", doc.url), identity, context)

    @classmethod
    def recognises(cls, doc: Document) -> bool:
        """Return True if the answer has the API's envelope, with an article or without."""
        return doc.data is not None and cls.ENVELOPE in doc.data

    @classmethod
    def matches_structure(cls, doc: Document) -> bool:
        """Return True if the envelope holds an object with the API's names for title and body."""
        held = _held(doc, cls.ENVELOPE)
        return any(name in held for name in cls.TITLES) and any(name in held for name in cls.BODIES)

    def fragment(self, stated: str) -> str:
        """Return the body's HTML as the API's field holds it."""
        return stated

    def string(self, names: Sequence[str]) -> str:
        """Return the first of these fields that holds words or a number; "" where none does."""
        for name in names:
            value = self.data.get(name)
            if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
                return str(value)
        return ""

    def plain(self, names: Sequence[str]) -> str | None:
        """Return the same without markup: summaries may be HTML."""
        value = self.string(names)
        if "<" in value:
            return text_of(Document(value, self.doc.url).root) or None
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
        """Return the time in Hanoi's; a time without an offset is Hanoi's."""
        self.raw.published = self.string(self.TIMES) or None
        return self.first("published_at", ("json", lambda: dates.in_hanoi(dates.parse(self.raw.published))))

    def modified(self) -> str | None:
        """Return the time of the last change, if the API states it."""
        self.raw.modified = self.string(self.CHANGED) or None
        return self.first("modified_at", ("json", lambda: dates.in_hanoi(dates.parse(self.raw.modified))))

    def authors(self, section: list[str]) -> list[str]:
        """Return people or desks."""
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


def _held(doc: Document, envelope: str) -> dict[str, Any]:
    """Return the object (or the first of the list) that the envelope holds; {} where it holds none."""
    held = (doc.data or {}).get(envelope)
    if isinstance(held, list):
        held = held[0] if held else None
    return held if isinstance(held, dict) else {}
