"""Walk over a page's tree once, and list its lines as a browser shows them, with the blocks that they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml import etree

from hanoi_press.pages.document import Element, box_name
from hanoi_press.pages.document_address import is_document
from hanoi_press.pages.line_breaks import BLOCKS, is_block
from hanoi_press.pages.media import MEDIA
from hanoi_press.text.normalize import clean, fold

_SKIPPED = frozenset(
    "script style noscript template select option datalist textarea button svg math head iframe object input".split()
)
_BOLD = frozenset({"b", "strong"})
_SLANTED = frozenset({"i", "em", "cite"})
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_SLANTED_STYLE = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.I)
_PARTS = frozenset("span a time small abbr label i b strong em".split())
_MOST_PARTS = 12
_SHORT = 100  # characters of a line that may be the frame's
_QUOTE_LEVELS = 3  # of boxes between a quotation and its footer
_PICTURES = frozenset({"img", "picture", "amp-img"})
# Parts of a page that hold no article, unless its headline is in them.
_OUTER = frozenset("nav footer aside header form label dialog menu".split())
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|respond|sidebar|side-?bar|related|recommend\w*|footer|foot|nav|navbar|menu|breadcrumbs?"
    r"|share|sharing|social|newsletter|subscribe|promo\w*|sponsor\w*|advert\w*|ads?|widget|popup|modal|cookie|toolbar|tags?"
    r"|most-?(?:read|popular|viewed)|trending|popular|outbrain|taboola|binh-?luan|lien-?quan|tin-?khac|xem-?them)(?:$|[\s_-])",
    re.I,
)


@dataclass(slots=True, eq=False)
class Line:
    """One line of words; `box` is the number of the block that it stands in. Lengths count its letters."""

    number: int
    text: str
    box: int
    linked: int = 0
    bold: int = 0
    slanted: int = 0
    documents: bool = False  # a link leads to a document
    after_break: bool = False  # a `<br>` ends the line before it in the same block
    outer: tuple[Element, ...] = ()  # boxes around it that hold no article, by their tags
    named: tuple[Element, ...] = ()  # the same, by their names
    words: str | None = None  # as a byline is read from it
    folded: str = field(default="", repr=False)

    @property
    def link_share(self) -> float:
        """The share of the line's letters that are links."""
        return self.linked / len(self.text)


class LineWalk:
    """The pass over the tree; its lists are those of `PageLines`."""

    def __init__(self, hidden: set[Element]) -> None:
        self.lines: list[Line] = []
        self.elements: list[Element] = []
        self.parents: list[int] = []
        self.first: list[int] = []  # of each box: the number of its first line
        self.end: list[int] = []  # and that after its last
        self.pictures: dict[int, list[tuple[int, Element]]] = {}  # by the next line: box and element
        self.rules: set[int] = set()
        self.times: list[tuple[int, Element]] = []  # `time` elements, with the number of their line or of the next
        self.hidden = hidden
        self.parts: list[str] = []
        self.link = self.is_bold = self.is_slanted = 0  # open elements
        self.linked = self.bold = self.slanted = 0  # letters of the open line
        self.documents = self.after_break = False
        self.outer: tuple[Element, ...] = ()
        self.named: tuple[Element, ...] = ()
        self.open: list[int] = []  # boxes

    def read(self, root: Element) -> None:
        """List the lines in an element."""
        opened: list[tuple[bool, int, int, int, bool, bool]] = []
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, node in walk:
            if event == "start":
                tag = node.tag
                if tag in _SKIPPED or node in self.hidden:
                    if tag in MEDIA:
                        self._picture(node)
                    walk.skip_subtree()
                    opened.append((False, 0, 0, 0, False, False))
                else:
                    opened.append(self._start(node, tag))
                    if text := node.text:
                        self._add(text)
                continue
            if event == "end":
                self._end(*opened.pop())
                if not node.tail and node.tag in _PARTS and _is_among_parts(node):
                    self.parts.append(" ")
            if node is not root and (tail := node.tail):
                self._add(tail)
        self._flush()

    def _start(self, node: Element, tag: str) -> tuple[bool, int, int, int, bool, bool]:
        """Open an element; return what its end closes."""
        if tag == "br":
            self._flush()
            self.after_break = True
            return False, 0, 0, 0, False, False
        if tag in _PICTURES or tag in MEDIA:
            self._picture(node)
            return False, 0, 0, 0, False, False
        style = node.get("style")
        link = int(tag == "a" and node.get("href") is not None)
        bold = int(tag in _BOLD or (style is not None and _BOLD_STYLE.search(style) is not None))
        slanted = int(tag in _SLANTED or (style is not None and _SLANTED_STYLE.search(style) is not None))
        self.link += link
        self.is_bold += bold
        self.is_slanted += slanted
        if link and is_document(node.get("href") or ""):
            self.documents = True
        if tag == "time":
            self.times.append((len(self.lines), node))
        elif tag == "hr":
            self._flush()
            self.rules.add(len(self.lines))
        is_box = tag in BLOCKS or ((style is not None or "-" in tag) and is_block(node))
        is_outer = tag in _OUTER and not _is_credit(node)
        is_named = False
        if is_box:
            self._flush()
            self._open_box(node)
            names = box_name(node)
            is_named = len(names) > 1 and _NAMED.search(names) is not None
        if is_outer:
            self.outer = (*self.outer, node)
        if is_named:
            self.named = (*self.named, node)
        return is_box, link, bold, slanted, is_outer, is_named

    def _open_box(self, node: Element) -> None:
        self.parents.append(self.open[-1] if self.open else -1)
        self.open.append(len(self.elements))
        self.elements.append(node)
        self.first.append(len(self.lines))
        self.end.append(len(self.lines))

    def _end(self, is_box: bool, link: int, bold: int, slanted: int, is_outer: bool, is_named: bool) -> None:
        if is_box:
            self._flush()
            self.after_break = False
            self.end[self.open.pop()] = len(self.lines)
        self.link -= link
        self.is_bold -= bold
        self.is_slanted -= slanted
        if is_outer:
            self.outer = self.outer[:-1]
        if is_named:
            self.named = self.named[:-1]

    def _picture(self, node: Element) -> None:
        box = self.open[-1] if self.open else 0
        number = len(self.lines) + bool(self.parts and "".join(self.parts).strip())
        self.pictures.setdefault(number, []).append((box, node))

    def _add(self, text: str) -> None:
        self.parts.append(text)
        if self.link or self.is_bold or self.is_slanted:
            length = len(text.strip())
            if self.link:
                self.linked += length
            if self.is_bold:
                self.bold += length
            if self.is_slanted:
                self.slanted += length

    def _flush(self) -> None:
        """End the line."""
        if not self.parts:
            self.documents = False
            return
        words = "".join(self.parts)
        text = "" if words.isspace() else clean(words)
        self.parts.clear()
        if text:
            self.lines.append(
                Line(
                    len(self.lines),
                    text,
                    self.open[-1] if self.open else 0,
                    self.linked,
                    self.bold,
                    self.slanted,
                    self.documents,
                    self.after_break,
                    self.outer,
                    self.named,
                )
            )
            self.after_break = False
        self.linked = self.bold = self.slanted = 0
        self.documents = self.link > 0 and self.documents


def _is_among_parts(node: Element) -> bool:
    """Return True for an inline element beside others, in a box without words of its own: a style sheet parts them."""
    following, parent = node.getnext(), node.getparent()
    if (
        following is None
        or parent is None
        or following.tag not in _PARTS
        or (parent.text and not parent.text.isspace())
    ):
        return False
    return not any(one.tail and not one.tail.isspace() for one in islice(parent, _MOST_PARTS))


def _is_credit(node: Element) -> bool:
    """Return True for the footer or header of a quotation, which says whose it is."""
    if node.tag not in ("footer", "header"):
        return False
    return any(one.tag == "blockquote" for one in islice(node.iterancestors(), _QUOTE_LEVELS))


_folded = lru_cache(maxsize=2048)(fold)  # the lines of a site's frame recur on every page


def folded(line: Line) -> str:
    """Return the line's words for comparison."""
    if not line.folded:
        line.folded = _folded(line.text) if len(line.text) <= _SHORT else fold(line.text)
    return line.folded
