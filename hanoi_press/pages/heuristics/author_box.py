"""Find the boxes on the authors at the end of a text: name, portrait, words on the person, links to articles."""

from __future__ import annotations

import re

from hanoi_press.pages.heuristics.page_lines import Line, PageLines, folded
from hanoi_press.text import bylines
from hanoi_press.text.normalize import fold

_MOST_LINES = 8
_MOST_WORDS = 700  # characters
_LEVELS = 4
_LONGEST_BYLINE = 100  # characters
_MOST_AUTHORS = 4
_THEIR_ARTICLES = re.compile(
    r"(?i)\W*(?:(?:xem|đọc)\b.{0,20}\bbài (?:khác|viết)|(?:các )?bài (?:viết )?(?:khác )?(?:của|cùng) tác giả"
    r"|(?:view|see|read|more)\b.{0,30}"
    r"\b(?:articles?|posts?|stories|by)\b|all posts|follow)\b.{0,60}"
)
# How English papers end: on the author, who must be the byline's, on the print edition, on how to write to the author.
_TOLD = re.compile(
    r"((?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w.’'-]+)(?:,[^.]{0,60},)? (?:is|was|covers|writes|reports|has|joined"
    r"|contributed|can be)\b"
)
_AFTER_NAME = re.compile(r"\s*[,|•·(–@/]|\s+(?:and|&|-)\s|\s(?=\d)")
_EDITION = re.compile(
    r"(?i)\W*(?:a version of this (?:article|story)\b|follow (?:him|her|them|us|@\w+|[\w. ]{3,40}) on (?:twitter"
    r"|facebook|instagram|x)\b"
    r"|(?:contact|reach|e-?mail|write to) (?:[\w.’'-]+ ){1,6}(?:at|on|via)\b[^.]{0,40}(?:@|\d{3})"
    r"|(?:order|buy) reprints|this (?:article|story) (?:was )?(?:originally|first) (?:appeared|published|ran)\b)"
)


def without_author_boxes(page: PageLines, first: int, last: int, start: int) -> int:
    """Return the number of the last line of a text (`first` to `last`) without boxes on its authors at its end.

    `start` is the number of the line behind the headline.
    """
    for _ in range(_MOST_AUTHORS):
        lines = page.lines[start : min(first + _LEVELS, last - 1)]
        head = {folded(line) for line in lines if len(line.text) <= _LONGEST_BYLINE}
        names = {fold(_AFTER_NAME.split(line.text, maxsplit=1)[0]).removeprefix("by") for line in lines}
        before = sum(len(line.text) for line in page.lines[first:last])
        if len(page.lines[last].text) < before and _says_who_wrote(page.lines[last], names):
            last -= 1
            continue
        begin = _begin(page, first, last, head)
        if begin is None:
            break
        last = begin - 1
    return last


def _says_who_wrote(line: Line, names: set[str]) -> bool:
    """Return True for a line on the author or the article's print edition, as English papers end with."""
    if _EDITION.match(line.text):
        return True
    told = _TOLD.match(line.text)
    if told is None:
        return False
    return fold(told[1]) in names


def _begin(page: PageLines, first: int, last: int, head: set[str]) -> int | None:
    """Return the number of the first line of a box on an author that holds the last line; None if none does."""
    for box in page.around(page.lines[last].box, _LEVELS):
        begin, end = page.first[box], page.end[box]
        if begin <= first or end - begin > _MOST_LINES:
            return None
        lines = page.lines[begin:end]
        if sum(len(line.text) for line in lines) > sum(len(line.text) for line in page.lines[first:begin]):
            return None  # a name at the beginning of the text
        if len(lines) >= 2 and bylines.is_signature(lines[0].text) and _is_on_author(page, box, lines, head):
            return begin
    return None


def _is_on_author(page: PageLines, box: int, lines: list[Line], head: set[str]) -> bool:
    if sum(len(line.text) for line in lines) > _MOST_WORDS or any(page.is_heading(line) for line in lines[1:]):
        return False  # a credit above a heading begins a part of the text
    numbers = range(lines[0].number, lines[-1].number + 1)
    if any(box <= inner for number in numbers for inner, _ in page.pictures.get(number, ())):
        return True
    if any(line.linked and _THEIR_ARTICLES.match(line.text) for line in lines[1:]):
        return True
    name = folded(lines[0])
    return len(name) > _LEVELS and any(name in one for one in head)
