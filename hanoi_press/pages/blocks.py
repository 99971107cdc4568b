"""Define the contents of an article's body: blocks of words, pictures and documents, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field

from hanoi_press.items import Attachment, Image
from hanoi_press.pages.document import Element
from hanoi_press.pages.line_breaks import SEPARATOR, is_block
from hanoi_press.text.normalize import clean

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_MOST_STEPS = 5_000  # from element to element, when it is found out whether a line is bold, slanted or a link


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
    captions: list[str] = field(default_factory=list)  # as printed; which the blocks do not repeat


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
        is_line = isinstance(node.tag, str) and (node.tag == "br" or is_block(node))
        stack.append((f"{SEPARATOR if is_line else ''}{node.tail or ''}",))
        if isinstance(node.tag, str) and node.tag not in tags:
            outside.append(f"{SEPARATOR if is_line else ''}{node.text or ''}")
            stack.extend(reversed(node))
    return clean("".join(outside))


def all_within(block: Block, tags: frozenset[str]) -> bool:
    """Return True if all words of the block's element are inside elements of these tags."""
    return not words_outside(block, tags).strip(" .>»:-")
