"""Define `HeuristicPage`, which reads a page that no template describes from what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from hanoi_press.items import Identity, Listed
from hanoi_press.pages.blocks import Block, Body
from hanoi_press.pages.document import Document, Element
from hanoi_press.pages.heuristics.author_card import leave_out_author_box
from hanoi_press.pages.heuristics.body_region import RegionFinder
from hanoi_press.pages.heuristics.descriptions import is_about, is_stated_by_list, repeats_start
from hanoi_press.pages.heuristics.headline import Headline, find_headline, headline_by_print, is_headline_again
from hanoi_press.pages.heuristics.known_words import KnownWords, window_parts
from hanoi_press.pages.heuristics.labelled_fields import is_labelled_fields
from hanoi_press.pages.heuristics.lead_paragraph import find_lead, printed_words
from hanoi_press.pages.heuristics.lead_places import is_foreign
from hanoi_press.pages.heuristics.line_fields import LineFields
from hanoi_press.pages.heuristics.line_kinds import ends_sentence, is_dated, kind_of
from hanoi_press.pages.heuristics.page_kind import added_prose, error_kind, is_list
from hanoi_press.pages.heuristics.page_lines import Line, PageLines, folded
from hanoi_press.pages.heuristics.pictures_before_text import begin_behind_pictures
from hanoi_press.pages.heuristics.region import Region
from hanoi_press.pages.heuristics.signatures import take_signature
from hanoi_press.pages.heuristics.teaser_runs import is_paragraph
from hanoi_press.pages.heuristics.text_blocks import Captions, first_paragraph, is_sentence, keep_region
from hanoi_press.pages.prose import Prose
from hanoi_press.pages.selectors import Select, css
from hanoi_press.pages.site_names import OutletLookup
from hanoi_press.text import dates, people
from hanoi_press.text.normalize import fold

_LITTLE, _SOME = 60, 100  # the value of a body that is believed where the headline is known, or printed
_POOR = 200  # characters of a body for which the page is read once more with fewer rules
_HEAD_LINES = 6  # of a body's box that may be date, byline and the like
_SHORT_LINE = 60  # characters
_LINKED = 0.7  # of a line of buttons


class HeuristicPage(LineFields):
    """A page read by its lines, without names of classes; `listed` is what a list stated of the article."""

    name = "heuristic"
    layer = "heuristic"

    TAGS: ClassVar[Sequence[Select]] = (css('a[rel="tag"]'),)
    TAG_METAS = ("article:tag", "news_keywords", "keywords")

    def __init__(
        self, doc: Document, identity: Identity, source_of: OutletLookup, listed: Listed | None = None
    ) -> None:
        super().__init__(doc, identity, source_of)
        self.listed = listed

    # --- the parts of the page ---------------------------------------------------------------------------------------

    @cached_property
    def page(self) -> PageLines:
        """The lines of the page."""
        return PageLines(self.doc)

    @cached_property
    def known(self) -> KnownWords:
        """What is stated of the article outside its lines."""
        return KnownWords(self.doc, self.identity.url, self.listed)

    @cached_property
    def found_headline(self) -> Headline | None:
        """The headline with its place among the lines."""
        found = find_headline(self.page, self.known, self.site.are)
        if found is None and (region := RegionFinder(self.page, None).find()) is not None:
            lines = self.page.lines[region.first : region.last + 1]
            prose = next((line.number for line in lines if is_paragraph(line)), region.first)
            found = headline_by_print(
                self.page, prose, lambda words: self.site.are(words) or self.known.is_of_host(words)
            )
        return found

    @cached_property
    def headline(self) -> Element | None:
        """The headline's element."""
        return self.found_headline.element if self.found_headline else None

    @cached_property
    def headline_words(self) -> str | None:
        """The words of the headline."""
        return self.found_headline.words if self.found_headline else None

    @cached_property
    def _finder(self) -> RegionFinder:
        return RegionFinder(self.page, self.found_headline)

    @cached_property
    def is_list(self) -> bool:
        """True if the page leads to articles and is none."""
        return not self.doc.news and is_list(self.page, self.found_headline, self._finder.is_outer, self.identity.url)

    @property
    def error_kind(self) -> str | None:
        """The kind of a page that says that what was asked for is missing or out of order, and has no body."""
        value = self.region.value if self.region is not None else 0.0
        if self.doc.news:
            return None
        return error_kind(self.page, self.found_headline, self._finder.is_outer, value)

    @cached_property
    def region(self) -> Region | None:
        """The body: with the headline before it and by the names of boxes, else with fewer rules."""
        found = self._widest_region()
        if found is not None:
            self.presented = leave_out_author_box(self.page, found)
            if self._is_foreign(found):
                begin_behind_pictures(self.page, found)
        return found

    def _widest_region(self) -> Region | None:
        found = self._finder.find()
        if (found is not None and found.value >= _POOR) or self.is_list:
            return found
        headline = self.found_headline
        enough = _LITTLE if headline is not None and headline.weight > 0 else _SOME
        if headline is not None and found is not None and found.value >= enough:
            return found
        ways = [
            RegionFinder(self.page, headline, use_names=False),
            *([] if headline is not None and headline.weight > 0 else [RegionFinder(self.page, None, use_names=False)]),
        ]
        others = (one for way in ways if (one := way.find()) is not None and not self._is_in_headline(one))
        best = max(filter(None, [found, *others]), key=lambda one: one.value, default=None)
        if best is None and headline is not None:  # the headline may be repeated below the article
            above = RegionFinder(self.page, None).find()
            best = above if above is not None and above.value >= _POOR else None
        return best

    def _is_in_headline(self, region: Region) -> bool:
        headline = self.found_headline
        return headline is not None and headline.first <= region.first and region.last < headline.end

    def is_frame(self, text: str, own: str) -> bool:
        """Return True if hardly any paragraph that `text` has more than `own` may be the article's."""
        return added_prose(text, own, self.page, self._finder) <= _POOR

    def holds_more(self, own: str) -> bool:
        """Return True if paragraphs that `own` lacks may be the article's, or it has none."""
        known = set(map(fold, own.split("\n\n")))
        may_be = (line for line in self.page.lines if self._may_be_text(line) and folded(line) not in known)
        return not own or sum(len(line.text) for line in may_be) > _POOR

    def _may_be_text(self, line: Line) -> bool:
        return not self._finder.is_known_frame(line) and is_paragraph(line)

    @property
    def is_certain(self) -> bool:
        """True if something beside the page's lines states its headline, and the body is prose."""
        headline = self.found_headline
        return headline is not None and headline.weight > 0 and self.region is not None and self.region.value >= _POOR

    @cached_property
    def lead(self) -> list[Line]:
        """The lines of the summary."""
        if self.region is None:
            return []
        return find_lead(
            self.page,
            self.found_headline,
            self.region,
            self.known,
            self._finder.is_outer,
            self.byline_lines,
            foreign=self._is_foreign(self.region),
        )

    def _is_foreign(self, region: Region) -> bool:
        lines = self.page.lines[region.first : region.last + 1]
        return is_foreign(lines, self.identity.url, self.doc.language)

    @cached_property
    def container(self) -> Element | None:
        """The body's box."""
        return self.page.elements[self.region.box] if self.region else None

    @cached_property
    def content(self) -> Body:
        """The contents of the body's box, from its first line to its last."""
        body = super().content
        if self.region is not None:
            keep_region(body, self.page, self.region, self._head)
        return body

    @cached_property
    def _head(self) -> set[int]:
        """The first lines of the body's box that are the article's other fields."""
        if self.region is None:
            return set()
        lead = {line.number for line in self.lead}
        found = set(lead)
        start = first_paragraph(self.page, self.region, lead)
        for line in self.page.lines[self.region.first : self.region.last + 1]:
            is_before = line.number < max(start, max(lead, default=0))
            if line.number in lead or self._is_head(line) or (is_before and len(line.text) < _SHORT_LINE):
                found.add(line.number)
            elif line.number in self.page.pictures:
                continue
            elif len(line.text) >= _SHORT_LINE or line.number >= self.region.first + _HEAD_LINES:
                break
        return found

    def _is_head(self, line: Line) -> bool:
        if is_headline_again(line, self.found_headline) or kind_of(line.text):
            return True
        if is_labelled_fields(line.text):
            return True
        if ends_sentence(line.text):
            return False
        if line.number in self.byline_lines or people.is_role(line.text):
            return True
        if line.link_share > _LINKED and not line.documents:
            return True
        return is_dated(line.text) and (not self.dated or self._is_own_date(line))

    def _is_own_date(self, line: Line) -> bool:
        """Return True for a line of the article's date, or of one of the same day or a change."""
        best = dates.parse_line(self.dated[0].text)
        own, one = best.published or best.modified or "", dates.parse_line(line.text)
        return line is self.dated[0].line or one.only_update or (one.published or "")[:10] == own[:10]

    def drops(self, element: Element) -> bool:
        """Return True for the parts of the body's box that are no text."""
        if element is self.headline or (self.region is not None and element in self.region.frame):
            return True
        return element in self._byline_boxes

    @cached_property
    def _byline_boxes(self) -> set[Element]:
        """The widest boxes of nothing but date, byline and the like: their picture is the writer's."""
        if self.region is None:
            return set()
        page = self.page
        fields = self._head - {line.number for line in self.lead}
        found: set[Element] = set()
        for number in fields:
            own = page.line_boxes(number, fields)
            if own and own[-1] != self.region.box:
                found.add(page.elements[own[-1]])
        return found

    def is_caption(self, block: Block) -> bool:
        """Return True if the line that follows a picture is its caption."""
        if self._captions.are_text and is_sentence(block.text):
            return False
        return super().is_caption(block) or self._captions.is_caption(block)

    @cached_property
    def _captions(self) -> Captions:
        assert self.region is not None
        return Captions(self.page, self.region)

    # --- fields ------------------------------------------------------------------------------------------------------

    def title(self) -> str | None:
        """Return the headline, else what JSON-LD or meta tags state, else the window's title."""
        own = self.headline_words
        stated = self.first("title", ("heuristic", lambda: own)) or super().title()
        return stated or self.first("title", ("generic", self._window_title))

    def _window_title(self) -> str | None:
        """Return the window's title without the site's name at its end, if more than that name is left."""
        parts = window_parts(self.known.window)
        return next((one for one in parts if not self.site.are(one) and not self.known.is_of_host(one)), None)

    def printed_summary(self) -> str | None:
        """Return the words of the lead paragraph."""
        return " ".join(printed_words(self.page, line) for line in self.lead) or None

    def own_description(self, description: str | None) -> str | None:
        """Return the description if it is the article's: not the start of its text, and not about the whole site."""
        description = super().own_description(description)
        if not description:
            return None
        blocks = [block.text for block in self.content.blocks]
        if repeats_start(description, blocks):
            return None
        if self.listed and is_stated_by_list(description, self.listed.summary):
            return description
        is_own = is_about(description, self.headline_words or "", self.known.window, blocks)
        return description if is_own else None

    def prose(self, title: str, summary: str | None, printed: str | None, authors: list[str]) -> Prose:
        """Return the body's text; a name alone at its end is the signature."""
        signature = take_signature(self.content, self.page, authors)
        found = super().prose(title, summary, printed, authors)
        if found.signature is None:
            found.signature = signature
        return found
