"""Read Nuxt sites, rendered on the server: bocongan.gov.vn (www.mps.gov.vn) since 2024.

There is one article template, taken from a raw page of October 2026. Its ids repeat (`action-social` and
`article-bottom` occur twice), so nothing is found by id.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from hanoi_press.families.family import Family
from hanoi_press.families.skeleton import Skeleton
from hanoi_press.items import Attribution
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.document import text_of
from hanoi_press.pages.open_paragraph import whole_words
from hanoi_press.pages.prose import Prose
from hanoi_press.pages.selectors import css
from hanoi_press.pages.structure import marks, structure
from hanoi_press.text import bylines

_RESOURCES = (css("div.resource-author"), css(".resource-author"))
_NEAR = 4  # paragraphs after the headline that may be its summary
_MOST_RESOURCES = 20  # boxes under a body, and lines in each, that are read
_OUTLETS = ("báo ", "tạp chí ", "đài ", "cổng ", "trang ", "thông tấn xã", "ttxvn", "truyền hình ")


class Resource(NamedTuple):
    """The words of a box under the body, and the address that it links."""

    words: str
    url: str | None


class Nuxt(ArticlePage):
    """The article template. The page prints a day; JSON-LD states the moment, in real UTC."""

    name = "nuxt"
    TITLE = (css("main h1"), css("h1"))
    LEAD = "text-bca-gray-700"  # the class of the summary, a sibling after the headline; elsewhere cards have it
    DATE = (css("p.text-bca-gray-400"),)  # the cards of other articles print theirs in a span
    SECTION = (
        css('nav[aria-label="Breadcrumb"] a[href*="/chuyen-muc/"]'),
        css('nav[aria-label="Breadcrumb"]'),
        css('nav[aria-label="breadcrumb"]'),
    )
    BODY = (css("div.tinymce-content"), css(".tinymce-content"))
    DROP_CLASSES = frozenset({"resource-author", "card-small", "card-medium", "card-large"})
    DROP_IDS = frozenset("text-to-speech action-social article-bottom search-article right-page".split())

    MARKS = marks(".tinymce-content", "h1 ~ p.text-bca-gray-700")
    STRUCTURE = structure("main", "h1 ~ p.text-bca-gray-700", "div.tinymce-content")  # bocongan, 2026

    def summary(self) -> str | None:
        """Return the paragraph after the headline, else the generic value."""
        following = islice(self.headline.itersiblings("p"), _NEAR) if self.headline is not None else ()
        leads = [p for p in following if self.LEAD in (p.get("class") or "").split()]
        words = (whole_words(p, lambda: self.container) for p in self.doc.visibility.shown(leads))
        lead = next(filter(None, words), None)
        return self.first("summary", ("css", lambda: lead)) or super().summary()

    def authors(self, section: list[str]) -> list[str]:
        """Return the names in the first box under the body, unless it names an outlet; else the generic value."""
        byline = next((box.words for box in self._resources[:1] if not self._names_outlet(box.words)), "")
        names = [name for name in bylines.authors(byline) if self.site.is_person(name)]
        if names:
            self.raw.authors = byline
            self.origin["authors"] = "css"
        return names or super().authors(section)

    def attribution(self, body: Prose) -> Attribution | None:
        """Return the outlet in a later box under the body, or in a first box that names one; else in the last line."""
        for number, box in enumerate(self._resources):
            name = bylines.attribution(box.words) or box.words.strip(" .:()")
            if (number or self._names_outlet(box.words)) and self.source_of(name, box.url) != self.identity.source:
                self.raw.attribution = box.words
                self.origin["attribution"] = "css"
                return Attribution(name, box.url, self.source_of(name, box.url))
        for box in self._resources:
            if outlet := bylines.attribution(box.words[box.words.rfind("(") :]):  # "Lê An (Theo TTXVN)"
                self.raw.attribution, self.origin["attribution"] = box.words, "css"
                return Attribution(outlet, None, self.source_of(outlet))
        return super().attribution(body)

    def _names_outlet(self, words: str) -> bool:
        """Return True for "Theo …", "Nguồn: …", a host, or a name that only papers and agencies have."""
        lower = words.lower()
        return bool(
            bylines.attribution(words)
            or self.source_of(words)
            or lower.startswith(_OUTLETS)
            or ("." in lower and " " not in lower and lower.rsplit(".", 1)[-1] in ("vn", "com", "net", "org"))
        )

    @cached_property
    def _resources(self) -> list[Resource]:
        return list(self._boxes())

    def _boxes(self) -> Iterator[Resource]:
        for select in _RESOURCES:
            found = self.lookup.elements(select)
            for element in found[:_MOST_RESOURCES]:
                for line in list(islice(element.iter("p"), _MOST_RESOURCES)) or [element]:
                    if words := text_of(line):
                        links = (link.get("href") for box in (line, line.getparent()) for link in box.iter("a"))
                        yield Resource(words, next((self.doc.absolute(link) for link in links if link), None))
            if found:
                return


NUXT = Family(
    "Nuxt",
    (Nuxt,),
    Skeleton(
        option="nuxt",
        article_path="/bai-viet/{slug}-{id}",
        example_id="1795137300",
        list_path="/chuyen-muc/tin-tuc",
        page_path="/chuyen-muc/tin-tuc?page={number}",
        row='<article class="card-large"><a href="{piece.url}">{title}</a><span>{date}</span></article>',
        list_markup="<main>{rows}{following}</main>",
    ),
)
