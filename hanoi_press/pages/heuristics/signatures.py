"""Take the names at the end of a body off its text."""

from __future__ import annotations

import re

from hanoi_press.pages.blocks import Block, Body, all_within, is_heading
from hanoi_press.pages.heuristics.byline_words import is_bare_label, read_words
from hanoi_press.pages.heuristics.file_lists import drop_file_list
from hanoi_press.pages.heuristics.line_kinds import kind_of
from hanoi_press.pages.heuristics.page_lines import PageLines
from hanoi_press.text import bylines
from hanoi_press.text.normalize import fold

_LONGEST = 80
_LONGEST_NOTE = 250
_ORIGINAL = re.compile(r"(?i)(?:link|nguồn|bài gốc|url)[^:/]{0,20}[\s:]\s*https?://\S+")
_DISCLAIMER = re.compile(
    r"(?i)(?:bài viết|nội dung|ý kiến|quan điểm)\b.{0,60}\b(?:quan điểm (?:riêng|cá nhân)"
    r"|không nhất thiết (?:trùng|phản ánh|thể hiện))"
)
_MOST_NAMES = 3  # lines of names at the end of a body
_STRONG = frozenset({"b", "strong", "i", "em"})


def take_signature(body: Body, page: PageLines, authors: list[str]) -> str | None:
    """Remove the lines of names alone at the end of a body, and return them; None if there are none."""
    drop_file_list(body)
    blocks = body.blocks
    while len(blocks) > 1 and _is_note(blocks):
        blocks.pop()
    known = {fold(name) for name in authors}
    number = 0
    while number < min(_MOST_NAMES, len(blocks) - 1) and _is_names(blocks[-1 - number], page, known):
        number += 1
    if number and _is_list_of_names(blocks[-1 - number], page, known):
        number = 0
    if not number:
        return None
    found = [_without_brackets(block.text) for block in blocks[-number:]]
    del blocks[-number:]
    names = [one for one in found if not is_bare_label(one)]
    return ", ".join(dict.fromkeys(names)) or None


def _is_note(blocks: list[Block]) -> bool:
    """Return True if the last block is no text: a label, the site's note, or the original's address under its name."""
    text = blocks[-1].text
    if kind_of(text) or is_disclaimer(text):
        return True
    return _ORIGINAL.fullmatch(text) is not None and bylines.attribution(blocks[-2].text) is not None


def is_disclaimer(text: str) -> bool:
    """Return True for the site's note that an article is its author's opinion."""
    return len(text) <= _LONGEST_NOTE and _DISCLAIMER.search(text) is not None


def _is_list_of_names(block: Block, page: PageLines, known: set[str]) -> bool:
    """Return True for a block before which more names than an article's stand, or which announces them."""
    return block.text.endswith((":", ",", ";")) or is_heading(block) or _is_names(block, page, known)


def _is_names(block: Block, page: PageLines, known: set[str]) -> bool:
    """Return True for a block of names alone, or of their label."""
    text = _without_brackets(block.text)
    if is_heading(block) or len(text) > _LONGEST or "\n" in text or block.element.tag in ("li", "tr", "td"):
        return False
    if is_bare_label(text):
        return True
    if _is_known(text, known) or bylines.is_labelled_author(text) or read_words(text) is not None:
        return True
    return _is_pen_name(block, text, page)


def _is_pen_name(block: Block, text: str, page: PageLines) -> bool:
    """Return True for one word with a capital at the right, bold or slanted: "Hoài"."""
    box = page.box_of.get(block.element)
    if box is None or not text.isalpha() or not text[0].isupper() or not 2 <= len(text) <= 12:
        return False
    return page.is_right(page.lines[page.first[box]]) and all_within(block, _STRONG)


def _without_brackets(text: str) -> str:
    """Return a line without the brackets around all of it."""
    text = text.strip()
    return text[1:-1].strip() if (text[:1], text[-1:]) in (("(", ")"), ("[", "]")) else text


def _is_known(text: str, known: set[str]) -> bool:
    names = {fold(one) for one in bylines.authors(text)}
    return fold(text) in known or (bool(names) and names <= known)
