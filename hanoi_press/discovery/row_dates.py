"""Find the dates of a list's rows if the CMS's selector for them is not known."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from hanoi_press.discovery.element_index import ElementIndex
from hanoi_press.text import dated_lines
from hanoi_press.text.normalize import clean

_LEVELS = 6  # the link and its ancestors in which its date is looked for
WHOLE_PAGE = frozenset({"html", "body", "form", "main"})  # these also contain today's date in the site's banner
_MAX_LENGTH = 80  # characters; what is longer is a sentence that names a date
_YEAR = re.compile(r"\d{4}")
_WORDS = re.compile(
    r"thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|(?<!\w)cn(?!\w)|ngày|tháng|thg|th(?=\d)|năm|đăng|cập nhật|lúc|giờ|phút"
    r"|gmt|utc|am|pm|(?<!\w)(?:sa|ch)(?!\w)|sáng|trưa|chiều|tối|đêm|lần cuối|h",
    re.I,
)


def nearest_dates(links: Iterable[tuple[Any, str]]) -> dict[str, str]:
    """Return for each address the printed date nearest to its link; addresses without a date are left out.

    `links` are elements with the address that each links. A date is a short text without other words, in the link or
    an ancestor that contains no link to another of these addresses.
    """
    links = list(dict.fromkeys(links))
    if not links:
        return {}
    linked_in: dict[Any, set[str]] = defaultdict(set)
    for element, url in links:
        for ancestor in nearest_elements(element):
            linked_in[ancestor].add(url)
    own = [one for one, urls in linked_in.items() if len(urls) == 1 and one.tag not in WHOLE_PAGE]
    dates = _first_dates(own)
    found: dict[str, str] = {}
    for element, url in links:
        printed = (dates[one] for one in nearest_elements(element) if one in dates)
        if url not in found and (date := next(printed, None)):
            found[url] = date
    return found


def nearest_elements(element: Any, most: int = _LEVELS) -> Iterator[Any]:
    """Yield an element and its ancestors, the innermost first, at most so many."""
    return islice(chain([element], element.iterancestors()), most)


def printed_dates(index: ElementIndex) -> dict[int, str]:
    """Return the texts of a page that are dates, by their numbers in document order."""
    return {number: date for number, text in enumerate(index.all_texts()) if (date := printed_date(text))}


def _first_dates(elements: Sequence[Any]) -> dict[Any, str]:
    """Return the first date in each of these elements of a page; those without one are left out.

    A date of change that follows, and says so ("cập nhật …"), is joined to it.
    """
    if not elements:
        return {}
    index = ElementIndex(elements[0].getroottree().getroot(), also=elements)
    printed = printed_dates(index)
    numbers = list(printed)
    found: dict[Any, str] = {}
    for element in elements:
        texts = index.texts(element)
        first = bisect_left(numbers, texts.start)
        if first < len(numbers) and numbers[first] < texts.stop:
            found[element] = printed[numbers[first]]
            following = numbers[first + 1] if first + 1 < len(numbers) else texts.stop
            if following < texts.stop and dated_lines.read(clean(printed[following])).only_update:
                found[element] += f" | {printed[following]}"
    return found


def printed_date(text: str) -> str | None:
    words = " ".join(text.split())
    if len(words) > _MAX_LENGTH or not _YEAR.search(words) or any(map(str.isalpha, _WORDS.sub("", words))):
        return None
    return words if dated_lines.read(clean(words)).has_day else None
