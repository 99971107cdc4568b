"""Read the element of an article's body into paragraphs, pictures and documents, in reading order.

The tree is walked once, without recursion (pages nested 10,000 deep exist), and not changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from hanoi_press.items import Attachment, Image
from hanoi_press.pages.document import Document, Element, text_of
from hanoi_press.pages.picture_tables import is_picture_table
from hanoi_press.text import bylines
from hanoi_press.text.boilerplate import is_boilerplate
from hanoi_press.text.normalize import clean

_SKIP = frozenset(
    (
        "script style noscript iframe object embed form button svg canvas video audio template input select "
        "textarea nav head"
    ).split()
)
_BLOCK = frozenset(
    (
        "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote table thead tbody tfoot tr section article "
        "aside header footer main hr pre address center figure figcaption body html details summary"
    ).split()
)
_INLINE = frozenset("b i em strong u sup sub br".split())  # never a container of boilerplate
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# Liferay serves a file under its name and a UUID: /documents/20117/0/tt-06.pdf/1b2c…
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)(?:/[0-9a-f-]{36})?(?:$|[?#])", re.I)
_UUID = re.compile(r"/[0-9a-f-]{36}$", re.I)
# The Government's collection of legal documents: a reference by number (raw pages of baochinhphu.vn, 2026).
_LEGAL = re.compile(r"https?://vanban\.chinhphu\.vn/[^#]*[?&]docid=\d", re.I)
_PLACEHOLDER = re.compile(r"(?:^data:|/grey\.gif|/blank\.|/spacer\.|/loading\.|/lazy|/placeholder)", re.I)
_MOST_STEPS = 5_000  # from element to element, when it is found out whether a line is bold, slanted or a link
_MOST_LINKS = 3  # around a link: the words of the inner ones would be read again for each
_PICTURE_SOURCES = ("data-original", "data-src", "data-lazy-src", "src")


@dataclass(slots=True)
class Block:
    """A paragraph (lines broken by `<br>` are one block) and the element that it came from."""

    text: str
    element: Element
    outside: dict[frozenset[str], str] = field(default_factory=dict)  # of the element's blocks, by `words_outside`


@dataclass(slots=True)
class Body:
    """The contents of the container, in reading order."""

    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)


class BodyRules(Protocol):
    """A template's rules for reading its bodies."""

    def drops(self, element: Element) -> bool:
        """Return True if the element is boilerplate."""

    def is_figure(self, element: Element) -> bool:
        """Return True if the element is a picture with its caption."""

    def full_size(self, url: str) -> str:
        """Return the address of the original picture for that of a thumbnail."""


class BodyReader:
    """Reads one container by a template's rules."""

    def __init__(self, doc: Document, rules: BodyRules) -> None:
        self.doc = doc
        self.rules = rules
        self.body = Body()
        self.after_picture: dict[int, Image] = {}  # index of the block that follows a picture without caption → picture
        self._lines: list[list[str]] = [[]]
        self._seen: set[str] = set()
        self._blocks_of: tuple[Element, dict[frozenset[str], str]] | None = None  # the element of the last block

    def read(self, container: Element) -> Body:
        """Return the blocks, pictures and documents inside `container`."""
        lines = self._lines
        blocks = [container]  # the open blocks, the innermost last
        stack = [(container, iter(container))]
        lines[0].append(container.text or "")
        while stack:
            element, children = stack[-1]
            for node in children:
                if self._enter(node, blocks):
                    stack.append((node, iter(node)))
                    break
                if tail := node.tail:
                    lines[-1].append(tail)
            else:
                stack.pop()
                if element is blocks[-1]:
                    self._flush(element)
                    blocks.pop()
                if stack and element.tail:
                    lines[-1].append(element.tail)
        return self.body

    def _enter(self, node: Element, blocks: list[Element]) -> bool:
        """Open a node; return False if its subtree has been read, or is left out."""
        tag = node.tag
        if not isinstance(tag, str):
            return False
        bare = tag in _INLINE or (tag == "p" and node.get("class") is None)
        if not bare and self._leave_out(node, tag):
            return False
        lines = self._lines
        if tag in _BLOCK:
            if lines[0] or len(lines) > 1:
                self._flush(blocks[-1])
            blocks.append(node)
        elif tag == "br":
            lines.append([])
        elif tag == "a":
            self._document(node)
        if text := node.text:
            lines[-1].append(text)
        return True

    def _leave_out(self, node: Element, tag: str) -> bool:
        """Return True for boilerplate and for pictures, which are recorded; neither gives a paragraph."""
        if tag in _SKIP or self.rules.drops(node):
            return True
        if tag == "img":
            self._picture([node], "")
            self._may_have_caption()
            return True
        if tag == "figure" or self.rules.is_figure(node) or (tag == "table" and is_picture_table(node)):
            self._flush(node)
            pictures = list(node.iter("img"))
            if not pictures and not text_of(node):
                return True
            captions = list(map(text_of, _outermost(node, "figcaption")))
            words = " ".join(filter(None, captions)) if captions else text_of(node)
            self._picture(pictures, words)
            if tag != "figure":
                self._may_have_caption()
            return True
        if tag == "figcaption":  # apart from its picture
            self._picture([], text_of(node))
            return True
        if tag == "tr" and len(cells := [cell for cell in node if cell.tag in ("td", "th")]) > 1:
            self._row(node, cells)
            return True
        return False

    def _row(self, row: Element, cells: list[Element]) -> None:
        """Add a table's row as one paragraph, its cells joined by " | "."""
        self._flush(row)
        for picture in row.iter("img"):
            self._picture([picture], "")
        for link in row.iter("a"):
            self._document(link)
        words = [text_of(cell) for cell in cells]
        if any(words):
            self._add(" | ".join(words), row)

    def _picture(self, pictures: list[Element], words: str) -> None:
        caption = bylines.caption("" if is_boilerplate(words) else words)  # an editor's placeholder is no caption
        if not pictures and self.body.images and not self.body.images[-1].caption:
            # moit prints the caption as a figure of its own after the picture
            self.body.images[-1].caption, self.body.images[-1].credit = caption
        for picture in pictures:
            url = self._picture_url(picture)
            if url and url not in self._seen:
                self._seen.add(url)
                self.body.images.append(Image(url, *caption))

    def _may_have_caption(self) -> None:
        if self.body.images and self.body.images[-1].caption is None:
            self.after_picture[len(self.body.blocks)] = self.body.images[-1]

    def _picture_url(self, picture: Element) -> str | None:
        for name in _PICTURE_SOURCES:
            address = picture.get(name)
            if address and address.strip() and not _PLACEHOLDER.search(address.strip()):
                url = self.doc.absolute(address)
                return self.rules.full_size(url) if url else None
        return None

    def _document(self, link: Element) -> None:
        file = attachment(link, self.doc)
        if file and file.url not in self._seen:
            self._seen.add(file.url)
            self.body.attachments.append(file)

    def _flush(self, element: Element) -> None:
        """Close the paragraph: an empty line separates two paragraphs, a single `<br>` stays a line break."""
        if len(self._lines) == 1:
            parts = self._lines[0]
            if parts:
                if words := clean("".join(parts)):
                    self._add(words, element)
                self._lines[0] = []
            return
        lines = [clean("".join(parts)) for parts in self._lines]
        self._lines[:] = [[]]  # in place: `read` keeps a reference to the list
        for paragraph in _paragraphs(lines):
            self._add(paragraph, element)

    def _add(self, words: str, element: Element) -> None:
        """Add a block; the blocks of one element share what is found out about it."""
        if self._blocks_of is None or self._blocks_of[0] is not element:
            self._blocks_of = element, {}
        self.body.blocks.append(Block(words, element, self._blocks_of[1]))


def _outermost(element: Element, tag: str) -> list[Element]:
    """Return the descendants with a tag that are not inside another one."""
    found: list[Element] = []
    for one in element.iter(tag):
        if not found or not any(outer is found[-1] for outer in one.iterancestors(tag)):
            found.append(one)
    return found


def attachment(link: Element, doc: Document) -> Attachment | None:
    """Return the document that a link leads to; None if it leads to a page."""
    address = link.get("href") or ""
    url = doc.absolute(address) if is_document(address) else None
    if not url:
        return None
    name = _UUID.sub("", url.split("?")[0]).rsplit("/", 1)[-1]
    is_nested = next(islice(link.iterancestors("a"), _MOST_LINKS, None), None) is not None
    return Attachment(url, (text_of(link) if not is_nested else "") or name)


def files_in(box: Element, doc: Document) -> Iterator[Attachment]:
    """Yield the documents that the links in a box lead to."""
    return filter(None, (attachment(link, doc) for link in box.iter("a")))


def _paragraphs(lines: list[str]) -> Iterator[str]:
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line:
            paragraph.append(line)
        elif paragraph:
            yield "\n".join(paragraph)
            paragraph = []


def is_document(address: str) -> bool:
    """Return True if an address is a file's (pdf, docx, xlsx …) or a legal document's."""
    return _DOCUMENT.search(address.split("?")[0]) is not None or _LEGAL.match(address.strip()) is not None


def is_heading(block: Block) -> bool:
    """Return True if the block comes from `h1`-`h6`."""
    return block.element.tag in _HEADINGS


def words_outside(block: Block, tags: frozenset[str]) -> str:
    """Return the words of the block's element outside elements of these tags (`a`, `b`, `em` …)."""
    found = block.outside.get(tags)
    if found is None:
        found = block.outside[tags] = _words_outside(block.element, tags)
    return found


def _words_outside(element: Element, tags: frozenset[str]) -> str:
    if element.tag in tags:
        return ""
    outside = [element.text or ""]
    stack = list(reversed(element))
    steps = 0
    while stack and (steps := steps + 1) < _MOST_STEPS:  # boxes inside each other share their words
        node = stack.pop()
        if isinstance(node, tuple):
            outside.append(node[0])
            continue
        stack.append((node.tail or "",))
        if isinstance(node.tag, str) and node.tag not in tags:
            outside.append(node.text or "")
            stack.extend(reversed(node))
    return clean("".join(outside))


def all_within(block: Block, tags: frozenset[str]) -> bool:
    """Return True if all words of the block's element are inside elements of these tags."""
    return not words_outside(block, tags).strip(" .>»:-")
