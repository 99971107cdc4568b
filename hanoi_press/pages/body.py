"""Read the element of an article's body into paragraphs, pictures and documents, in reading order.

The tree is walked once, without recursion (pages nested 10,000 deep exist), and not changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from hanoi_press.items import Image
from hanoi_press.pages.attachments import attachment
from hanoi_press.pages.blocks import Block, Body
from hanoi_press.pages.document import Document, Element, text_of
from hanoi_press.pages.figure_contents import Figure, TextFigures
from hanoi_press.pages.line_breaks import BLOCKS, is_block, keeps_lines
from hanoi_press.pages.picture_address import picture_url
from hanoi_press.pages.picture_tables import is_picture_table
from hanoi_press.pages.table_rows import CELLS, TableRows
from hanoi_press.text import bylines
from hanoi_press.text.boilerplate import is_boilerplate
from hanoi_press.text.normalize import clean

_SKIP = frozenset(
    (
        "script style noscript iframe object embed form button svg canvas video audio template input select "
        "textarea nav head"
    ).split()
)
_INLINE = frozenset("b i em strong u sup sub br".split())  # never a container of boilerplate


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
        self._rows = TableRows(self.body, self.after_picture)
        self._figures = TextFigures(rules.is_figure, self._has_no_text)
        self._preformatted: Element | None = None  # the open element in which line breaks of the source are shown

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
                if not (tail := node.tail):
                    continue
                if self._preformatted is None:
                    lines[-1].append(tail)
                else:
                    self._append(tail)
            else:
                stack.pop()
                if element is blocks[-1]:
                    self._flush(element)
                    blocks.pop()
                    self._close(element)
                if stack and (tail := element.tail):
                    if self._preformatted is None:
                        lines[-1].append(tail)
                    else:
                        self._append(tail)
        return self.body

    def _enter(self, node: Element, blocks: list[Element]) -> bool:
        """Open a node; return False if its subtree has been read, or is left out."""
        tag = node.tag
        if not isinstance(tag, str):
            return False
        if tag in CELLS:
            self._flush(blocks[-1])
            self._rows.begin_cell(node)
        bare = tag in _INLINE or (tag == "p" and node.get("class") is None)
        if not bare and self._leave_out(node, tag):
            if is_block(node):
                self._flush(blocks[-1])
            elif tag == "img" and node.tail and node.tail[0].isalnum():
                self._lines[-1].append(" ")
            return False
        if tag == "br":
            self._lines.append([])
        elif tag in BLOCKS or is_block(node) or self._figures.is_open(node):
            self._open(node, blocks)
        if tag == "a":
            self._document(node)
        if text := node.text:
            if self._preformatted is None:
                self._lines[-1].append(text)
            else:
                self._append(text)
        return True

    def _append(self, text: str) -> None:
        """Add words with line breaks as the source has them."""
        first, *others = text.split("\n")
        self._lines[-1].append(first)
        self._lines += [[one] for one in others]

    def _open(self, node: Element, blocks: list[Element]) -> None:
        """Begin a block."""
        lines = self._lines
        if lines[0] or len(lines) > 1:
            self._flush(blocks[-1])
        blocks.append(node)
        if node.tag == "tr":
            self._rows.begin(node)
        if self._preformatted is None and keeps_lines(node):
            self._preformatted = node

    def _close(self, node: Element) -> None:
        """End a block."""
        if node is self._preformatted:
            self._preformatted = None
        if node.tag == "tr":
            self._rows.end(node)
        if (ended := self._figures.end(node)) is not None:
            self._close_figure(*ended)

    def _leave_out(self, node: Element, tag: str) -> bool:
        """Return True for boilerplate and for pictures, which are recorded; neither gives a paragraph."""
        if tag in _SKIP or self.rules.drops(node):
            return True
        if tag == "img":
            self._picture([node], "")
            self._may_have_caption()
            return True
        is_table = tag == "table" and is_picture_table(node)
        if tag == "figure" or is_table or self.rules.is_figure(node):
            self._flush(node)
            if not is_table and self._figures.begin(node, len(self.body.images)):
                return False
            pictures = list(node.iter("img"))
            if not pictures and not text_of(node):
                return True
            captions = list(map(text_of, _outermost(node, "figcaption")))
            words = " ".join(filter(None, captions)) if captions else text_of(node)
            self._picture(pictures, words)
            if tag != "figure":
                self._may_have_caption()
            return True
        if tag == "figcaption":  # apart from its picture, or in a figure that holds text
            if (is_text := self._figures.is_text(node)) is None:
                self._picture([], text_of(node))
            return not is_text
        return False

    def _has_no_text(self, node: Element) -> bool:
        return node.tag in _SKIP or self.rules.drops(node)

    def _close_figure(self, figure: Figure, number: int) -> None:
        """Give the caption of a figure to its pictures that have none; there were `number` pictures before it."""
        if figure.captions and figure.has_media:
            words = " ".join(filter(None, map(text_of, figure.captions)))
            if figure.pictures:
                self._picture(figure.pictures, words)
            for image in self.body.images[number:]:
                if image.caption is None and image.credit is None:
                    image.caption, image.credit = _caption(words)

    def _picture(self, pictures: list[Element], words: str) -> None:
        caption = _caption(words)
        if not pictures and self.body.images and not self.body.images[-1].caption:
            # moit prints the caption as a figure of its own after the picture
            self.body.images[-1].caption, self.body.images[-1].credit = caption
        for picture in pictures:
            address = picture_url(picture, self.doc)
            url = self.rules.full_size(address) if address else None
            if url and url not in self._seen:
                self._seen.add(url)
                self.body.images.append(Image(url, *caption))

    def _may_have_caption(self) -> None:
        if self.body.images and self.body.images[-1].caption is None:
            self.after_picture[len(self.body.blocks)] = self.body.images[-1]

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
        if element.tag in CELLS:
            element = element.getparent()
        if self._figures.is_credit(words):
            return
        if self._blocks_of is None or self._blocks_of[0] is not element:
            self._blocks_of = element, {}
        self.body.blocks.append(Block(words, element, self._blocks_of[1]))


def _caption(words: str) -> bylines.Caption:
    return bylines.caption("" if is_boilerplate(words) else words)  # an editor's placeholder is no caption


def _outermost(element: Element, tag: str) -> list[Element]:
    """Return the descendants with a tag that are not inside another one."""
    found: list[Element] = []
    for one in element.iter(tag):
        if not found or not any(outer is found[-1] for outer in one.iterancestors(tag)):
            found.append(one)
    return found


def _paragraphs(lines: list[str]) -> Iterator[str]:
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line:
            paragraph.append(line)
        elif paragraph:
            yield "\n".join(paragraph)
            paragraph = []
