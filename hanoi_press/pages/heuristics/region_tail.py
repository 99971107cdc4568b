"""Take off what follows a text in its box: buttons, labels and notes behind the signature or beside the paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from hanoi_press.pages.heuristics.byline_words import read_words
from hanoi_press.pages.heuristics.line_kinds import ends_sentence
from hanoi_press.pages.heuristics.page_lines import Line, PageLines
from hanoi_press.pages.heuristics.teaser_runs import is_paragraph
from hanoi_press.text import bylines

_LONGEST_LABEL, _BOLD, _LINKED = 90, 0.9, 0.5  # characters, and shares of a line's letters
_REACH = 12  # lines behind a signature
_SEVERAL = 3  # paragraphs of one shape
_RARE = 4  # times as many paragraphs are of the most frequent shape
_SHORT = 60  # characters
_LONGEST_SIGNATURE = 120
_LONGEST_CREDIT, _FEWEST_CREDITS = 80, 2
# Who did what, at the end of a longread.
_CREDIT = re.compile(
    r"(?i:\W*(?:nội dung|bài(?: viết)?|thiết kế|trình bày|đồ h(?:ọa|oạ)|kỹ thuật|mỹ thuật|ảnh|hình ảnh|video|clip"
    r"|dựng phim|quay phim|biên tập|tổ chức|thực hiện|minh h(?:ọa|oạ)|âm thanh|giọng đọc|text|photos?|design)"
    r"(?:\s*[,&/+-]\s*\w+(?: \w+)?| và \w+(?: \w+)?)?)\s*[:：]\s*[A-ZÀ-ỸĐ]"
)

# A label of documents, with or without them: "Tệp đính kèm: bao-cao.pdf (1,2 MB)".
_ATTACHED = re.compile(
    r"(?i)\W*(?:các |danh sách )?(?:tệp(?: tin)?|tập tin|files?|tài liệu|văn bản) (?:đính kèm|kèm theo)\s*(?:[:：]|$)"
)
_MOST_BESIDE = 40  # characters beside a label and its links: sizes, "Tải về"


def without_label(page: PageLines, first: int, last: int) -> int:
    """Return the number of a text's last line without a label at its end behind which links follow."""
    line = page.lines[last]
    if last <= first or last + 1 >= len(page.lines) or len(line.text) > _LONGEST_LABEL:
        return last
    if read_words(line.text) is not None:  # a signature
        return last
    following = page.lines[last + 1]
    is_apart = page.is_heading(line) or line.bold >= _BOLD * len(line.text) or line.text.endswith(":")
    is_label = is_apart and not ends_sentence(line.text.rstrip(":"))
    return last - 1 if is_label and following.link_share > _LINKED and not following.documents else last


def without_tail(
    page: PageLines, first: int, last: int, shapes: Counter[tuple[str, ...]], is_cell: Callable[[Line], bool]
) -> int:
    """Return the number of a text's last line (`first` to `last`) without labels beside its paragraphs.

    `shapes` are those of the paragraphs; nothing behind a signature at the right is text but a paragraph.
    """
    while last > first and is_attachment_bar(page.lines[last]):
        last -= 1
    last = _without_credits(page, first, last)
    for number in range(last, max(first, last - _REACH), -1):
        line = page.lines[number]
        if _is_signature(page, line):
            last = number
            break
        if is_paragraph(line) or line.documents or is_cell(line):
            break
    most = max(shapes.values(), default=0)
    least = max(most / _RARE, 1) if most >= _SEVERAL else most / _RARE  # the lead has a shape of its own
    own = [line for line in page.lines[first : last + 1] if shapes[page.shape(line)] > least]
    if len(own) < 2:
        return last
    box = page.common_box(own[0], own[-1])
    while last > own[-1].number and page.end[box] <= last and _is_label(page.lines[last], is_cell):
        last -= 1
    return last


def _without_credits(page: PageLines, first: int, last: int) -> int:
    """Return the number of the last line without two or more lines that say who did what: "Thiết kế: …"."""
    number = last
    while number > first and len(page.lines[number].text) <= _LONGEST_CREDIT and _CREDIT.match(page.lines[number].text):
        number -= 1
    return number if last - number >= _FEWEST_CREDITS else last


def is_attachment_bar(line: Line) -> bool:
    """Return True for a label of documents alone, or with nothing but their links and sizes behind it."""
    label = _ATTACHED.match(line.text[:_LONGEST_SIGNATURE])
    if label is None:
        return False
    is_note = line.linked > 0 or not ends_sentence(line.text.rstrip(":"))
    return is_note and len(line.text) - label.end() - line.linked <= _MOST_BESIDE


def _is_signature(page: PageLines, line: Line) -> bool:
    """Return True for names, or the outlet that a text is from, at the right."""
    if len(line.text) > _LONGEST_SIGNATURE or not page.is_right(line):
        return False
    return read_words(line.text) is not None or bylines.attribution(line.text) is not None


def _is_label(line: Line, is_cell: Callable[[Line], bool]) -> bool:
    return len(line.text) < _SHORT and not ends_sentence(line.text) and not line.documents and not is_cell(line)
