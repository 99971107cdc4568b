"""Find the parts of a page that are no article: menus, labelled boxes of links, comments, teasers, notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from hanoi_press.pages.document import Element
from hanoi_press.pages.document_address import split_address
from hanoi_press.pages.heuristics.headline import Headline
from hanoi_press.pages.heuristics.labelled_boxes import labelled_box
from hanoi_press.pages.heuristics.line_kinds import is_date_line, kind_of
from hanoi_press.pages.heuristics.linked_boxes import is_teaser_article
from hanoi_press.pages.heuristics.linked_paragraphs import without_paragraphs
from hanoi_press.pages.heuristics.mail_forms import mail_forms
from hanoi_press.pages.heuristics.misnamed_boxes import misnamed_boxes
from hanoi_press.pages.heuristics.next_article import next_article
from hanoi_press.pages.heuristics.page_lines import Line, PageLines
from hanoi_press.pages.heuristics.promo_boxes import figure_headings, promo_boxes
from hanoi_press.pages.heuristics.teaser_runs import is_paragraph, leads_on
from hanoi_press.text.related_labels import announces_list

_CARD_TEXT = 400  # letters besides the link in a teaser
_LONG_CARD_TEXT = 900  # in one that has a date or a link to the rest
_ITEM_TEXT = 60  # in what a page says of a thing that it links
_CARD_LINES = 7
_FEWEST_CARDS = 3
_LONGEST_LIST = 12  # entries
_HEADLINE_ENTRY = 25  # characters
_HEADLINE_LINK = 15  # letters
_OFF = {"related", "comments", "tags", "about", "contact"}
_LONGEST_LABEL = 60  # characters
_LABEL_LEVELS = 4  # boxes around teasers that may begin with their label
_NOTICE_LINES = 8
_NOTICE_LEVELS = 4
_MENUS = frozenset("nav aside footer menu dialog".split())
_FEWEST_PARAGRAPHS = 2  # of an article below a line with an address
_WHOLE, _WHOLE_FORM = 0.8, 0.5  # of the page's lines
_FIELD = re.compile(
    r"(?i)\W*(?:ngày (?:đăng|viết|tạo|gửi|cập nhật|xuất bản|phát hành)|cập nhật(?: lần cuối)?|đăng (?:lúc|ngày"
    r"|bởi)|tác giả|người (?:đăng|viết)"
    r"|(?:chuyên|danh) mục|(?:số )?lượt (?:xem|đọc)|nguồn(?: tin)?|posted(?: on| by)?|published|updated|author"
    r"|category|views|hits)\s*[:：]?\W*"
)
_FEWEST_FIELDS = 2


class FrameParts:
    """The lines of a page that are no article. `use_names`: boxes named as comments and the like count as such."""

    def __init__(self, page: PageLines, headline: Headline | None, *, use_names: bool = True) -> None:
        self.page = page
        self.start = headline.end if headline else 0
        self.use_names = use_names
        self._off: set[int] = set()
        self.around_headline: set[Element] = set()
        if headline is not None:
            self.around_headline = {headline.element, *headline.element.iterancestors()}
        self.around_headline.update(self._whole(), misnamed_boxes(page, self.start))
        self.end = next_article(page, headline)  # the number of the line that begins another article

    @cached_property
    def off(self) -> set[int]:
        """The numbers of lines that are known to be no text."""
        self._mark_labelled()
        for parent, children in self.page.by_parent.items():
            if parent >= 0 and len(children) >= 2:
                self._mark_cards(parent, children)
        for box in promo_boxes(self.page, self.start):
            self._off.update(range(self.page.first[box], self.page.end[box]))
        self._off.update(figure_headings(self.page, self.start))
        self._mark_linked_lists()
        for box, element in enumerate(self.page.elements):
            if element.tag == "article" and self._is_card(box) and is_teaser_article(self.page, box):
                self._off.update(range(self.page.first[box], self.page.end[box]))
        self._mark_fields()
        self._off.update(range(self.end, len(self.page.lines)))
        return self._off

    def is_outer(self, line: Line) -> bool:
        """Return True if a line is in a menu, footer or the like that does not hold the headline."""
        if line.outer and not self.around_headline.issuperset(line.outer):
            return True
        if line.number in self._notices:
            return True
        return self.use_names and bool(line.named) and not self.around_headline.issuperset(line.named)

    def _whole(self) -> Iterator[Element]:
        """Yield the forms and named boxes that are the whole page."""
        page, size = self.page, len(self.page.lines)
        for box, element in enumerate(page.elements):
            share = (page.end[box] - page.first[box]) / size if size else 0
            if (share > _WHOLE and element.tag not in _MENUS) or (element.tag == "form" and share > _WHOLE_FORM):
                yield element

    # --- labelled boxes ----------------------------------------------------------------------------------------------

    def _mark_labelled(self) -> None:
        """Mark the lines of boxes that begin with a label of other articles, comments, tags, addresses."""
        has_prose = False
        for line in self.page.lines[self.start :]:
            has_prose = has_prose or is_paragraph(line)
            if len(line.text) > 90 or line.number in self._off:
                continue
            kind = kind_of(line.text)
            if kind not in _OFF:
                continue
            # A number of comments before the text opens no box.
            of_prose = kind == "contact" or (has_prose and kind != "related")
            box = labelled_box(self.page, line.number, self.around_headline, of_prose=of_prose)
            if kind == "contact" and box is not None and self._holds_paragraphs(box):
                continue
            if box is not None and (kind != "related" or self._is_of_links(box)):
                self._off.update(range(self.page.first[box], self.page.end[box]))
            elif kind == "comments" and has_prose:
                parent = self.page.parents[line.box] if self.page.has_one_line(line.box) else line.box
                if parent >= 0:
                    self._off.update(range(line.number, self.page.end[parent]))

    def _holds_paragraphs(self, box: int) -> bool:
        before = self._paragraphs
        return before[self.page.end[box]] - before[self.page.first[box]] >= _FEWEST_PARAGRAPHS

    @cached_property
    def _paragraphs(self) -> list[int]:
        """The number of paragraphs that are no addresses before each line."""
        return [0, *accumulate(is_paragraph(line) and not kind_of(line.text) for line in self.page.lines)]

    def _is_of_links(self, box: int) -> bool:
        lines = self.page.inside(box)[1:]
        linked = sum(line.linked for line in lines)
        return linked * 2 > sum(len(line.text) for line in lines) or self._teasers(box) >= 2

    def _teasers(self, box: int) -> int:
        return sum(line.link_share > 0.6 and len(line.text) > _HEADLINE_LINK for line in self.page.inside(box))

    # --- notices of the site -----------------------------------------------------------------------------------------

    @cached_property
    def _notices(self) -> set[int]:
        """The lines of boxes about cookies, newsletters and the like."""
        page = self.page
        found = {one for box in mail_forms(page, self.start) for one in range(page.first[box], page.end[box])}
        for line in page.lines:
            if line.number not in found and kind_of(line.text) == "notice":
                found.add(line.number)
                box = self._notice_box(line)
                if box is not None:
                    found.update(range(self.page.first[box], self.page.end[box]))
        return found

    def _notice_box(self, line: Line) -> int | None:
        """Return the widest box around a notice that holds no paragraph of an article."""
        page, found = self.page, None
        for box in page.around(line.box, _NOTICE_LEVELS):
            lines = page.inside(box)
            if page.elements[box] in self.around_headline or len(lines) > _NOTICE_LINES:
                break
            if line.number >= self.start and any(is_paragraph(one) and kind_of(one.text) != "notice" for one in lines):
                break
            found = box
        return found

    # --- teasers -----------------------------------------------------------------------------------------------------

    @cached_property
    def _counts(self) -> tuple[list[int], list[int], list[int], list[int], list[int]]:
        """The sums before each line: letters in headline links and outside links, headline links, dates, links on."""
        links, free, headlines, dated, more = [0], [0], [0], [0], [0]
        for line in self.page.lines:
            is_link = line.link_share > 0.6 and len(line.text) > _HEADLINE_LINK and not line.documents
            links.append(links[-1] + (len(line.text) if is_link else 0))
            free.append(free[-1] + (0 if is_link else len(line.text) - line.linked))
            headlines.append(headlines[-1] + is_link)
            dated.append(dated[-1] + (leads_on(line) or is_date_line(line.text)))
            more.append(more[-1] + leads_on(line))
        return links, free, headlines, dated, more

    def _is_card(self, box: int) -> bool:
        """Return True for a box with one linked headline and little text."""
        first, end = self.page.first[box], self.page.end[box]
        if not 0 < end - first <= _CARD_LINES or first < self.start:
            return False
        _, free, headlines, dated, more = self._counts
        if free[end] - free[first] >= _ITEM_TEXT and self.leads_elsewhere(box):
            return False
        longest = _LONG_CARD_TEXT if dated[end] > dated[first] else _CARD_TEXT
        number = headlines[end] - headlines[first] or more[end] - more[first]
        return 1 <= number <= 2 and free[end] - free[first] <= longest

    def leads_elsewhere(self, box: int) -> bool:
        """Return True if the first link in a box leads to another site, as in a list of what can be bought."""
        link = next(self.page.elements[box].iter("a"), None)
        parts = split_address(link.get("href") or "") if link is not None else None
        host = parts.hostname if parts is not None else None
        return host is not None and site_of(host) != site_of(self.page.host)

    def _mark_cards(self, parent: int, children: list[int]) -> None:
        """Mark the teasers among the boxes in a box, and the label before them."""
        cards = [box for box in children if self._is_card(box)]
        if len(cards) >= _FEWEST_CARDS:
            cards = without_paragraphs(self.page, children, cards)
        shapes = Counter(self.page.shape_of(box)[0] for box in cards)
        fewest = _FEWEST_CARDS
        marked = [box for box in cards if shapes[self.page.shape_of(box)[0]] >= fewest]
        if marked and self._is_announced(parent):
            return
        for box in marked:
            self._off.update(range(self.page.first[box], self.page.end[box]))
        if marked:
            self._mark_label(parent, self.page.first[marked[0]], self.page.end[marked[-1]])

    def _is_announced(self, box: int) -> bool:
        """Return True for a list that the words before it announce as a part of the text."""
        before = self.page.first[box] - 1
        if self.page.elements[box].tag not in ("ul", "ol") or before < self.start:
            return False
        text = self.page.lines[before].text
        return announces_list(text[-_LONGEST_LABEL:]) and not kind_of(text)

    def _mark_label(self, box: int, first: int, end: int) -> None:
        """Mark a short line before teasers that, with them, is a whole box."""
        page = self.page
        label = first - 1
        if label < self.start or label in self._off:
            return
        line = page.lines[label]
        if len(line.text) > _LONGEST_LABEL or line.text.endswith((".", "!", "…")):
            return
        for _ in range(_LABEL_LEVELS):
            if box < 0 or page.elements[box] in self.around_headline or page.first[box] < label:
                return
            if page.first[box] == label:
                if all(number in self._off for number in range(end, page.end[box])):
                    self._off.add(label)
                return
            box = page.parents[box]

    def _mark_linked_lists(self) -> None:
        """Mark lists each entry of which is another article's headline and a link; none that a sentence announces."""
        page = self.page
        for box, element in enumerate(page.elements):
            size = page.end[box] - page.first[box]
            if element.tag not in ("ul", "ol") or not 2 <= size <= _LONGEST_LIST or page.first[box] <= self.start:
                continue
            lines = page.inside(box)
            if self._is_announced(box) or not all(map(_is_headline_link, lines)):
                continue
            self._off.update(line.number for line in lines)

    # --- fields ------------------------------------------------------------------------------------------------------

    def _mark_fields(self) -> None:
        """Mark the lines of a table that gives the article's date, author, section before its text."""
        page = self.page
        rows: list[int] = []
        for line in page.lines[self.start :]:
            if is_paragraph(line):
                break
            if _FIELD.fullmatch(line.text):
                row = next(
                    (box for box in page.around(line.box, _NOTICE_LEVELS) if page.elements[box].tag == "tr"), None
                )
                if row is not None and page.end[row] - page.first[row] <= 2:
                    rows.append(row)
        if len(rows) >= _FEWEST_FIELDS:
            for row in rows:
                self._off.update(range(page.first[row], page.end[row]))


def _is_headline_link(line: Line) -> bool:
    return line.link_share > 0.9 and len(line.text) >= _HEADLINE_ENTRY and not line.documents


def site_of(host: str) -> str:
    """Return the end of a host's name that its subdomains share.

    >>> site_of("amp.baovidu.com.vn"), site_of("www.example.com")
    ('baovidu.com.vn', 'example.com')
    """
    labels = host.lower().split(".")
    number = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    return ".".join(labels[-number:])
