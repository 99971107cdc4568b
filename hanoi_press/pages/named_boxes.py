"""Fields found by what editors' systems call their boxes: breadcrumb, source, attached files, parts of the frame."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import ClassVar

from hanoi_press.items import Attribution
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.body import Body, Reader
from hanoi_press.pages.document import Element, Select, css, text_of
from hanoi_press.pages.prose import Prose
from hanoi_press.text import bylines, dates

# Boxes of the frame that stand inside or beside a body, by a word of their class or id.
_FRAME_BOX = re.compile(
    r"(?:^|[\s_-])(?:related|share|social|comments?|rating|toolbar|print|breadcrumbs?)(?:$|[\s_-])"
    r"|tin-?_?(?:lien-?_?quan|khac|cung)|binh-?_?luan|danh-?_?gia|_pnNguontin$",
    re.I,
)
_MENU = re.compile(r"(?:^|[\s_-])(?:nav|menu|footer|header)|Menu", re.I)
_CRUMB_MARKS = re.compile(r"\s*(?:[»›>→]|\s/\s|\s\|\s)\s*")
_AUTHOR = re.compile(r"(?:tác giả|người viết|phóng viên|(?:tin|bài)(?:(?:,| và) ảnh)?)\s*:", re.I)
_SURNAME = re.compile(
    "(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Lý|Đào|Đinh|Trịnh|Vương|Tạ|Quách|Lương) "
)
MOST_BOXES = 30  # of a kind that are looked at: a page may nest them without end, and each look reads all inside
_LONGEST_LINE = 150  # characters of a date or a source; what is longer is a paragraph


class NamedBoxPage(ArticlePage):
    """What the portals' templates share: where they print date, source, breadcrumb and attached files."""

    # Any of these words in a class or id: no fact of one portal, but how such boxes are called everywhere.
    CRUMBS: ClassVar[Sequence[Select]] = (
        css('[class*="rumb"], [id*="rumb"], [aria-label*="rumb"]'),
        css('[id*="SiteMapPath"], [class*="SiteMapPath"], [class*="itemap-path"]'),
        css('[class*="uong_dan"], [class*="uong-dan"], [class*="uongdan"]'),
    )
    FILES: ClassVar[Sequence[Select]] = (
        css('[class*="ttach"], [class*="inhkem"], [class*="inh-kem"]'),
        css('[id*="ttach"], [id*="inhKem"], [id*="inhkem"]'),
    )
    TAGS: ClassVar[Sequence[Select]] = (
        css("div.tags"),
        css("ul.tags"),
        css("div.td-tags"),
        css("div.tag"),
        css("p.tags"),
    )
    ATTRIBUTION: ClassVar[Sequence[Select]] = (css('[id$="_pnNguontin"] p font'), css('[id$="_pnNguontin"]'))

    def drops(self, element: Element) -> bool:
        """Also boxes of the frame by what they are called."""
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        return (len(named) > 1 and _FRAME_BOX.search(named) is not None) or super().drops(element)

    def few_texts_at(self, selects: Sequence[Select]) -> Iterator[str]:
        """As `texts_at`, of the first matches only."""
        return (text for select in selects for one in self.elements_at(select)[:MOST_BOXES] if (text := text_of(one)))

    def printed_date(self) -> str | None:
        """The first match that is a date: beside it stand sources and counters."""
        return next((text for text in self.few_texts_at(self.DATE) if is_date(text)), None)

    def printed_section(self) -> list[str]:
        """The breadcrumb's steps, linked or not."""
        for select in self.CRUMBS:
            boxes = self.elements_at(select)[:MOST_BOXES]
            if len(boxes) > 1 and boxes[0].getparent() is boxes[1].getparent():
                boxes.insert(0, boxes[0].getparent())  # each step is called so, the box around them is not
            for box in boxes:
                if names := list(_steps(box)):
                    return names
        return super().printed_section()

    def in_menu(self, link: Element) -> bool:
        """Does a link stand in the site's menu, head or foot?"""
        return any(
            box.tag in ("nav", "header", "footer") or _MENU.search(f"{box.get('class') or ''} {box.get('id') or ''}")
            for box in link.iterancestors("nav", "header", "footer", "div", "ul")
        )

    @cached_property
    def content(self) -> Body:
        """The body, and the files in the boxes beside it."""
        body: Body = super().content
        for select in self.FILES:
            for box in self.elements_at(select)[:MOST_BOXES]:
                for file in Reader(self.doc, super().drops, self.is_figure, self.full_size).read(box).attachments:
                    if all(file.url != one.url for one in body.attachments):
                        body.attachments.append(file)
        return body

    def attribution(self, body: Prose) -> Attribution | None:
        """The panel for it (which also holds authors, rarely the date), else the body's last line."""
        found = [
            (element, printed, name)
            for select in self.ATTRIBUTION
            for element in self.elements_at(select)[:MOST_BOXES]
            if (name := bylines.outlet(printed := text_of(element))) and not self._says_else(printed)
        ]
        if not found:
            return self.closing_attribution(body)
        element, printed, name = next(
            (one for one in found if one[1] != one[2]), found[0]
        )  # with its label, if any has
        links = (link.get("href") or "" for link in [*element.iter("a"), *element.iterancestors("a")])
        url = next((url for href in links if href.strip() and (url := self.doc.absolute(href))), None)
        self.raw.attribution = printed
        self.origin["attribution"] = "css"
        return Attribution(name, url, self.context.source_of(name, url))

    def _says_else(self, printed: str) -> bool:
        """Is a line of the panel a date, an author, or no line at all?"""
        unlabelled = bylines.outlet(printed) == printed
        return len(printed) > _LONGEST_LINE or is_author(printed) or (unlabelled and is_date(printed))

    def authors(self, section: list[str]) -> list[str]:
        """The byline's place, else an author named in the panel for sources."""
        names = super().authors(section)
        if names:
            return names
        for printed in self.few_texts_at(self.ATTRIBUTION):
            if is_author(printed) and len(printed) < _LONGEST_LINE:
                names = [name for name in bylines.authors(printed) if self.is_person(name)]
                if names:
                    self.raw.authors, self.origin["authors"] = printed, "css"
                    return names
        return []


def _steps(box: Element) -> Iterator[str]:
    """The names in a breadcrumb: its list items, or whatever stands between its marks."""
    items = list(box.iter("li"))
    if not items:
        while len(box) == 1 and not (box.text or "").strip() and not (box[0].tail or "").strip():
            box = box[0]
        items = [box] if not len(box) else [*box.iterchildren("a", "span", "strong", "b", "em", "i", "div", "p", "h2")]
    for item in items:
        for part in _CRUMB_MARKS.split(text_of(item)):
            if name := part.strip(" /\\»›>|:–—•→-"):
                yield name


def is_author(text: str) -> bool:
    """A labelled author, or a person's name alone: the surnames that no paper and no province begins with."""
    return _AUTHOR.match(text) is not None or (_SURNAME.match(text) is not None and bylines.is_signature(text))


def is_date(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and dates.parse(text) is not None
