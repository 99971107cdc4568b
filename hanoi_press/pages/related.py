"""Find the parts of a body that only lead to other articles: labelled lists, teasers, headlines between paragraphs.

What is found is decided by links: a part whose words are all links to pages, after a label ("Tin liên quan"), in a box
so named, with the picture of the same article, or standing alone between paragraphs of prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, takewhile

from hanoi_press.pages.blocks import Block, words_outside
from hanoi_press.pages.document import Element, box_name, is_larger
from hanoi_press.pages.line_breaks import WORDS
from hanoi_press.pages.link_targets import host_without_prefix, is_own_article, leads_to_page
from hanoi_press.pages.linked_lines import MARKS, LinkedLines, block_of, is_blank, text_before
from hanoi_press.text.normalize import clean
from hanoi_press.text.related_labels import announces_list, is_related_heading, may_begin_with_related_label

_NOT_RELATED = re.compile(
    r"(?:kỳ|bài|phần|tập|chương|mục|số|phụ lục)\s*[\dIVX]+\b"  # parts of a series
    r"|(?:luật|nghị (?:định|quyết)|thông tư|quyết định|công (?:văn|điện)|văn bản|chỉ thị|thông báo|dự thảo|tờ trình"
    r"|biểu mẫu|danh sách|hướng dẫn|toàn văn|phụ lục|kế hoạch|tải|(?:xem |đọc )?(?:toàn văn|chi tiết)|http|www\.)\b"
    r"|.*\btại đây\b|.*\b\d+/(?:\d{4}/)?[A-ZĐ]{2,}",
    re.I,
)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:relat(?:ed|e|ion)\w*|read-?more\w*|(?:tin|bai)-?_?(?:lien-?_?quan|khac|cung)|lien-?quan|xem-?them"
    r"|doc-?them|more-?news|recommend\w*|suggest\w*|teaser|card-small|c-box|box-?related|relatedbox)(?:$|[\s_-])",
    re.I,
)
_BOXES = frozenset(
    "div li article section aside td tr tbody table ul ol figure dl dd dt blockquote details nav center zone".split()
)
_ENTRIES = frozenset("table tbody tr td th li dd dt".split())  # a reader looks something up there
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_DESCRIPTION = 300  # characters of a teaser besides its headline
_MOST_HEADLINES = 6  # of a list without label between paragraphs
_HEADLINE = range(20, 250)  # characters
_PROSE = 60  # characters of a paragraph that is prose
_MOST_LINKS = 2000  # of a body; one with more is a list, of which nothing is left out
_MOST_LEVELS = 6  # of a teaser's boxes
_LARGEST_BOX = 400  # elements of a box of teasers
_LARGEST_LINE = 100
_SHORTEST_LABEL = 7  # characters ("Related")
_LONGEST_LABEL = 150  # characters of a line that are compared with labels
_LINES = frozenset("p li h2 h3 h4 h5 h6 div td dd blockquote center".split())
_LINK = frozenset({"a"})
_JOINTS = re.compile(r"[;,|/•]")


def related_parts(container: Element, url: str) -> set[Element]:
    """Return the elements inside `container` that lead to other articles; `url` is the page's address."""
    links = [one for one in islice(container.iter("a"), _MOST_LINKS + 1) if one is not container]
    return _Related(container, url, links).found if 0 < len(links) <= _MOST_LINKS else set()


class _Related(LinkedLines):
    """The parts of one body that lead to other articles."""

    def __init__(self, container: Element, url: str, links: list[Element]) -> None:
        super().__init__(container, links, leads_to_page)
        self._host = host_without_prefix(url)
        self._kinds: dict[Element, bool] = {}
        self._teasers: dict[Element, bool] = {}
        self._announced: dict[Element, bool] = {}
        self.found: set[Element] = set()
        for part in dict.fromkeys(map(self.outermost, self.lines)) if self.lines else ():
            self._judge(part)
        for block in dict.fromkeys(map(block_of, links)):
            if block is not container and self._is_labelled_line(block):
                self.found.add(block)
        self.found.update(one for one in links if _ends_labelled_line(one) and one not in self.parts)

    def _judge(self, part: Element) -> None:
        """Add a part, with its label or the box around it, to what is found if it leads to other articles."""
        if part in self.found or any(one in self.found for one in islice(part.iterancestors(), _MOST_LEVELS)):
            return
        if self._is_labelled(part):
            return
        box = part
        for outer in (part, *islice(part.iterancestors(), _MOST_LEVELS)):
            if outer is self.container:
                break
            if not self._is_teasers(outer):
                break
            box = outer
            if _NAMES.search(box_name(box)) or self._has_own_picture(box, part):
                self.found.add(box)
                return
        if self._stands_alone(part):
            self.found.add(part)

    def _is_labelled(self, part: Element) -> bool:
        """Return True, and add what is found, if a label stands before the part or the boxes that it begins."""
        node = part
        while node is not self.container:
            label, words = self._before(node)
            if label is not None or words:
                if not is_related_heading(words):
                    return False
                following = list(self._following(node))
                if not following:
                    return False
                self._add_labelled(label, node, following)
                return True
            node = node.getparent()
        return False

    def _before(self, node: Element) -> tuple[Element | None, str]:
        """Return what stands before an element in its parent, up to the next words: an element, or a text alone."""
        before = node.getprevious()
        while before is not None:
            if words := clean(before.tail or ""):
                return None, words
            if self.has_words(before):
                return before, self.words(before)
            before = before.getprevious()
        return None, clean(node.getparent().text or "")

    def _following(self, node: Element) -> Iterator[Element]:
        """Yield the element and those after it, as long as they are teasers."""
        current: Element | None = node
        while current is not None and (not self.has_words(current) or self._is_teasers(current)):
            yield current
            if not is_blank(current.tail):
                return
            current = current.getnext()

    def _add_labelled(self, label: Element | None, node: Element, following: list[Element]) -> None:
        parent = node.getparent()
        is_whole = following[-1].getnext() is None and is_blank(following[-1].tail)
        first = label if label is not None else node
        if is_whole and parent is not self.container and not self._before(first)[1].strip(MARKS):
            self.found.add(parent)
            return
        if is_whole and parent is not self.container and label is None and self._before(node)[0] is None:
            self.found.add(parent)  # the label is the box's own text
            return
        self.found.update(following)
        if label is not None:
            self.found.add(label)
            self.found.update(takewhile(lambda one: one is not node, label.itersiblings()))  # pictures of teasers

    def _is_teasers(self, element: Element, level: int = 0) -> bool:
        """Return True for a part, a teaser (a headline, few words and a picture), or a box of teasers and a label."""
        found = self._teasers.get(element)
        if found is None:
            found = self._teasers[element] = element in self.parts or self._is_box_of_teasers(element, level)
        return found

    def _is_box_of_teasers(self, box: Element, level: int) -> bool:
        if box.tag not in _BOXES or level >= _MOST_LEVELS or is_larger(box, _LARGEST_BOX):
            return False
        if self._is_teaser(box):
            return True
        inner = [one for one in box if self.has_words(one)]
        texts = [box.text, *(one.tail for one in box)]
        if not all(map(_is_blank_or_label, texts)):
            return False
        return any(one in self.parts or one.tag in _BOXES for one in inner) and all(
            is_related_heading(self.words(one)) or self._is_teasers(one, level + 1) for one in inner
        )

    def _is_labelled_line(self, block: Element) -> bool:
        """Return True for a line that begins with a label and has no other words outside its links."""
        if block.tag not in _LINES or len(block.text or "") > _LONGEST_LABEL:
            return False
        words = WORDS(block)[:_LONGEST_LABEL].strip()
        if not may_begin_with_related_label(words) or is_larger(block, _LARGEST_LINE):
            return False
        if not all(map(leads_to_page, block.iter("a"))):
            return False
        outside = words_outside(Block("", block), _LINK)
        return clean(words).startswith(outside[:_SHORTEST_LABEL]) and is_related_heading(_JOINTS.sub(" ", outside))

    def _is_teaser(self, box: Element) -> bool:
        """Return True for a box with the headline of one article and a short description."""
        addresses = {link.get("href") for link in box.iter("a") if link.get("href")}
        if len(addresses) != 1:
            return False
        headline = next((one for one in box.iter("*") if one in self.parts and one is not box), None)
        return headline is not None and len(self.words(box)) - len(self.words(headline)) <= _DESCRIPTION

    def _has_own_picture(self, box: Element, part: Element) -> bool:
        """Return True for a teaser of an article of this site with the picture linked to the same address."""
        link = next((one for one in part.iter("a") if self.words(one)), None)
        if link is None or not self._is_article(link):
            return False
        address = link.get("href")
        return (box in self.parts or self._is_teaser(box)) and any(
            next(one.iter("img"), None) is not None for one in box.iter("a") if one.get("href") == address
        )

    def _stands_alone(self, part: Element) -> bool:
        """Return True for headlines of this site's articles, linked as a paragraph of their own between others."""
        if part.tag in _HEADINGS or part.tag in _ENTRIES:
            return False
        links = [one for one in part.iter("a") if self.words(one)]
        if (
            not 0 < len(links) <= _MOST_HEADLINES
            or not all(map(self._is_article, links))
            or not all(map(self._is_headline, links))
        ):
            return False
        if any(next(part.iter(one), None) is not None for one in _HEADINGS):
            return False
        return not self._is_announced(part) and self._is_among_prose(part.getparent())

    def _is_announced(self, part: Element) -> bool:
        """Return True for a part of a list that the words or the heading before it announce ("… các trường:")."""
        found = self._announced.get(part)
        if found is None:
            before, words = self._before(part)
            if before is not None and before in self.parts and before.tag == part.tag:
                found = self._announced.get(before, False)
            else:
                is_headed = before is not None and before.tag in _HEADINGS and before.tag != "h1"
                found = is_headed or announces_list(words[-_LONGEST_LABEL:])
            self._announced[part] = found
        return found

    def _is_headline(self, link: Element) -> bool:
        words = self.words(link).strip(MARKS + "“”\"'")
        return len(words) in _HEADLINE and not self.words(link).endswith(".") and not _NOT_RELATED.match(words)

    def _is_article(self, link: Element) -> bool:
        """Return True if a link's address looks like that of an article of this site."""
        return is_own_article(link, self.words(link), self._host)

    def _is_among_prose(self, parent: Element) -> bool:
        """Return True if an element's children are mostly paragraphs of prose, and few are headlines of others."""
        found = self._kinds.get(parent)
        if found is None:
            kinds = Counter(
                "headline"
                if one in self.parts
                else "prose"
                if len(one.text or "") > _PROSE or len(WORDS(one)) > _PROSE
                else ""
                for one in parent.iterchildren("*")
            )
            found = self._kinds[parent] = kinds["prose"] >= 2 and kinds["headline"] <= max(2, kinds["prose"] // 3)
        return found


def _is_blank_or_label(text: str | None) -> bool:
    return is_blank(text) or is_related_heading(clean(text or ""))


def _ends_labelled_line(link: Element) -> bool:
    """Return True for a link after a label in a line of its own among those of a paragraph ("…<br>Xem thêm: …")."""
    label = text_before(link).strip()
    if not label.endswith(":") or not leads_to_page(link):
        return False
    before, after = link.getprevious(), link.getnext()
    return (
        is_related_heading(clean(label))
        and (before is None or before.tag == "br")
        and (after is None or after.tag == "br")
        and is_blank(link.tail)
    )
