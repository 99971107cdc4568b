"""Find captions printed as lines of their own after their pictures."""

from __future__ import annotations

import re
from collections.abc import Callable

from hanoi_press.items import Image
from hanoi_press.pages.blocks import Block, Body, all_within, is_heading
from hanoi_press.text import bylines

_SLANTED = frozenset({"i", "em"})
_BOLD = frozenset({"b", "strong"})
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_CAPTION_NAMES = ("caption", "chuthich", "chu-thich", "img-desc", "imgdesc")
_LONGEST_CAPTION = 400  # characters


def take_captions(body: Body, pictures_at: dict[int, Image], is_caption: Callable[[Block], bool]) -> None:
    """Move the captions that follow a picture without one from the body's blocks to the picture.

    `pictures_at` maps the index of the block that follows a picture to that picture.
    """
    taken = set()
    for index, image in pictures_at.items():
        if image.caption is None and image.credit is None and index < len(body.blocks):
            block = body.blocks[index]
            if is_caption(block):
                image.caption, image.credit = bylines.caption(block.text)
                taken.add(index)
    if taken:
        body.blocks = [block for index, block in enumerate(body.blocks) if index not in taken]


def looks_like_caption(block: Block) -> bool:
    """Return True if the line is slanted throughout, centred and not bold, or named as a caption."""
    if is_heading(block) or len(block.text) > _LONGEST_CAPTION:
        return False
    named = (block.element.get("class") or "").lower()
    if any(word in named for word in _CAPTION_NAMES):
        return True
    return all_within(block, _SLANTED) or (_is_centred(block) and not all_within(block, _BOLD))


def _is_centred(block: Block) -> bool:
    """Return True for a centred line, as the portals print captions; a bold one is a heading ("Điều 1")."""
    element = block.element
    return element.get("align") == "center" or _CENTRED.search(element.get("style") or "") is not None
