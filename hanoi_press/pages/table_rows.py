"""Make one paragraph of the cells of a table's row, unless the row only lays out the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain

from hanoi_press.items import Image
from hanoi_press.pages.blocks import Block, Body
from hanoi_press.pages.document import Element
from hanoi_press.text.normalize import clean

_PROSE = 100  # characters of a paragraph that is no entry of a table
_PARTS = ("thead", "tbody", "tfoot")
CELLS = frozenset({"td", "th"})


@dataclass(slots=True)
class OpenRow:
    """A row of several cells that is being read."""

    element: Element
    blocks: int  # of the body, when the row began
    picture_before: Image | None  # that awaits a caption from the block that follows
    starts: list[tuple[int, int]] = field(default_factory=list)  # of each cell: the body's blocks and pictures before
    holds_table: bool = False


def cells_of(row: Element) -> list[Element]:
    """Return the cells of a row."""
    return [cell for cell in row if cell.tag in CELLS]


def begin_cell(row: OpenRow, body: Body, after_picture: dict[int, Image]) -> None:
    """Record where a cell begins. Words beside a picture are not its caption: no picture of the row awaits one."""
    _forget_pictures(row, body, after_picture)
    row.starts.append((len(body.blocks), len(body.images)))


def close_row(row: OpenRow, body: Body, after_picture: dict[int, Image]) -> None:
    """Replace the blocks of the row's cells by one, its cells joined by " | "; the blocks of a layout row stay."""
    ends = [*row.starts[1:], (len(body.blocks), len(body.images))]
    bounds = list(zip(row.starts, ends, strict=True))
    filled = [(body.blocks[start[0] : end[0]], end[1] > start[1]) for start, end in bounds]
    if sum(bool(blocks) or has_picture for blocks, has_picture in filled) > 1:
        _forget_pictures(row, body, after_picture)
    if row.holds_table or _is_layout(row, filled):
        return
    shown = [blocks for blocks, has_picture in filled if blocks or not has_picture]
    while not shown[-1]:
        shown.pop()
    words = clean(" | ".join(" ".join(block.text for block in blocks) for blocks in shown))
    body.blocks[row.blocks :] = [Block(words, row.element)]
    for index in [one for one in range(row.blocks + 1, ends[-1][0] + 1) if one in after_picture]:
        del after_picture[index]
    _restore(row, after_picture)


def _is_layout(row: OpenRow, cells: list[tuple[list[Block], bool]]) -> bool:
    """Return True if one cell has all words and pictures, or if cells hold paragraphs: the columns of a page."""
    prose = max(sum(len(block.text) >= _PROSE for block in blocks) for blocks, _ in cells)
    worded = sum(bool(blocks) for blocks, _ in cells)
    if worded < 2:  # words beside pictures are an entry, as of a person
        return not worded or prose > 0 or not any(has_picture and not blocks for blocks, has_picture in cells)
    return prose > 1 or (prose > 0 and _is_only_row(row.element))


def _is_only_row(row: Element) -> bool:
    if next(chain(row.itersiblings("tr"), row.itersiblings("tr", preceding=True)), None) is not None:
        return False
    part = row.getparent()
    parts = chain(part.itersiblings(*_PARTS), part.itersiblings(*_PARTS, preceding=True)) if part.tag in _PARTS else ()
    return not any(map(len, parts))


def _forget_pictures(row: OpenRow, body: Body, after_picture: dict[int, Image]) -> None:
    """Let no picture of the row so far wait for a caption."""
    if (index := len(body.blocks)) == row.blocks:
        _restore(row, after_picture)
    else:
        after_picture.pop(index, None)


def _restore(row: OpenRow, after_picture: dict[int, Image]) -> None:
    if row.picture_before is None:
        after_picture.pop(row.blocks, None)
    else:
        after_picture[row.blocks] = row.picture_before
