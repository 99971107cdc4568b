"""Find the list of other articles that closes a text in one flat box, whatever the site says of itself behind it."""

from __future__ import annotations

import re
from itertools import accumulate

from hanoi_press.pages.heuristics.line_kinds import kind_of
from hanoi_press.pages.heuristics.page_lines import Line, PageLines

_FEWEST = 3  # linked headlines
_SHORTEST = 15  # letters of one
_LINKED = 0.7  # of a line's letters
_MOST_BEHIND = 0.5  # of the letters before the list
# Labels that stand behind an article; "Xem thêm", "Tin liên quan" may stand inside it, too.
_CLOSING = re.compile(
    r"(?i)\b(?:khác|cùng (?:chuyên mục|mục|chuyên đề)|đã (?:đưa|đăng)|mới (?:nhất|hơn)|cũ hơn|mới)\W*$"
)
_RULE = re.compile(r"[\W_]{3,}")


def without_closing_list(page: PageLines, first: int, last: int) -> int:
    """Return the number of a text's last line (`first` to `last`) before a closing list and what is behind it."""
    free = [0, *accumulate(len(one.text) - one.linked for one in page.lines[first : last + 1])]
    for number in range(first, last):
        line = page.lines[number]
        end = _end(page, number, last) if number > first and _is_label(page, line) else None
        if end is not None and free[-1] - free[end - first] < _MOST_BEHIND * free[number - first]:
            is_ruled = _RULE.fullmatch(page.lines[number - 1].text) is not None
            return max(first, number - 1 - is_ruled)
    return last


def _is_label(page: PageLines, line: Line) -> bool:
    if kind_of(line.text) != "related":
        return False
    return _CLOSING.search(line.text) is not None or _RULE.fullmatch(page.lines[line.number - 1].text) is not None


def _end(page: PageLines, label: int, last: int) -> int | None:
    """Return the number of the line behind the linked headlines that follow a label in its box; None if too few."""
    end = label + 1
    while end <= last and (line := page.lines[end]).link_share >= _LINKED and len(line.text) >= _SHORTEST:
        if line.box != page.lines[label].box or line.documents:
            return None
        end += 1
    return end if end - label > _FEWEST else None
