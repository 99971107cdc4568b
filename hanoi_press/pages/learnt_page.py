"""Read a page by what was learnt from other pages of its source."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import ClassVar

from hanoi_press.items import Identity
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.blocks import Block
from hanoi_press.pages.document import Document, Element
from hanoi_press.pages.learnt_template import LearntTemplate, dropped_by, elements_of, fields_by, matches
from hanoi_press.pages.lookup import Lookup
from hanoi_press.pages.selectors import Select, css
from hanoi_press.pages.site_names import OutletLookup

_SELECTS = {
    "title": css("learnt-title"),
    "summary": css("learnt-summary"),
    "published": css("learnt-published"),
    "authors": css("learnt-authors"),
    "attribution": css("learnt-attribution"),
    "section": css("learnt-section"),
    "tags": css("learnt-tags"),
    "body": css("learnt-body"),
}  # the template's elements are preset for these selectors: they are never run


class LearntPage(ArticlePage):
    """A page whose fields stand where a learnt template says."""

    name = "learnt"
    layer = "learnt"

    TITLE: ClassVar[Sequence[Select]] = (_SELECTS["title"],)
    SUMMARY = (_SELECTS["summary"],)
    DATE = (_SELECTS["published"],)
    AUTHOR = (_SELECTS["authors"],)
    ATTRIBUTION = (_SELECTS["attribution"],)
    SECTION = (_SELECTS["section"],)
    TAGS = (_SELECTS["tags"],)
    BODY = (_SELECTS["body"],)

    def __init__(
        self, doc: Document, identity: Identity, source_of: OutletLookup, template: LearntTemplate | None = None
    ) -> None:
        super().__init__(doc, identity, source_of)
        self.template = template or LearntTemplate()

    @cached_property
    def found(self) -> dict[str, list[Element]]:
        """The elements of the fields that the template finds on this page."""
        return fields_by(self.template, self.doc)

    @cached_property
    def lookup(self) -> Lookup:
        """The template's elements; nothing is searched."""
        lookup = Lookup(self.doc, self.doc.root)
        for field, select in _SELECTS.items():
            lookup.preset(select, self.found.get(field, []))
        return lookup

    @cached_property
    def _no_text(self) -> set[Element]:
        """The fields inside the body's box, and the boxes in it that are no text."""
        if self.container is None:
            return set()
        fields = {one for field, found in self.found.items() if field != "body" for one in found}
        return fields.difference((self.container, *self.container.iterancestors())) | dropped_by(
            self.template, self.doc, self.container
        )

    @cached_property
    def _captions(self) -> set[Element]:
        """The boxes inside the body that hold captions."""
        container = self.container
        known = self.template.captions if container is not None else ()
        return {one for locator in known for one in matches(locator, self.doc, container)}

    def is_caption(self, block: Block) -> bool:
        """Return True also for a line in a box that the template knows to hold captions."""
        around = (block.element, *islice(block.element.iterancestors("*"), 2))
        return super().is_caption(block) or (bool(self._captions) and any(one in self._captions for one in around))

    def drops(self, element: Element) -> bool:
        """Return True for a field inside the body, and for a box that the template knows to be no text."""
        return element in self._no_text


def learnt_page(
    doc: Document, identity: Identity, source_of: OutletLookup, template: LearntTemplate | None
) -> LearntPage | None:
    """Return the page as its source's learnt template reads it; None if the template knows no body that it has."""
    if template is None or doc.data is not None or not elements_of(template, "body", doc):
        return None
    return LearntPage(doc, identity, source_of, template)
