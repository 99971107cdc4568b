"""Find the dates of a list's rows where the CMS's selector for them is not known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

_LEVELS = 6  # ancestors of a row's link that may hold its date
_WHOLE_PAGE = frozenset({"html", "body", "form", "main"})  # these also hold today's date in the site's banner
_MAX_LENGTH = 40  # characters; what is longer is a sentence that names a date
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}")
_WORDS = re.compile(
    r"thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|ngày(?: đăng)?|đăng(?: ngày| lúc)?|cập nhật|lúc|gmt|am|pm|h", re.I
)


def dates_beside(links: Iterable[tuple[Any, str]]) -> dict[str, str]:
    """Return for each address the printed date that stands nearest to its link, where there is one.

    `links` are elements with the address that each links. A date is a short text without other words, in an element
    around the link that links no other of these addresses.
    """
    links = list(links)
    linked_in: dict[Any, set[str]] = defaultdict(set)
    for element, url in links:
        for around in nearest_elements(element):
            linked_in[around].add(url)
    found: dict[str, str] = {}
    for element, url in links:
        own = (one for one in nearest_elements(element) if len(linked_in[one]) == 1 and one.tag not in _WHOLE_PAGE)
        if url not in found and (date := next(filter(None, map(_date_in, own)), None)):
            found[url] = date
    return found


def nearest_elements(element: Any) -> Iterator[Any]:
    """Yield an element and its ancestors, the innermost first, six in all."""
    return islice(chain([element], element.iterancestors()), _LEVELS)


def _date_in(element: Any) -> str | None:
    for text in element.itertext():
        words = " ".join(text.split())
        if len(words) <= _MAX_LENGTH and _DAY.search(words) and not any(map(str.isalpha, _WORDS.sub("", words))):
            return words
    return None
