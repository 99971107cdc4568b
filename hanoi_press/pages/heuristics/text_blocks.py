"""Reduce the blocks of a body's box to those of the body, and recognise captions among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import islice

from hanoi_press.pages.blocks import Block, Body, all_within, is_heading
from hanoi_press.pages.document import text_of
from hanoi_press.pages.heuristics.line_kinds import ends_sentence
from hanoi_press.pages.heuristics.page_lines import PageLines, folded
from hanoi_press.pages.heuristics.region import Region
from hanoi_press.text import bylines
from hanoi_press.text.normalize import clean, fold

_BOLD = frozenset({"b", "strong"})
_LONGEST_CAPTION = 300  # characters
_PUNCTUATED = 0.7  # of a body's paragraphs end as sentences do
_MOST_LINKS = 5  # around a picture and in its caption
_PROSE = 60
_MOST_NESTED_LINES = 60  # of a block that are compared with its words
_FEWEST_BESIDE, _MOST_BESIDE = 3, 0.8  # paragraphs that each follow a picture
_SENTENCE = 20  # characters of a line that is a paragraph


def keep_region(body: Body, page: PageLines, region: Region, head: set[int]) -> None:
    """Remove the blocks outside the region, those of its removed lines, and of `head` (numbers of lines)."""

    def is_out(number: int) -> bool:
        return number in region.removed or number in head or not region.first <= number <= region.last

    kept = []
    large: dict[int, tuple[set[str], set[str]]] = {}
    for block in body.blocks:
        box = _box_of(block, page, region)
        first, end = page.first[box], page.end[box]
        if end <= region.first or first > region.last:
            continue
        numbers = range(first, end)
        if len(numbers) > _MOST_NESTED_LINES:  # boxes inside boxes, whose lines are looked at once
            if box not in large:
                large[box] = _words_of(page.own_lines.get(box, []), is_out, page)
            if text := _without(block.text, *large[box]):
                block.text = text
                kept.append(block)
            continue
        if _is_row(block, numbers, page) and region.first <= first and end <= region.last + 1:
            if not head.issuperset(numbers):
                kept.append(block)
            continue
        out = set(filter(is_out, numbers))
        if out:
            if len(out) == len(numbers):
                continue
            text = _without(block.text, *_words_of(numbers, is_out, page))
            if not text:
                continue
            block.text = text
        kept.append(block)
    body.blocks = [piece for block in kept for piece in _paragraphs(block)]


def _paragraphs(block: Block) -> list[Block]:
    """Return a block whose lines are sentences each as a block a line: such a page ends its paragraphs by `<br>`."""
    pieces = block.text.split("\n")
    if len(pieces) < 2:
        return [block]
    behind_caption = pieces[1:-1] if len(pieces) > 2 and _is_caption_above(pieces) else pieces[:-1]
    are_sentences = all(len(one) >= _SENTENCE and ends_sentence(one) for one in behind_caption)
    begins = len(pieces[0]) >= _PROSE and ends_sentence(pieces[0])
    if not are_sentences and not (begins and all(ends_sentence(one) for one in pieces if len(one) >= _PROSE)):
        return [block]
    return [Block(one, block.element, block.outside) for one in pieces]


def _is_caption_above(pieces: list[str]) -> bool:
    """Return True if the first of several lines is the caption of the picture before them, or a heading."""
    return len(pieces[0]) <= _LONGEST_CAPTION and not ends_sentence(pieces[0]) and ends_sentence(pieces[-1])


def _is_row(block: Block, numbers: Sequence[int], page: PageLines) -> bool:
    """Return True for a row of several cells, whose lines are judged together."""
    return block.element.tag == "tr" and len({page.lines[number].box for number in numbers}) > 1


def _box_of(block: Block, page: PageLines, region: Region) -> int:
    """Return the number of the box of a block's element."""
    box = page.box_of.get(block.element)
    if box is None:
        box = next((page.box_of[one] for one in block.element.iterancestors() if one in page.box_of), region.box)
    return box


def _words_of(numbers: Sequence[int], is_out: Callable[[int], bool], page: PageLines) -> tuple[set[str], set[str]]:
    """Return the words, folded, of the lines that go and of those that stay."""
    gone: set[str] = set()
    stay: set[str] = set()
    for number in numbers:
        (gone if is_out(number) else stay).add(folded(page.lines[number]))
    return gone, stay


def _without(text: str, gone: set[str], stay: set[str]) -> str:
    """Return a text without its pieces that are lines of `gone`, or what their links leave: "(17/11)"."""
    pieces = [
        piece
        for piece in text.split("\n")
        if (words := fold(piece)) in stay or (words not in gone and any(map(str.isalpha, words)))
    ]
    return "\n".join(pieces)


def first_paragraph(page: PageLines, region: Region, lead: set[int]) -> int:
    """Return the number of the first line in the innermost box that holds the paragraphs behind the lead."""
    numbers = range(region.first, region.last + 1)
    prose = [page.lines[one] for one in numbers if one not in lead and page.shape(page.lines[one]) in region.shapes]
    if len(prose) < 2:
        return region.first
    return page.first[page.common_box(prose[0], prose[-1])]


class Captions:
    """Tells captions from paragraphs by what most paragraphs of the body look like."""

    def __init__(self, page: PageLines, region: Region) -> None:
        self._page = page
        self._region = region
        lines = [
            line
            for line in page.lines[region.first : region.last + 1]
            if len(line.text) >= _PROSE and line.number not in region.removed
        ]
        ends = sum(ends_sentence(line.text) for line in lines)
        beside = sum(line.number in page.pictures for line in lines if ends_sentence(line.text))
        self.are_text = beside >= _FEWEST_BESIDE and beside >= _MOST_BESIDE * len(lines)  # an essay in pictures
        self._are_punctuated = len(lines) >= 2 and ends >= _PUNCTUATED * len(lines)

    def is_caption(self, block: Block) -> bool:
        """Return True if a block that follows a picture is its caption."""
        text = block.text
        if (
            is_heading(block)
            or len(text) > _LONGEST_CAPTION
            or "\n" in text
            or any((words := text_of(link)) and words in text for link in islice(block.element.iter("a"), _MOST_LINKS))
        ):
            return False
        if block.element.tag in ("li", "tr", "td", "blockquote"):
            return False
        if self._is_beside_picture(block) or self._is_alternative(block):
            return True
        box = self._page.box_of.get(block.element)
        if all_within(block, _BOLD):
            return False
        if box is not None and self._is_of_other_shape(box) and len(text) < 200:
            return True
        return (
            self._are_punctuated
            and not text.endswith((".", "!", "?", "…", ":", ";", ".”", '."'))
            and not _is_dialogue(text)
        )

    def _is_beside_picture(self, block: Block) -> bool:
        """Return True for the only words in a box that it shares with a picture."""
        container = self._page.elements[self._region.box]
        box = block.element
        words = clean(block.text)
        for _ in range(3):
            if box is None or box is container:
                return False
            if next(box.iter("img", "picture"), None) is not None:
                return (
                    clean(" ".join(line.text for line in self._page.inside(self._page.box_of[box]))) == words
                    if box in self._page.box_of
                    else False
                )
            box = box.getparent()
        return False

    def _is_alternative(self, block: Block) -> bool:
        """Return True for a line that repeats the alternative text of the picture before it."""
        box = self._page.box_of.get(block.element)
        if box is None:
            return False
        pictures = self._page.pictures.get(self._page.first[box], [])
        words = fold(bylines.caption(block.text).caption or block.text)
        return len(words) >= 8 and any(fold(one.get("alt") or "") == words for _, one in pictures)

    def _is_of_other_shape(self, box: int) -> bool:
        """Return True if no paragraph of the body looks like the box, and no line without a picture before it."""
        shapes, page = self._region.shapes, self._page
        own = page.shape_of(box)[0]
        if sum(shapes.values()) < 3 or any(own == shape[0] for shape in shapes):
            return False
        return own not in self._shapes_without_picture

    @cached_property
    def _shapes_without_picture(self) -> set[str]:
        page, region = self._page, self._region
        return {
            page.shape(line)[0]
            for line in page.lines[region.first : region.last + 1]
            if line.number not in page.pictures and line.number not in region.removed
        }


def is_sentence(text: str) -> bool:
    """Return True for words that are a paragraph also behind a picture."""
    return len(text) >= _SENTENCE and ends_sentence(text)


def _is_dialogue(text: str) -> bool:
    return text.startswith(("-", "–", "—", "“", '"', "•", "*"))
