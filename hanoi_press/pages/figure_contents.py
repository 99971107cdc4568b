"""Tell figures that are a picture with its caption from those that hold words of the article: tables, quotes, text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from hanoi_press.pages.document import Element
from hanoi_press.pages.line_breaks import is_block
from hanoi_press.pages.picture_tables import is_picture_table
from hanoi_press.text import bylines
from hanoi_press.text.boilerplate import is_boilerplate
from hanoi_press.text.normalize import clean

_LONGEST_CAPTION = 400  # characters
_PROSE = 80  # characters of a line that is no label or credit
_STRUCTURES = frozenset("table ul ol menu dir dl blockquote h1 h2 h3 h4 h5 h6 pre listing xmp details".split())
_PICTURE = frozenset({"img", "picture", "source", "a"})
_MEDIA = frozenset("video audio iframe object embed svg canvas".split())
_CAPTION_NAMES = re.compile(
    r"caption|chu-?_?thich|img-?_?desc|credit|copyright|photographer|author|tac-?_?gia|nguon|source", re.I
)


@dataclass(slots=True)
class Figure:
    """What an element that is named a figure holds, without the figures inside it."""

    element: Element
    pictures: list[Element] = field(default_factory=list)
    captions: list[Element] = field(default_factory=list)  # `figcaption`, nested ones left out
    has_media: bool = False  # a picture, also in a figure inside it, or a video, frame, drawing …
    holds_figure: bool = False
    structured: int = 0  # lines in tables, lists, quotes, headings
    paragraphs: int = 0  # lines in `p`
    lines: list[int] = field(default_factory=list)  # the lengths of all lines outside captions and structures

    @property
    def holds_text(self) -> bool:
        """True if some of the words are text of the article, or belong to figures inside it."""
        prose = sum(length >= _PROSE for length in self.lines)
        if self.holds_figure or self.structured:
            return True
        if self.captions:
            return self.paragraphs > 0 or prose > 0
        if self.has_media:
            return prose > 1 or sum(self.lines) > _LONGEST_CAPTION
        return bool(self.lines)


def is_credit(words: str) -> bool:
    """Return True if a line is a picture's credit ("Ảnh: PV") and nothing else."""
    printed = bylines.caption(words)
    return printed.caption is None and printed.credit is not None


class TextFigures:
    """The figures of a body that hold text, while it is read; the arguments are those of `figures_in`."""

    def __init__(self, is_figure: Callable[[Element], bool], leaves_out: Callable[[Element], bool]) -> None:
        self._is_figure = is_figure
        self._leaves_out = leaves_out
        self._known: dict[Element, Figure] = {}
        self._captions: dict[Element, bool] = {}
        self._open: list[tuple[Figure, int]] = []

    def begin(self, element: Element, pictures: int) -> bool:
        """Return True for a figure that holds text: it is read as a box. `pictures` is the number of those before."""
        if element not in self._known:
            if _is_plain(element):
                return False
            self._known |= figures_in(element, self._is_figure, self._leaves_out)
        figure = self._known[element]
        if figure.holds_text:
            self._captions |= dict.fromkeys(figure.captions, not figure.has_media)
            self._open.append((figure, pictures))
        return figure.holds_text

    def is_open(self, element: Element) -> bool:
        """Return True for the figure that is read."""
        return bool(self._open) and element is self._open[-1][0].element

    def end(self, element: Element) -> tuple[Figure, int] | None:
        """Return the figure that ends with an element, and the number of pictures before it."""
        return self._open.pop() if self.is_open(element) else None

    def is_text(self, caption: Element) -> bool | None:
        """Return whether a `figcaption` in a figure that holds text is text; None for any other one."""
        return self._captions.get(caption)

    def is_credit(self, words: str) -> bool:
        """Return True if the words are the credit of a picture in the figure that is read."""
        return bool(self._open) and self._open[-1][0].has_media and is_credit(words)


def _is_plain(figure: Element) -> bool:
    """Return True for the usual figure, which needs no walk: pictures without words around them, and captions."""
    if figure.tag != "figure" or not _is_blank(figure.text):
        return False
    for one in figure:
        if not _is_blank(one.tail):
            return False
        if one.tag != "figcaption" and not all(inner.tag in _PICTURE and _is_blank(inner.text) for inner in one.iter()):
            return False
    return next(islice(figure.iter("figure"), 1, None), None) is None


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()


def figures_in(
    outer: Element, is_figure: Callable[[Element], bool], leaves_out: Callable[[Element], bool]
) -> dict[Element, Figure]:
    """Return the figures that an element is or holds, read in one walk however deep they are nested.

    `is_figure` recognises figures that are no `figure`; words inside what `leaves_out` accepts do not count.
    """
    return _FigureWalk(outer, is_figure, leaves_out).found


class _FigureWalk:
    def __init__(
        self, outer: Element, is_figure: Callable[[Element], bool], leaves_out: Callable[[Element], bool]
    ) -> None:
        self.found: dict[Element, Figure] = {}
        self._is_figure = is_figure
        self._leaves_out = leaves_out
        self._open: list[tuple[Figure, list[Element]]] = []  # the open figures, each with its open structures
        self._muted: Element | None = None  # the outermost open element whose words do not count
        self._line: list[str] = []
        self._block = outer  # the last block that began or ended
        for event, node in etree.iterwalk(outer, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._start(node)
            elif event == "end":
                self._end(node)
            if event != "start" and node is not outer and node.tail and self._muted is None:
                self._line.append(node.tail)

    def _start(self, node: Element) -> None:
        tag = node.tag
        if not self._open or tag == "figure" or self._is_figure(node):
            self._end_line(node)
            self.found[node] = Figure(node)
            self._open.append((self.found[node], []))
        elif tag == "br":
            self._end_line(self._block)
        elif is_block(node):
            self._end_line(node)
        figure, structures = self._open[-1]
        if tag == "img":
            figure.pictures.append(node)
        figure.has_media = figure.has_media or tag == "img" or tag in _MEDIA
        if tag == "figcaption" and (self._muted is None or self._muted.tag != tag):
            figure.captions.append(node)
        if self._muted is None and node is not figure.element:
            if tag == "figcaption" or self._leaves_out(node):
                self._muted = node
            elif tag in _STRUCTURES and not (tag == "table" and is_picture_table(node)):
                structures.append(node)
            elif not structures and _is_named_caption(node):
                self._muted = node
        if node.text and self._muted is None:
            self._line.append(node.text)

    def _end(self, node: Element) -> None:
        figure, structures = self._open[-1]
        if node is figure.element or is_block(node):
            self._end_line(node.getparent())
        if node is self._muted:
            self._muted = None
        if structures and node is structures[-1]:
            structures.pop()
        if node is figure.element:
            self._open.pop()
            if self._open:
                outer = self._open[-1][0]
                outer.holds_figure = True
                outer.has_media = outer.has_media or figure.has_media

    def _end_line(self, block: Element) -> None:
        """Count the line that ends before or with a block."""
        words = clean("".join(self._line)) if self._line else ""
        if words and not is_boilerplate(words) and not is_credit(words):
            figure, structures = self._open[-1]
            if structures:
                figure.structured += 1
            else:
                figure.lines.append(len(words))
                figure.paragraphs += self._block.tag == "p"
        self._line = []
        self._block = block


def _is_named_caption(element: Element) -> bool:
    named = element.get("class")
    return named is not None and _CAPTION_NAMES.search(named) is not None
