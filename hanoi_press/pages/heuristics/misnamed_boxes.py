"""Find boxes that hold the article although they are named as advertising, sharing, a menu or the like."""

from __future__ import annotations

import re

from hanoi_press.pages.document import Element, box_name
from hanoi_press.pages.heuristics.page_lines import PageLines
from hanoi_press.pages.heuristics.teaser_runs import is_paragraph

_MOST = 0.5  # of the paragraphs behind the headline
_MUCH = 0.3  # the same, in a box named as advertising: that has hardly a paragraph
_ADVERTISING = re.compile(r"(?:^|[\s_-])(?:ads?|advert\w*|sponsor\w*|promo\w*)(?:$|[\s_-])", re.I)
# Boxes of readers' words and of other articles, and a footer, may be longer than the article.
_OTHER_TEXTS = re.compile(
    r"comments?|disqus|respond|related|recommend|popular|trending|outbrain|taboola|most-?(?:read|viewed)"
    r"|binh-?luan|lien-?quan|tin-?khac|xem-?them|\bfooter",
    re.I,
)


def misnamed_boxes(page: PageLines, start: int) -> set[Element]:
    """Return the named boxes that hold most paragraphs from the line `start` on: their names say nothing."""
    letters: dict[Element, int] = {}
    total = 0
    for line in page.lines[start:]:
        if not is_paragraph(line) or any(map(_is_of_other_texts, line.named)):
            continue
        total += len(line.text)
        for element in line.named:
            letters[element] = letters.get(element, 0) + len(line.text)
    return {element for element, number in letters.items() if number > _least(element) * total}


def _least(element: Element) -> float:
    return _MUCH if _ADVERTISING.search(box_name(element)) else _MOST


def _is_of_other_texts(element: Element) -> bool:
    return element.tag == "footer" or _OTHER_TEXTS.search(box_name(element)) is not None
