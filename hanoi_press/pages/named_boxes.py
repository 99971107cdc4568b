"""Find breadcrumb, source panel, attached files and boilerplate by the usual class names and ids of their boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from hanoi_press.pages.attachments import files_in
from hanoi_press.pages.blocks import Body
from hanoi_press.pages.byline_lines import byline_of
from hanoi_press.pages.document import Document, Element, box_name, is_larger, text_of
from hanoi_press.pages.lookup import Lookup
from hanoi_press.pages.selectors import Select, css
from hanoi_press.pages.structure import is_sidebar, names_other_articles
from hanoi_press.text import bylines, dates

# Boxes of boilerplate inside or next to a body, by a word of their class or id.
_BOILERPLATE = re.compile(
    r"(?:^|[\s_-])(?:related|share|social|comments?|rating|toolbar|print|breadcrumbs?)(?:$|[\s_-])"
    r"|tin-?_?(?:lien-?_?quan|khac|cung)|binh-?_?luan|danh-?_?gia|_pnNguontin$",
    re.I,
)
_FILES = re.compile(r"ttach|inh[-_]?kem|file-?list|list-?file|tai-?lieu|tep-?tin|download", re.I)
_MENU = re.compile(r"(?:^|[\s_-])(?:nav|menu|footer|header)|Menu", re.I)
_CRUMB_MARKS = re.compile(r"\s*(?:[»›>→]|\s/\s|\s\|\s)\s*")
_AUTHOR = re.compile(r"(?:tác giả|người viết|phóng viên|(?:tin|bài)(?:(?:,| và) ảnh)?)\s*:", re.I)
_SURNAME = re.compile(
    "(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Lý|Đào|Đinh|Trịnh|Vương|Tạ|Quách|Lương) "
)
_MOST_STEPS = 50  # of a breadcrumb; lists may be nested in it
_LARGEST_STEP = 100  # elements
_MOST_LEVELS = 5  # around a body in which a box of files is looked for
_MOST_SIBLINGS = 40  # on each level
MOST_BOXES = 30  # of a kind that are checked: a page may nest thousands, and each check reads the whole box
_LONGEST_DATE_LINE = 60  # characters
_LONGEST_LINE = 150  # characters of a date or a source; a longer line is a paragraph


@dataclass(frozen=True, slots=True)
class NamedBoxes:
    """Selectors of boxes that have the same names on many sites, tried in order; without any, nothing is found."""

    crumbs: tuple[Select, ...] = ()
    files: tuple[Select, ...] = ()
    panel: tuple[Select, ...] = ()  # the box with the source, also the authors, rarely the date
    boilerplate: re.Pattern[str] | None = None  # classes and ids of boxes that are not the body's

    def is_boilerplate(self, element: Element) -> bool:
        """Return True if the element's class or id is that of boilerplate."""
        if self.boilerplate is None:
            return False
        named = box_name(element)
        return len(named) > 1 and self.boilerplate.search(named) is not None

    def breadcrumb(self, lookup: Lookup) -> list[str]:
        """Return the breadcrumb's steps, linked or not; [] if there is no such box."""
        for select in self.crumbs:
            boxes = lookup.elements(select)[:MOST_BOXES]
            if len(boxes) > 1 and boxes[0].getparent() is boxes[1].getparent():
                boxes.insert(0, boxes[0].getparent())  # only the steps have the name, not the box around them
            for box in boxes:
                if names := list(steps(box)):
                    return names
        return []

    def file_boxes(self, container: Element | None, lookup: Lookup) -> Iterator[Element]:
        """Yield the boxes of attached files: the selectors' matches, then those so named beside the body."""
        for select in self.files:
            yield from lookup.elements(select)[:MOST_BOXES]
        yield from islice(_file_boxes_beside(container), MOST_BOXES)

    def panel_source(self, lookup: Lookup, doc: Document) -> tuple[str, str, str | None] | None:
        """Return the outlet's name, the line as printed and the original's address; None if no line names an outlet."""
        found = [
            (element, printed, name)
            for select in self.panel
            for element in lookup.elements(select)[:MOST_BOXES]
            if (name := bylines.outlet(printed := text_of(element))) and not _is_no_source(printed)
        ]
        if not found:
            return None
        # a line with its label ("Nguồn: …") before one without
        element, printed, name = next((one for one in found if one[1] != one[2]), found[0])
        links = (link.get("href") or "" for link in [*element.iter("a"), *element.iterancestors("a")])
        return name, printed, next((url for href in links if href.strip() and (url := doc.absolute(href))), None)

    def panel_authors(self, lookup: Lookup) -> Iterator[str]:
        """Yield the lines of the source panel that name an author."""
        for select in self.panel:
            for element in lookup.elements(select)[:MOST_BOXES]:
                if is_author(printed := byline_of(element)) and len(printed) < _LONGEST_LINE:
                    yield printed


# Parts of classes and ids that such boxes have on portals of many kinds.
PORTAL_BOXES = NamedBoxes(
    crumbs=(
        css('[class*="rumb"], [id*="rumb"], [aria-label*="rumb"]'),
        css('[id*="SiteMapPath"], [class*="SiteMapPath"], [class*="itemap-path"]'),
        css('[class*="uong_dan"], [class*="uong-dan"], [class*="uongdan"]'),
    ),
    files=(
        css('[class*="ttach"], [class*="inhkem"], [class*="inh-kem"]'),
        css('[id*="ttach"], [id*="inhKem"], [id*="inhkem"]'),
    ),
    panel=(css('[id$="_pnNguontin"] p font'), css('[id$="_pnNguontin"]')),
    boilerplate=_BOILERPLATE,
)


def add_files(body: Body, boxes: Iterable[Element], doc: Document) -> None:
    """Add the files in boxes of attached files to the body's."""
    known = {one.url for one in body.attachments}
    for file in (one for box in boxes for one in files_in(box, doc)):
        if file.url not in known:
            known.add(file.url)
            body.attachments.append(file)


def _file_boxes_beside(container: Element | None) -> Iterator[Element]:
    """Yield the boxes of files beside a body, and beside the boxes around it; no other articles'."""
    inner = container
    for outer in islice(container.iterancestors("*"), _MOST_LEVELS) if container is not None else ():
        if outer.tag == "html":
            return
        for one in islice(outer.iterchildren("*"), _MOST_SIBLINGS):
            if one is not inner:
                children = islice(one.iterchildren("div", "ul", "section", "table"), _MOST_SIBLINGS)
                boxes = [box for box in (one, *children) if _is_file_box(box)]
                if boxes and not is_sidebar(one) and not names_other_articles(one):
                    yield from boxes
        inner = outer


def _is_file_box(element: Element) -> bool:
    return any(_names_files(name) for name in (element.get("class"), element.get("id")) if name)


@lru_cache(maxsize=4096)  # names recur
def _names_files(name: str) -> bool:
    return _FILES.search(name) is not None


def few_texts(lookup: Lookup, selects: tuple[Select, ...]) -> Iterator[str]:
    """Yield the words of each selector's first matches."""
    return (text for select in selects for one in lookup.elements(select)[:MOST_BOXES] if (text := text_of(one)))


def in_menu(link: Element) -> bool:
    """Return True if a link is in the site's menu, header or footer."""
    return any(
        box.tag in ("nav", "header", "footer") or _MENU.search(box_name(box))
        for box in link.iterancestors("nav", "header", "footer", "div", "ul")
    )


def is_author(text: str) -> bool:
    """Return True for a labelled author, or a person's name alone, by surnames with which no paper's name begins."""
    return _AUTHOR.match(text) is not None or (_SURNAME.match(text) is not None and bylines.is_signature(text))


def is_date(text: str) -> bool:
    """Return True for a short line that names a day."""
    return len(text) <= _LONGEST_LINE and dates.parse(text) is not None


def is_date_line(text: str) -> bool:
    """Return True for a line that contains hardly more than a date ("Thứ sáu, 26/05/2023 10:53 | Lượt xem: 12")."""
    return len(text) <= _LONGEST_DATE_LINE and is_date(text)


def _is_no_source(printed: str) -> bool:
    """Return True if a line of the panel is a date, an author, or a paragraph."""
    unlabelled = bylines.outlet(printed) == printed
    return len(printed) > _LONGEST_LINE or is_author(printed) or (unlabelled and is_date(printed))


def steps(box: Element) -> Iterator[str]:
    """Yield the names in a breadcrumb: its list items, or the words between its separators."""
    items = [one for one in islice(box.iter("li"), _MOST_STEPS) if not is_larger(one, _LARGEST_STEP)]
    if not items:
        while len(box) == 1 and not (box.text or "").strip() and not (box[0].tail or "").strip():
            box = box[0]
        items = [box] if not len(box) else [*box.iterchildren("a", "span", "strong", "b", "em", "i", "div", "p", "h2")]
    for item in items:
        for part in _CRUMB_MARKS.split(text_of(item)):
            if name := part.strip(" /\\»›>|:–—•→-"):
                yield name
