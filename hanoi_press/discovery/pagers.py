"""Find the next page of a list: by number, by the pager that the page prints, or by a link that a selector names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hanoi_press.discovery.lead import ApiRequest, Fetched
from hanoi_press.discovery.links import absolute, parse_html
from hanoi_press.discovery.row_dates import nearest_elements
from hanoi_press.text.hosts import host_of

MAX_PAGES = 5_000  # a list that has more is broken: it repeats its pages without end
_SAYS_NEXT = frozenset(
    ("trang kế tiếp|trang tiếp theo|trang tiếp|trang sau|tiếp theo|tiếp tục|tiếp|kế tiếp|next|next page").split("|")
)
_ARROWS = frozenset("› » > >> → ⟩ ❯".split())
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])", re.I)
_PAGER_CLASS = re.compile(r"pag(?:e|in|er)|phan-?trang|so-?trang", re.I)
_FILE_NUMBER = re.compile(r"\d*(?:\.(?:aspx?|html?|php|jsp))?$")
_NUMBER_ALONE = 4  # the rank of a link with the next number outside any box with a pager's class


@dataclass(frozen=True, slots=True)
class PostedPage:
    """A next page that is requested with a POST, and the pager that finds the one after it."""

    request: ApiRequest
    next_page: NextPage


# Return the address of a list's next page, or the request for it, given the page just read and its number (1 for the
# first); None if it is the last.
NextPage = Callable[[Fetched, int], str | PostedPage | None]


def numbered(template: str, *, last: int = MAX_PAGES) -> NextPage:
    """Return a pager that counts: `template` is filled with {url} (this page's address without query) and {number}."""

    def next_page(fetched: Fetched, number: int) -> str | None:
        return _filled(template, fetched, number) if number < last else None

    return next_page


def in_pager(css: str, template: str) -> NextPage:
    """Return a pager for lists whose page links are scripts.

    A printed link to the next page is followed. Without one, `template` (as in `numbered`) makes the address as long
    as the box that `css` matches prints the next number.
    """

    def next_page(fetched: Fetched, number: int) -> str | None:
        if url := printed_next(fetched, number):
            return url
        words = " ".join(parse_html(fetched.body).css(css).xpath(".//text()").getall())
        is_printed = re.search(rf"(?<!\d){number + 1}(?!\d)", words)
        return _filled(template, fetched, number) if is_printed else None

    return next_page


def next_link(css: str) -> NextPage:
    """Return a pager that follows the first element that `css` matches with an address of the same site."""

    def next_page(fetched: Fetched, number: int) -> str | None:
        for href in parse_html(fetched.body).css(css).xpath("@href").getall():
            url = absolute(fetched.url, href)
            if url and host_of(url) == host_of(fetched.url) and url != fetched.url:
                return url
        return None

    return next_page


def printed_next(fetched: Fetched, number: int) -> str | None:
    """Return the address of the next page by the link forms of any CMS (a `NextPage`); None if there is no such link.

    In this order: a link with `rel=next`; in a pager the link with the next number; a link that says "next" in
    words; in a pager an arrow; elsewhere the next number alone, on a link to that page of the same list (`?page=2`,
    `/trang-2`).
    """
    by_rank: dict[int, str] = {}
    stem = _FILE_NUMBER.sub("", _without_query(fetched.url))
    for link in parse_html(fetched.body).css("a[href], link[rel=next]"):
        rank = _rank(link.root, number)
        url = absolute(fetched.url, link.attrib.get("href", "")) if rank is not None else None
        if rank == _NUMBER_ALONE and not (url and url.startswith(stem) and _is_page_number(url, number + 1)):
            continue
        if rank is not None and url and host_of(url) == host_of(fetched.url) and url != fetched.url:
            by_rank.setdefault(rank, url)
    return by_rank[min(by_rank)] if by_rank else None


def _filled(template: str, fetched: Fetched, number: int) -> str:
    return template.format(url=_without_query(fetched.url), number=number + 1)


def _without_query(url: str) -> str:
    return re.split("[?#]", url)[0]


def _is_page_number(url: str, number: int) -> bool:
    return re.search(rf"[?&/_-](?:page|trang|pageindex|p|pg)[=/_-]?{number}(?!\d)", url, re.I) is not None


def _rank(link: Any, number: int) -> int | None:
    """Return the rank of a link as the next page's: 0 is the most certain, None means that it is no such link."""
    if link.get("rel") == "next":
        return 0
    words = " ".join("".join(link.itertext()).split()).lower()
    names = {words.strip(" ›»>→"), (link.get("title") or "").strip().lower(), (link.get("aria-label") or "").lower()}
    boxes = (f"{box.get('class') or ''} {box.get('id') or ''}" for box in nearest_elements(link))
    is_in_pager = any(map(_PAGER_CLASS.search, boxes))
    if is_in_pager and words == str(number + 1):
        return 1
    if names & _SAYS_NEXT and (is_in_pager or words.strip(" ›»>→") in _SAYS_NEXT):
        return 2
    if is_in_pager and (words in _ARROWS or _has_next_class(link)):
        return 3
    return _NUMBER_ALONE if words == str(number + 1) else None


def _has_next_class(link: Any) -> bool:
    """Return True if the link, or its parent, has the class `next` (an arrow drawn by a style sheet)."""
    boxes = (link, link.getparent())
    return any(box is not None and _NEXT_CLASS.search(box.get("class") or "") for box in boxes)
