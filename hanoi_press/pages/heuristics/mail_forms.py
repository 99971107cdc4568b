"""Find the boxes in which a page asks for an e-mail address: newsletters, subscriptions, opinions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from hanoi_press.pages.document import Element
from hanoi_press.pages.heuristics.page_lines import PageLines

_MOST = 20  # fields that are looked at
_LEVELS = 12  # elements around a field
_LINES = 5  # of such a box
_LETTERS = 350
_SHARE = 0.3  # of the page's lines
_MAIL = re.compile(r"(?i)mail|\b(?:địa chỉ|hộp|hòm) thư\b|\bthư (?:điện tử|của bạn)\b")
_ATTRIBUTES = ("type", "name", "placeholder", "id")


def mail_forms(page: PageLines, start: int) -> Iterator[int]:
    """Yield the small boxes behind the line `start`, each with a field for an e-mail address."""
    if not page.elements:
        return
    fields = (one for one in page.elements[0].iter("input") if _asks_for_mail(one))
    for field in islice(fields, _MOST):
        around = (page.box_of.get(one) for one in islice(field.iterancestors(), _LEVELS))
        box = next((one for one in around if one is not None and page.end[one] > page.first[one]), None)
        if box is None or page.first[box] < start:
            continue
        lines = page.inside(box)
        is_small = len(lines) <= _LINES and len(lines) <= _SHARE * len(page.lines)
        if is_small and sum(len(line.text) for line in lines) <= _LETTERS:
            yield box


def _asks_for_mail(field: Element) -> bool:
    return field.get("type") != "hidden" and any(_MAIL.search(field.get(name) or "") for name in _ATTRIBUTES)
