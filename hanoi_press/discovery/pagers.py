"""Find the next page of a list: by number, by the pager that the page prints, or by a link that a selector names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import Any

from hanoi_press.discovery.element_index import ElementIndex
from hanoi_press.discovery.lead import ApiRequest, Fetched
from hanoi_press.discovery.links import LinkAddresses, base_of, parse_html
from hanoi_press.discovery.row_dates import nearest_elements
from hanoi_press.pages.document import box_name, is_larger
from hanoi_press.text.hosts import site_of

MAX_PAGES = 5_000  # a list that has more is broken: it repeats its pages without end
_SAYS_NEXT = frozenset(
    ("trang kế tiếp|trang tiếp theo|trang tiếp|trang sau|tiếp theo|tiếp tục|tiếp|kế tiếp|next|next page").split("|")
)
_ARROWS = frozenset("› » > >> → ⟩ ❯".split())
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])", re.I)
_PAGER_CLASS = re.compile(r"pag(?:e|in|er)|phan-?trang|so-?trang", re.I)
_FILE_NUMBER = re.compile(r"(?<!\d)\d*+(?:\.(?:aspx?|html?|php|jsp))?$")
_NUMBER_ALONE = 4  # the rank of a link with the next number outside any box with a pager's class
_MAX_IN_LINK = 30  # elements in a link to a page, which is a number or an arrow


@dataclass(frozen=True, slots=True)
class PostedPage:
    """A next page that is requested with a POST, and the pager that finds the one after it.

    `instead` is another request for the same rows, sent if this one fails or is answered without rows.
    """

    request: ApiRequest
    next_page: NextPage
    instead: PostedPage | None = None


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
    as the box that `css` matches prints the next number, or, if it matches nothing, two neighbouring texts of the page
    are this page's number and the next.
    """

    def next_page(fetched: Fetched, number: int) -> str | None:
        if url := printed_next(fetched, number):
            return url
        index = ElementIndex(parse_html(fetched.body).root, [css])
        if index.matching(css):
            is_printed = re.search(rf"(?<!\d){number + 1}(?!\d)", index.all_words(css)) is not None
        else:
            texts = [text.strip() for text in index.all_texts()]
            is_printed = (str(number), str(number + 1)) in pairwise(texts)
        return _filled(template, fetched, number) if is_printed else None

    return next_page


def next_link(css: str) -> NextPage:
    """Return a pager that follows the first element that `css` matches with an address of the same site."""

    def next_page(fetched: Fetched, number: int) -> str | None:
        root = parse_html(fetched.body).root
        addresses = LinkAddresses(base_of(fetched.url, root))
        for link in ElementIndex(root, [css]).matching(css):
            url = addresses.of(link)
            if url and site_of(url) == site_of(fetched.url) and url != fetched.url:
                return url
        return None

    return next_page


def first_of(*pagers: NextPage) -> NextPage:
    """Return a pager that asks these in turn, and gives the first page found."""

    def next_page(fetched: Fetched, number: int) -> str | PostedPage | None:
        pages = (pager(fetched, number) for pager in pagers)
        return next((page for page in pages if page), None)

    return next_page


def printed_next(fetched: Fetched, number: int) -> str | None:
    """Return the address of the next page by the link forms of any CMS (a `NextPage`); None if there is no such link.

    In this order: a link with `rel=next`; in a pager the link with the next number; a link that says "next" in
    words; in a pager an arrow; elsewhere the next number alone, on a link to that page of the same list (`?page=2`,
    `/trang-2`).
    """
    by_rank: dict[int, str] = {}
    stem = _FILE_NUMBER.sub("", _without_query(fetched.url))
    root = parse_html(fetched.body).root
    addresses, own_host = LinkAddresses(base_of(fetched.url, root)), site_of(fetched.url)
    in_pager = cache(_is_pager)  # many links may share one box
    has_next_class = cache(_has_next_class)
    for link in root.iter("a", "link"):
        if link.tag == "link" and link.get("rel") != "next":
            continue
        rank = _rank(link, number, in_pager, has_next_class) if link.get("href") else None
        if rank is None or rank in by_rank:
            continue
        url = addresses.of(link)
        if rank == _NUMBER_ALONE and not (url and url.startswith(stem) and _is_page_number(url, number + 1)):
            continue
        if url and site_of(url) == own_host and url != fetched.url:
            by_rank[rank] = url
    return by_rank[min(by_rank)] if by_rank else None


def any_pager(fetched: Fetched, number: int) -> None:
    """Return None (a `NextPage`): the pager is not known, so `lists` looks for it in what the page prints."""


def _filled(template: str, fetched: Fetched, number: int) -> str:
    return template.format(url=_without_query(fetched.url), number=number + 1)


def _without_query(url: str) -> str:
    return re.split("[?#]", url)[0]


def _is_page_number(url: str, number: int) -> bool:
    return re.search(rf"[?&/_-](?:page|trang|pageindex|p|pg)[=/_-]?{number}(?!\d)", url, re.I) is not None


def _rank(link: Any, number: int, in_pager: Callable[[Any], bool], has_next_class: Callable[[Any], bool]) -> int | None:
    """Return the rank of a link as the next page's: 0 is the most certain, None means that it is no such link."""
    if link.get("rel") == "next":
        return 0
    if is_large_link(link):
        return None
    words = " ".join("".join(link.itertext()).split()).lower()
    names = {words.strip(" ›»>→"), (link.get("title") or "").strip().lower(), (link.get("aria-label") or "").lower()}
    is_in_pager = any(map(in_pager, nearest_elements(link)))
    if is_in_pager and words == str(number + 1):
        return 1
    if names & _SAYS_NEXT and (is_in_pager or words.strip(" ›»>→") in _SAYS_NEXT):
        return 2
    # an arrow drawn by a style sheet is a class of the link or its parent
    if is_in_pager and (words in _ARROWS or any(map(has_next_class, islice(nearest_elements(link), 2)))):
        return 3
    return _NUMBER_ALONE if words == str(number + 1) else None


def is_large_link(link: Any) -> bool:
    """Return True for a link with more in it than a page's number or an arrow."""
    return is_larger(link, _MAX_IN_LINK - 1)


def _is_pager(box: Any) -> bool:
    return _PAGER_CLASS.search(box_name(box)) is not None


def _has_next_class(box: Any) -> bool:
    return _NEXT_CLASS.search(box.get("class") or "") is not None
