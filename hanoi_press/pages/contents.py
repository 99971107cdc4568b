"""The body of a page: which element holds it, what in it belongs to the frame, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from lxml import etree

from hanoi_press.pages.body import Block, Body, Reader
from hanoi_press.pages.document import Element, Select
from hanoi_press.pages.lookup import Lookup
from hanoi_press.pages.prose import Prose, looks_like_caption, prose, take_captions
from hanoi_press.pages.structure import next_to


class Contents(Lookup):
    """The part of a page class that reads the body."""

    BODY: ClassVar[Sequence[Select]] = ()
    TITLE: ClassVar[Sequence[Select]] = ()
    DROP_CLASSES: ClassVar[frozenset[str]] = frozenset()  # inside the body, not its text
    DROP_IDS: ClassVar[frozenset[str]] = frozenset()
    FIGURE_CLASSES: ClassVar[frozenset[str]] = frozenset()  # a picture with its caption that is no <figure>

    @cached_property
    def content(self) -> Body:
        """What stands in the body's container."""
        if self.container is None:
            return Body()
        reader = Reader(self.doc, self.drops, self.is_figure, self.full_size)
        body = reader.read(self.container)
        take_captions(body, reader.after_picture, self.is_caption)
        return body

    @cached_property
    def container(self) -> Element | None:
        """The element that holds the body: of the first selector's matches that have words the one next to the headline."""
        for select in self.BODY:
            found = [one for one in self.elements_at(select) if any(map(str.strip, one.itertext(etree.Element)))]
            if found:
                return next_to(self.headline, found) if len(found) > 1 else found[0]
        return None

    @property
    def headline(self) -> Element | None:
        """The headline's element, by the template's selectors."""
        return next((one for select in self.TITLE for one in self.elements_at(select)), None)

    def prose(self, title: str, summary: str | None, printed: str | None, authors: list[str]) -> Prose:
        """The body's own words."""
        return prose(self.content, title, summary, printed, authors)

    def drops(self, element: Element) -> bool:
        """Does an element inside the body belong to the frame?"""
        named = element.get("class")
        if named and not self.DROP_CLASSES.isdisjoint(named.split()):
            return True
        return bool(self.DROP_IDS) and element.get("id") in self.DROP_IDS

    def is_figure(self, element: Element) -> bool:
        """Is the element a picture with its caption?"""
        named = element.get("class")
        return bool(named and self.FIGURE_CLASSES) and not self.FIGURE_CLASSES.isdisjoint(named.split())

    def is_caption(self, block: Block) -> bool:
        """Is the line right behind a picture its caption?"""
        return looks_like_caption(block)

    def full_size(self, url: str) -> str:
        """The original of a thumb's address."""
        return url
