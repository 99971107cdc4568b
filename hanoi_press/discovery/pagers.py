"""Lists whose markup nobody recorded: where a row's date stands, and which link leads on.

Both are told by what a reader sees, so that they hold for any CMS; a source whose markup is known names its selectors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, islice
from typing import Any

from hanoi_press.discovery.lead import Fetched
from hanoi_press.discovery.links import absolute, host

_LEVELS = 6  # ancestors of a row's link that may hold its date
_WHOLE = frozenset({"html", "body", "form", "main"})  # hold the page, with the day on its banner
_SHORT = 40  # characters; what is longer is a sentence that names a date
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}")
_WORDS = re.compile(
    r"thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|ngày(?: đăng)?|đăng(?: ngày| lúc)?|cập nhật|lúc|gmt|am|pm|h", re.I
)
_NEXT = frozenset(
    ("trang kế tiếp|trang tiếp theo|trang tiếp|trang sau|tiếp theo|tiếp tục|tiếp|kế tiếp|next|next page").split("|")
)
_ARROWS = frozenset("› » > >> → ⟩ ❯".split())
_CALLED_NEXT = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])", re.I)
_NUMBERED = 4  # the rank of a link that bears the next number and stands in no box that is called a pager
_PAGER = re.compile(r"pag(?:e|in|er)|phan-?trang|so-?trang", re.I)


def dates_beside(links: Iterable[tuple[Any, str]]) -> dict[str, str]:
    """For each address the date that stands nearest to its link: a short text that is a date and no more, in an element
    around the link that leads to no other of these addresses. `links` are elements with their address."""
    links = list(links)
    leads_to: dict[Any, set[str]] = defaultdict(set)
    for element, url in links:
        for around in _around(element):
            leads_to[around].add(url)
    found: dict[str, str] = {}
    for element, url in links:
        own = (around for around in _around(element) if len(leads_to[around]) == 1 and around.tag not in _WHOLE)
        if url not in found and (date := next(filter(None, map(_date_in, own)), None)):
            found[url] = date
    return found


def _around(element: Any) -> Iterable[Any]:
    return islice(chain([element], element.iterancestors()), _LEVELS)


def _date_in(element: Any) -> str | None:
    for text in element.itertext():
        words = " ".join(text.split())
        if len(words) <= _SHORT and _DAY.search(words) and not any(map(str.isalpha, _WORDS.sub("", words))):
            return words
    return None


def printed_next(fetched: Fetched, number: int) -> str | None:
    """The next page by the pager that page `number` of a list prints (a `lists.More`): a link that says "next" in
    words; within a pager also one that bears the next number, or an arrow; elsewhere the next number alone on a link
    that leads to that page of the same list (`?page=2`, `/trang-2`). None where none leads on in this site."""
    from hanoi_press.discovery.lists import page_of

    by_rank: dict[int, str] = {}
    stem = re.sub(r"\d*(?:\.(?:aspx?|html?|php|jsp))?$", "", re.split("[?#]", fetched.url)[0])
    for link in page_of(fetched.body).css("a[href], link[rel=next]"):
        rank = _rank(link.root, number)
        url = absolute(fetched.url, link.attrib.get("href", "")) if rank is not None else None
        if rank == _NUMBERED and not (url and url.startswith(stem) and _numbers(url, number + 1)):
            continue
        if rank is not None and url and host(url) == host(fetched.url) and url != fetched.url:
            by_rank.setdefault(rank, url)
    return by_rank[min(by_rank)] if by_rank else None


def _numbers(url: str, number: int) -> bool:
    return re.search(rf"[?&/_-](?:page|trang|pageindex|p|pg)[=/_-]?{number}(?!\d)", url, re.I) is not None


def _rank(link: Any, number: int) -> int | None:
    """How surely a link leads to the next page: 0 most, None not at all."""
    if link.get("rel") == "next":
        return 0
    words = " ".join("".join(link.itertext()).split()).lower()
    names = {words.strip(" ›»>→"), (link.get("title") or "").strip().lower(), (link.get("aria-label") or "").lower()}
    in_pager = any(_PAGER.search(f"{around.get('class') or ''} {around.get('id') or ''}") for around in _around(link))
    if in_pager and words == str(number + 1):
        return 1
    if names & _NEXT and (in_pager or words.strip(" ›»>→") in _NEXT):
        return 2
    if in_pager and (words in _ARROWS or _called_next(link)):
        return 3
    return _NUMBERED if words == str(number + 1) else None


def _called_next(link: Any) -> bool:
    """Is the link, or the box right around it, called `next` (an arrow drawn by a style sheet)?"""
    boxes = (link, link.getparent())
    return any(box is not None and _CALLED_NEXT.search(box.get("class") or "") for box in boxes)
