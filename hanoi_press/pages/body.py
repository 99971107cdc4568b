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
from hanoi_press.pages.embeds import is_embed
from hanoi_press.pages.picture_address import picture_url
from hanoi_press.pages.picture_tables import is_picture_table
from hanoi_press.pages.related import related_parts
from hanoi_press.pages.site_boxes import is_site_box
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
        self._related: set[Element] = set()
        self._blocks_of: tuple[Element, dict[frozenset[str], str]] | None = None  # the element of the last block

    def read(self, container: Element) -> Body:
        """Return the blocks, pictures and documents inside `container`."""
        self._related = related_parts(container, self.doc.url)
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
        if not isinstance(tag, str) or node in self._related:
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
        if tag in _SKIP or is_embed(node) or is_site_box(node) or self.rules.drops(node):
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


def _paragraphs(lines: list[str]) -> Iterator[str]:
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line:
            paragraph.append(line)
        elif paragraph:
            yield "\n".join(paragraph)
            paragraph = []
