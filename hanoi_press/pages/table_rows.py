"""Make one paragraph of the cells of a table's row, unless the row only lays out the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, islice

from hanoi_press.items import Image
from hanoi_press.pages.blocks import Block, Body
from hanoi_press.pages.document import Element
from hanoi_press.text.normalize import clean

_PROSE = 100  # characters of a paragraph that is no entry of a table
_SENTENCE, _SENTENCES = 50, 2  # characters, and number in each column of a page
_MOST_ROWS, _MOST_CELLS = 20, 20  # that are looked at beside a row of columns
_PARTS = ("thead", "tbody", "tfoot")
CELLS = frozenset({"td", "th"})


@dataclass(slots=True)
class _OpenRow:
    """A row of several cells that is being read."""

    element: Element
    blocks: int  # of the body, when the row began
    picture_before: Image | None  # that awaits a caption from the block that follows
    starts: list[tuple[int, int]] = field(default_factory=list)  # of each cell: the body's blocks and pictures before
    holds_table: bool = False


class TableRows:
    """The open rows of a body while it is read; `after_picture` maps the block after a picture to that picture."""

    def __init__(self, body: Body, after_picture: dict[int, Image]) -> None:
        self._body = body
        self._after_picture = after_picture
        self._open: list[_OpenRow] = []

    def begin(self, row: Element) -> None:
        """Note that a row begins."""
        for outer in self._open[-1:]:
            outer.holds_table = True
        if sum(cell.tag in CELLS for cell in row) > 1:
            index = len(self._body.blocks)
            self._open.append(_OpenRow(row, index, self._after_picture.get(index)))

    def begin_cell(self, cell: Element) -> None:
        """Note that a cell begins. Words beside a picture are not its caption: no picture of the row awaits one."""
        if self._open and cell.getparent() is self._open[-1].element:
            self._forget_pictures(self._open[-1])
            self._open[-1].starts.append((len(self._body.blocks), len(self._body.images)))

    def end(self, row: Element) -> None:
        """Replace the blocks of a row's cells by one, joined by " | "; the blocks of a layout row stay."""
        if not self._open or row is not self._open[-1].element:
            return
        ended = self._open.pop()
        blocks = self._body.blocks
        ends = [*ended.starts[1:], (len(blocks), len(self._body.images))]
        bounds = zip(ended.starts, ends, strict=True)
        cells = [(blocks[start[0] : end[0]], end[1] > start[1]) for start, end in bounds]
        if sum(bool(words) or has_picture for words, has_picture in cells) > 1:
            self._forget_pictures(ended)
        if ended.holds_table or _is_layout(ended.element, cells):
            return
        shown = [words for words, has_picture in cells if words or not has_picture]
        while not shown[-1]:
            shown.pop()
        for index in range(ended.blocks + 1, len(blocks) + 1):
            self._after_picture.pop(index, None)
        line = clean(" | ".join(" ".join(block.text for block in words) for words in shown))
        blocks[ended.starts[0][0] :] = [Block(line, ended.element)]
        self._restore(ended)

    def _forget_pictures(self, row: _OpenRow) -> None:
        """Let no picture of the row so far wait for a caption."""
        if (index := len(self._body.blocks)) == row.blocks:
            self._restore(row)
        else:
            self._after_picture.pop(index, None)

    def _restore(self, row: _OpenRow) -> None:
        if row.picture_before is None:
            self._after_picture.pop(row.blocks, None)
        else:
            self._after_picture[row.blocks] = row.picture_before


def _is_layout(row: Element, cells: list[tuple[list[Block], bool]]) -> bool:
    """Return True if one cell has all words and pictures, or if cells hold paragraphs: the columns of a page."""
    prose = max(sum(len(block.text) >= _PROSE for block in words) for words, _ in cells)
    worded = sum(bool(words) for words, _ in cells)
    if worded < 2:  # words beside pictures are an entry, as of a person
        return not worded or prose > 0 or not any(has_picture and not words for words, has_picture in cells)
    return prose > 1 or (prose > 0 and _is_only_row(row)) or _are_columns(row, cells)


def _are_columns(row: Element, cells: list[tuple[list[Block], bool]]) -> bool:
    """Return True for the columns of a newspaper: each of several cells has two sentences or more as paragraphs.

    No other row of the table has several cells with words, else it is a table of data.
    """
    worded = [words for words, _ in cells if words]
    if any(sum(_is_sentence(block.text) for block in words) < _SENTENCES for words in worded):
        return False
    rows = chain(row.itersiblings("tr"), row.itersiblings("tr", preceding=True))
    return all(sum(cell.tag in CELLS for cell in islice(other, _MOST_CELLS)) < 2 for other in islice(rows, _MOST_ROWS))


def _is_sentence(text: str) -> bool:
    return len(text) >= _SENTENCE and text.rstrip("”\"')").endswith((".", "!", "?", "…"))


def _is_only_row(row: Element) -> bool:
    if next(chain(row.itersiblings("tr"), row.itersiblings("tr", preceding=True)), None) is not None:
        return False
    part = row.getparent()
    parts = chain(part.itersiblings(*_PARTS), part.itersiblings(*_PARTS, preceding=True)) if part.tag in _PARTS else ()
    return not any(map(len, parts))
