"""Read pages of sites without a template from JSON-LD, meta tags and, for the body, by trafilatura."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cached_property
from itertools import dropwhile
from typing import Any, Literal

from lxml import etree

from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.blocks import Block, Body
from hanoi_press.pages.contents import read_contents
from hanoi_press.pages.dated_page import PrintedUpdate
from hanoi_press.pages.document import Document, Element, is_larger, text_of
from hanoi_press.pages.near_headline import lines_after
from hanoi_press.pages.outline import Outline
from hanoi_press.pages.picture_address import is_picture_address
from hanoi_press.pages.prose import Prose, prose
from hanoi_press.pages.selectors import css
from hanoi_press.pages.simplified import simplified_html
from hanoi_press.pages.structure import is_sidebar, names_other_articles
from hanoi_press.pages.time_elements import CHANGED, date_of
from hanoi_press.text import dates
from hanoi_press.text.boilerplate import is_outer_boilerplate
from hanoi_press.text.normalize import clean, fold

_MOST_ELEMENTS = 8000
_MANY_ELEMENTS = 4000
_MANY_IF_DEEP = 1000
_LONG_IF_DEEP = 200_000  # bytes
_LIST_MARKS = re.compile(r"^(?:[-\s]|#{1,6}\s)*+")
_DEEP: Any = etree.XPath(f"boolean({'/'.join(['*'] * 60)})")  # trafilatura looks at all ancestors of each line
_NO_LETTERS = re.compile(r"[\W\d_]")
_MOST_LETTERS = 60
_MOST_SUMMARIES = 5
_MOST_LINES = 6  # of a headline or a summary
_JOINER = "\u200d"  # between the parts of an emoji; trafilatura removes it
_STANDS_FOR_JOINER = "\u29f3\u2a33\u2af7"  # printed signs that no newspaper has
_SHORTEST_BODY = 200  # characters of prose
_MOST_TIMES = 100  # elements that are read: a rare form takes a millisecond
_LONGEST_CAPTIONS = 20_000  # characters
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
    def outline(self) -> Outline:
        """The positions of headline, body and fields on the page."""
        return Outline(self.doc, self.headline, is_sidebar)

    @cached_property
    def container(self) -> Element | None:
        """The body's box, which only a large page is read from."""
        return self.outline.container if self.is_large else None

    _box_words = ""  # of the article's box, folded, captions left out

    @cached_property
    def content(self) -> Body:
        """The pictures and documents of the article's box, without those that lead to other articles."""
        body = super().content
        box = None if self.is_large else self.outline.container
        if box is not None and box.tag not in ("html", "body"):
            found = read_contents(self.doc, self, box)
            body.captions = found.captions
            self._box_words = fold(" ".join(one.text for one in found.blocks)) if found.captions else ""
            body.images = found.images
            named = {one.url for one in found.attachments}
            body.attachments = [*found.attachments, *(one for one in body.attachments if one.url not in named)]
        return body

    def drops(self, element: Element) -> bool:
        """Return True also for sidebars, other articles and pictures that link them, where only media are read."""
        if super().drops(element) or self.is_large:
            return super().drops(element)
        if element.tag == "a":
            address = (element.get("href") or "#").strip()
            is_page_link = not address.startswith("#") and not is_picture_address(address)
            return is_page_link and element.find(".//img") is not None
        return is_sidebar(element) or names_other_articles(element)

    def title(self) -> str | None:
        """Return the headline, else og:title, else the window's title without the site's name."""
        return super().title() or self.first("title", ("generic", self._window_title))

    def _window_title(self) -> str | None:
        window = self.doc.root.findtext(".//title")
        return _SITE_SUFFIX.sub("", clean(window)) if window else None

    def printed_summary(self) -> str | None:
        """Return the words of the box between headline and body that is named as summary ("sapo")."""
        boxes = self.outline.boxes("summary")[:_MOST_SUMMARIES] if self.doc.headlines else []
        if not boxes or self.outline.prose_of.get(self.outline.column, 0) < _SHORTEST_BODY:
            return None  # it may be the body
        above = (box for box in boxes if self.outline.is_first_under_headline(box))
        return next(filter(None, map(text_of, above)), None)

    def printed_date(self) -> str | None:
        """Return a `time` element's date, preferring its attributes to its words, else a line's under the headline."""
        return self._date[1] if self._date else None

    @cached_property
    def shown(self) -> str | None:
        """The printed date in ISO 8601, the offset of a `time` element corrected if its words prove it wrong."""
        return self._date[2] if self._date else None

    def decides(self) -> Literal["always", "if earlier", "never"]:
        """Return "if earlier" for a date under the headline; a `time` element elsewhere may be a teaser's."""
        near = {element for element, _ in self._lines}
        return "if earlier" if self._date and self._date[0] in near else "never"

    @cached_property
    def _lines(self) -> list[tuple[Element, str]]:
        return lines_after(self.headline if self.headline is not None else next(iter(self.doc.headlines), None))

    @cached_property
    def _dated_lines(self) -> set[str]:
        """Those of the lines under the headline that are dates."""
        return {text for _, text in self._lines if _is_date(text)}

    @cached_property
    def _date(self) -> tuple[Element, str, str] | None:
        """The first date of an element that is not marked as the last change: element, text, ISO 8601 in Hanoi."""
        for select in self.DATE:
            for element in self.lookup.elements(select)[:_MOST_TIMES]:
                if element not in self._changed and (found := date_of(element)):
                    return (element, *found)
        dated = (
            (element, text, dates.in_hanoi(dates.parse(text)))
            for element, text in self._lines
            if text in self._dated_lines
        )
        printed = [(element, text, date) for element, text, date in dated if date]
        own = (one for one in printed if not dates.is_only_update(one[1]))
        return next(own, None) or next(iter(printed), None)

    @cached_property
    def _changed(self) -> dict[Element, None]:
        return dict.fromkeys(one for select in CHANGED for one in self.lookup.elements(select)[:_MOST_TIMES])

    @cached_property
    def printed_update(self) -> PrintedUpdate | None:
        """The date of an element marked as the last change, else what the lines under the headline print."""
        marked = next(filter(None, map(date_of, self._changed)), None)
        return PrintedUpdate(*marked) if marked else super().printed_update

    def update_texts(self) -> Iterator[str]:
        """Yield the lines under the headline, then the texts beside the date's element."""
        yield from (text for _, text in self._lines)
        yield from super().update_texts()

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
            self._drop_head(fold(title), fold(printed or "") if self.origin.get("summary") == "css" else "")
            return prose(self.content, title, summary, printed, authors)
        lines = [words for line in _main_text(self.doc).split("\n") if (words := clean(_without_marks(line)))]
        while lines and is_outer_boilerplate(lines[-1]):  # no container says where the article ends
            lines.pop()
        lines = self._without_captions(lines[_printed_in(lines, fold(title)) :])
        while lines and lines[0] in self._dated_lines:
            lines.pop(0)
        outside: dict[frozenset[str], str] = {}
        self.content.blocks = [Block(line, self.doc.root, outside) for line in dropwhile(is_outer_boilerplate, lines)]
        self._drop_head(fold(title), fold(printed or "") if self.origin.get("summary") == "css" else "")
        if self.content.blocks:
            self.origin["text"] = "generic"
        return prose(self.content, title, summary, printed, authors)

    def _without_captions(self, lines: list[str]) -> list[str]:
        """Return the lines without those of captions that the article's box does not repeat as text."""
        captions = fold(" ".join(self.content.captions)[:_LONGEST_CAPTIONS])
        if not captions:
            return lines
        return [one for one in lines if (words := fold(one)) not in captions or words in self._box_words]

    def _drop_head(self, title: str, summary: str) -> None:
        """Remove title, dates and summary (both folded) from the beginning of the body."""
        blocks = self.content.blocks
        number = 1
        while number and len(blocks) > 1:
            texts = [block.text for block in blocks[:_MOST_LINES]]
            number = int(texts[0] in self._dated_lines) or _printed_in(texts, title) or _printed_in(texts, summary)
            del blocks[: min(number, len(blocks) - 1)]


def _printed_in(lines: list[str], known: str) -> int:
    """Return how many of the first lines print known words (folded) together; 0 if they print others."""
    words = ""
    for number, line in enumerate(lines[:_MOST_LINES], 1):
        words += fold(line)
        if not known.startswith(words):
            break
        if words == known:
            return number
    return 0


def _is_date(text: str) -> bool:
    """Return True for a line that is a date with a few words: a weekday, a label, a name."""
    return len(_NO_LETTERS.sub("", text)) <= _MOST_LETTERS and dates.parse_line(text).has_day


def _main_text(doc: Document) -> str:
    """Return the main text of a page as trafilatura finds it, one paragraph a line."""
    import trafilatura  # slow to import, and only pages without a template need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # our verdict reports the same faults
    html = simplified_html(doc.root, doc.url)
    joiner = next((one for one in _STANDS_FOR_JOINER if one not in html), "") if _JOINER in html else ""
    text: str | None = trafilatura.extract(
        html.replace(_JOINER, joiner) if joiner else html,
        url=doc.url,
        include_comments=False,
        include_tables=True,
        favor_precision=True,
        deduplicate=False,
        fast=is_larger(doc.root, _MANY_ELEMENTS),  # its fallbacks compare each short line with all others
    )
    return (text or "").replace(joiner, _JOINER) if joiner else text or ""


def _without_marks(line: str) -> str:
    """Return a line of trafilatura's text without the marks of lists, headings and table rows ("| A | B |")."""
    if line.lstrip().startswith("|"):
        return line.strip("| ") if line.strip("|-: ") else ""
    return _LIST_MARKS.sub("", line)
