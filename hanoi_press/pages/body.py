"""Read the element of an article's body into paragraphs, pictures and documents, in reading order.

The tree is walked once, without recursion (pages nested 10,000 deep exist), and not changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Protocol

from hanoi_press.items import Attachment
from hanoi_press.pages.attachments import BY_SCRIPT, LINKING, SHOWING, attachment, scripted
from hanoi_press.pages.blocks import Block, Body
from hanoi_press.pages.body_pictures import BodyPictures, PictureRules, caption_of
from hanoi_press.pages.document import Document, Element, text_of
from hanoi_press.pages.document_address import file_name
from hanoi_press.pages.embeds import is_embed
from hanoi_press.pages.figure_contents import Figure, TextFigures
from hanoi_press.pages.line_breaks import BLOCKS, is_block, keeps_lines
from hanoi_press.pages.media import MEDIA, is_medium, is_named_player
from hanoi_press.pages.picture_elements import PICTURES, pictures_in
from hanoi_press.pages.picture_groups import beside_media, captioned, contents, words_of
from hanoi_press.pages.picture_tables import columns, is_picture_table
from hanoi_press.pages.related import related_parts
from hanoi_press.pages.site_boxes import is_site_box
from hanoi_press.pages.table_rows import CELLS, TableRows
from hanoi_press.text.normalize import clean

_SKIP = frozenset("script style form template input select textarea nav head".split())
_BY_SCRIPT = frozenset(BY_SCRIPT)
_SHOWN = MEDIA | frozenset("img picture svg amp-img select button input textarea".split())  # between two words
_INLINE = frozenset("b i em strong u sup sub br".split())  # never a container of boilerplate


class BodyRules(PictureRules, Protocol):
    """A template's rules for reading its bodies."""

    def drops(self, element: Element) -> bool:
        """Return True if the element is boilerplate."""

    def is_figure(self, element: Element) -> bool:
        """Return True if the element is a picture with its caption."""


class BodyReader:
    """Reads one container by a template's rules."""

    def __init__(self, doc: Document, rules: BodyRules) -> None:
        self.doc = doc
        self.rules = rules
        self.body = Body()
        self.pictures = BodyPictures(doc, rules, self.body)
        self._lines: list[list[str]] = [[]]
        self._files: dict[str, Attachment] = {}  # by address
        self._related: set[Element] = set()
        self._blocks_of: tuple[Element, dict[frozenset[str], str]] | None = None  # the element of the last block
        self._rows = TableRows(self.body, self.pictures.after_picture)
        self._figures = TextFigures(rules.is_figure, self._has_no_text)
        self._preformatted: Element | None = None  # the open element in which line breaks of the source are shown

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
        if node in self._related:
            if is_block(node):
                self._flush(blocks[-1])
            return False
        if tag in CELLS:
            self._flush(blocks[-1])
            self._rows.begin_cell(node)
        bare = tag in _INLINE or (tag == "p" and node.get("class") is None and node.get("id") is None)
        if not bare and not _BY_SCRIPT.isdisjoint(node.keys()) and (file := scripted(node, self.doc)):
            self._add_file(file)
        if not bare and self._leave_out(node, tag):
            if is_block(node):
                self._flush(blocks[-1])
            elif tag in _SHOWN and node.tail and node.tail[0].isalnum():
                self._lines[-1].append(" ")
            return False
        if tag == "br":
            self._lines.append([])
        elif tag in BLOCKS or is_block(node) or self._figures.is_open(node):
            self._open(node, blocks)
        if tag in LINKING:
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
            number = len(self.body.blocks)
            self._rows.end(node)
            if len(self.body.blocks) < number:
                self.pictures.end_by_row()
        if (ended := self._figures.end(node)) is not None:
            self._close_figure(*ended)

    def _leave_out(self, node: Element, tag: str) -> bool:
        """Return True for boilerplate and for pictures, which are recorded; neither gives a paragraph."""
        if self._has_no_text(node):
            if is_named_player(node) or is_embed(node):
                self._end_caption()
            if tag in SHOWING:
                self._document(node)
            return True
        if tag in MEDIA or tag in ("noscript", "button"):
            self._other_medium(node)
            return True
        if tag in PICTURES or tag in ("picture", "svg"):
            if pictures := pictures_in(node):
                if len(self._lines) > 2 and not any(map(str.strip, chain.from_iterable(self._lines[-2:]))):
                    self._flush(node.getparent())  # an empty line has ended the paragraph before it
                self.pictures.add(pictures, "")
                self.pictures.may_have_caption()
            return True
        if tag == "figure" or self.rules.is_figure(node) or (tag == "table" and is_picture_table(node)):
            return self._figure(node, tag)
        if tag == "figcaption":  # apart from its picture, or in a figure that holds text
            self._flush(node)
            if (is_text := self._figures.is_text(node)) is None:
                return self.pictures.caption_apart(text_of(node))
            return not is_text
        return False

    def _has_no_text(self, node: Element) -> bool:
        """Return True for boilerplate and for posts and players of other sites."""
        return node.tag in _SKIP or is_embed(node) or is_site_box(node) or self.rules.drops(node)

    def _close_figure(self, figure: Figure, number: int) -> None:
        """Give the caption of a figure to its pictures that have none; there were `number` pictures before it."""
        if figure.captions and figure.has_media:
            words = " ".join(filter(None, map(text_of, figure.captions)))
            self.pictures.add(figure.pictures, words)
            for image in self.body.images[number:]:
                if image.caption is None and image.credit is None:
                    image.caption, image.credit = caption_of(words)

    def _other_medium(self, node: Element) -> None:
        """Record what a frame, a video, a button, a `noscript` or the like shows."""
        if node.tag == "noscript":
            self.pictures.add_fallback(node)
            for one in node.iter(*SHOWING):
                self._document(one)
            return
        self._document(node)
        if is_medium(node):
            self._end_caption()
        elif node.tag in ("object", "embed"):
            self.pictures.add([node], "")
            self.pictures.may_have_caption()

    def _end_caption(self) -> None:
        """Note that the picture before a medium cannot get a caption any more."""
        self.pictures.end_by_medium(words_before=any(map(str.strip, chain.from_iterable(self._lines))))

    def _figure(self, node: Element, tag: str) -> bool:
        """Record the pictures and documents of a figure; return False if it holds text, and is read as a box."""
        self._flush(node)
        is_table = tag == "table" and is_picture_table(node)
        if not is_table and self._figures.begin(node, len(self.body.images)):
            return False
        found = contents(node)
        for one in found.linking:
            self._document(one)
        if found.is_player:
            self._end_caption()
            for group, caption in beside_media(node, found):
                self.pictures.add(group, caption)
                self.pictures.end_by_medium()
            return True
        pictures = found.pictures
        captions = list(map(text_of, _outermost(found.captions)))
        words = " ".join(filter(None, captions)) if captions else words_of(node)
        if not pictures:
            return self.pictures.add_background(node, words) or not words or self.pictures.caption_apart(words)
        groups = columns(node) if is_table else []
        for group, caption in groups or captioned(node, pictures, words):
            self.pictures.add(group, caption)
        self.pictures.may_have_caption(in_figure=tag == "figure")
        return True

    def _document(self, element: Element) -> None:
        if (file := attachment(element, self.doc)) is not None:
            self._add_file(file)

    def _add_file(self, file: Attachment) -> None:
        """Add a document once: if a frame shows it and a link names it, the link's words are its title."""
        known = self._files.setdefault(file.url, file)
        if known is file:
            self.body.attachments.append(file)
        elif known.title == file_name(known.url):
            known.title = file.title

    def _flush(self, element: Element) -> None:
        """Close the paragraph: an empty line separates two paragraphs, a single `<br>` stays a line break."""
        if len(self._lines) == 1:
            parts = self._lines[0]
            if parts:
                text = "".join(parts)
                if not text.isspace() and (words := clean(text)):
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


def _outermost(captions: list[Element]) -> list[Element]:
    """Return the captions, in order, that are not inside another one."""
    found: list[Element] = []
    for one in captions:
        if not found or not any(outer is found[-1] for outer in one.iterancestors("figcaption")):
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
