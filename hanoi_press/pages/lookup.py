"""Looking things up on a page: by selector, in JSON-LD, with a note of where each field came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import ClassVar, TypeVar

from hanoi_press.pages.document import Document, Element, Select, text_of
from hanoi_press.pages.structure import outside_sidebars
from hanoi_press.text.normalize import unescape

T = TypeVar("T")


class Lookup:
    """What a page class asks its document; `origin` says for each field which kind of place answered."""

    MAIN: ClassVar[frozenset[str]] = frozenset()  # classes of the part around the headline that holds the fields
    HEAD: ClassVar[frozenset[str]] = frozenset()  # classes of the smaller part around the headline …
    IN_HEAD: ClassVar[Sequence[Select]] = ()  # … and what is looked for there first: a search costs what it walks over
    SECTION: ClassVar[Sequence[Select]] = ()  # the breadcrumb, or its links
    TAGS: ClassVar[Sequence[Select]] = ()  # the tag list, or its links
    BESIDE: ClassVar[bool] = True  # may breadcrumb and tags stand outside the main part?

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.origin: dict[str, str] = {}
        self._found: dict[Select, list[Element]] = {}

    @cached_property
    def main(self) -> Element:
        """The part of the page around the headline that holds the fields; the whole page where it has no such part."""
        found = self._part_named(self.MAIN)
        return self.doc.root if found is None else found

    @cached_property
    def head(self) -> Element | None:
        """The smaller part around the headline; None where the page has none."""
        return self._part_named(self.HEAD)

    def _part_named(self, classes: frozenset[str]) -> Element | None:
        headline = next(iter(outside_sidebars(self.doc.headlines)), None) if classes else None
        for element in headline.iterancestors("div", "article", "main") if headline is not None else ():
            if not classes.isdisjoint((element.get("class") or "").split()):
                return element
        return None

    def first(self, field: str, *candidates: tuple[str, Callable[[], T | None]]) -> T | None:
        """The first candidate that gives something; `origin` remembers which."""
        for origin, get in candidates:
            value = get()
            if value:
                self.origin[field] = origin
                return value
        return None

    def elements_at(self, select: Select) -> list[Element]:
        """All matches in the main part (breadcrumb and tags may stand outside). Each selector is run once."""
        found = self._found.get(select)
        if found is None:
            found = select(self.head) if self.head is not None and select in self.IN_HEAD else []
            found = found or select(self.main)
            beside = self.BESIDE and (select in self.SECTION or select in self.TAGS)
            if not found and beside and self.main is not self.doc.root:
                found = select(self.doc.root)
            self._found[select] = found = outside_sidebars(found)
        return found

    def texts_at(self, selects: Sequence[Select]) -> Iterator[str]:
        """The words of all matches, selector by selector."""
        for select in selects:
            for element in self.elements_at(select):
                if text := text_of(element):
                    yield text

    def text_at(self, selects: Sequence[Select]) -> str | None:
        """The words of the first match that has any."""
        return next(self.texts_at(selects), None)

    def names_at(self, selects: Sequence[Select]) -> list[str]:
        """The words of every link in (or that is) a match of the first selector that matches, each once."""
        for select in selects:
            links = (link for element in self.elements_at(select) for link in element.iter("a"))
            names = dict.fromkeys(text.strip(" #,;") for link in links if (text := text_of(link)))
            names.pop("", None)
            if names:
                return list(names)
        return []

    def news(self, key: str) -> str | None:
        """A string of the JSON-LD article, unescaped: its strings may hold entities."""
        value = self.doc.news.get(key)
        return unescape(value) if isinstance(value, str) else None
