"""Read portal pages without a known article template, by their outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice, takewhile
from typing import ClassVar, Literal

from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.blocks import all_within
from hanoi_press.pages.document import Element, text_of
from hanoi_press.pages.lookup import Lookup
from hanoi_press.pages.named_boxes import PORTAL_BOXES, few_texts, is_author, is_date
from hanoi_press.pages.outline import LONGEST_DATE, SHORTEST_SUMMARY, Outline
from hanoi_press.pages.prose import Prose
from hanoi_press.pages.selectors import Select, css
from hanoi_press.text import bylines, dates

_MOST_DATES = 100  # lines that are read as dates: a rare form takes a millisecond
_LINES_AFTER = 4  # lines after the body that may name its author or source
_BOLD = frozenset({"b", "strong"})
_SOURCE = css('[class*="source"]')


class OutlinePage(ArticlePage):
    """A page whose fields are looked for in their usual positions, after the selectors that a template may have."""

    # What the outline finds is preset for these selectors: they are never run.
    AUTHOR: ClassVar[Sequence[Select]] = (css('[class*="author"]'),)
    TAGS = (css('[class*="tags"]'),)
    BOXES = replace(PORTAL_BOXES, panel=(_SOURCE,))
    NO_FIELDS: ClassVar[frozenset[str]] = frozenset()  # ids of boxes that are no fields, whatever their names

    @cached_property
    def lookup(self) -> Lookup:
        """Searches of the whole page; authors, sources and tags are those of the outline."""
        lookup = Lookup(self.doc, self.doc.root)
        for kind, select in (("author", self.AUTHOR[0]), ("source", _SOURCE), ("tags", self.TAGS[0])):
            lookup.preset(select, self.outline.boxes(kind))
        return lookup

    @cached_property
    def outline(self) -> Outline:
        """The positions of headline, body and fields on the page."""
        headline = Lookup(self.doc, self.doc.root).headline(self.TITLE)
        return Outline(self.doc, headline, self.is_layout, self.NO_FIELDS)

    def is_layout(self, element: Element) -> bool:
        """Return True if the element is boilerplate by its name."""
        return super().drops(element)

    @cached_property
    def container(self) -> Element | None:
        """The body's box in the outline."""
        return self.outline.container

    def drops(self, element: Element) -> bool:
        """Return True also for the headline and for fields inside the body's box."""
        outline = self.outline
        return element is outline.headline or bool(outline.field_of(element)) or self.is_layout(element)

    def title(self) -> str | None:
        """Return the headline, else what meta tags say."""
        headline = self.outline.headline
        words = text_of(headline) if headline is not None else ""
        return self.first("title", ("css", lambda: words)) or super().title()

    def summary(self) -> str | None:
        """Return a box known or named as summary, the last unnamed line over the body, or a bold first sentence."""
        named = filter(None, map(text_of, self.outline.boxes("summary")))
        apart = self.container is not None and not self.outline.holds_headline
        lines = [text for text in self._lines if apart and len(text) >= SHORTEST_SUMMARY]
        printed = self.printed_summary() or next(named, None) or next(reversed(lines), None)
        return self.first("summary", ("css", lambda: printed or self._bold_lead())) or super().summary()

    def _bold_lead(self) -> str | None:
        first = next((block for block in self.content.blocks if not is_date(block.text)), None)
        if first is None or len(first.text) < SHORTEST_SUMMARY or first.text[-1] not in '.!?…”"':
            return None
        return first.text if all_within(first, _BOLD) else None

    def prose(self, title: str, summary: str | None, printed: str | None, authors: list[str]) -> Prose:
        """Return the body with the signature after it; the date is removed if the box contains the headline too."""
        if self.outline.holds_headline:
            blocks = self.content.blocks
            dated = takewhile(lambda block: is_date(block.text), blocks[:_MOST_DATES])
            del blocks[: len(list(dated))]
        found = super().prose(title, summary, printed, authors)
        for line in islice(self.outline.lines(after=True), _LINES_AFTER):
            if found.attribution is None and (name := bylines.attribution(line)):
                found.attribution = name
            elif found.signature is None and is_author(line):
                found.signature = line
        return found

    @cached_property
    def _lines(self) -> list[str]:
        """The lines without a name between headline and body."""
        return list(self.outline.lines())

    @cached_property
    def _known_date(self) -> str | None:
        return next(filter(is_date, few_texts(self.lookup, tuple(self.DATE))), None)

    def printed_date(self) -> str | None:
        """Return a box known or named as date, or any line near the headline that names a day."""
        named = map(text_of, self.outline.boxes("date"))
        lines = (self._known_date or "", *named, *self._lines)
        short = islice((text for text in lines if text and len(text) <= LONGEST_DATE), _MOST_DATES)
        dated = list(filter(dates.parse, short))
        if not dated:  # last, because the site's header may contain a clock
            return next(filter(dates.parse, self.outline.above()[:_MOST_DATES]), None)
        own = [text for text in dated if not dates.is_only_update(text)] or dated
        return next((text for text in own if "T" in (dates.parse(text) or "")), own[0])

    def decides(self) -> Literal["always", "if earlier", "never"]:
        """Return "always" for the template's own box; a date elsewhere may be the page's clock, or a teaser's."""
        if self.printed and self.printed == self._known_date:
            return "always"
        box = next((box for box in self.outline.boxes("date") if text_of(box) == self.printed), None)
        is_near = self.printed in self._lines or (box is not None and self.outline.is_over_body(box))
        return "if earlier" if is_near else "never"

    def update_texts(self) -> Iterator[str]:
        """Yield the dates and the lines between headline and body."""
        yield from map(text_of, self.outline.boxes("date"))
        yield from self._lines
        yield from super().update_texts()
