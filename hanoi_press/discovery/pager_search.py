"""Find the next page of a list by what its pager prints and links, whatever its markup.

For pages whose own pager (`pagers.NextPage`) finds nothing: no box is known by its class, so an address must look like
the list's own with another number, and must not be an article's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from hanoi_press.discovery.addresses import absolute
from hanoi_press.discovery.element_index import ElementIndex
from hanoi_press.discovery.lead import ApiRequest, Fetched
from hanoi_press.discovery.links import LinkAddresses, base_of, parse_html
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.discovery.pagers import PostedPage, is_large_link

_MOST_NUMBERS = 50  # links that print the next number
_MAX_LABEL = 60  # characters
_DAYS = 28  # numbers in a row that may be a calendar's
_NEIGHBOURS = 3  # texts before and behind a number, of which the first that is no separator counts
_MAX_FIELDS, _MAX_POSTED = 200, 2_000_000  # hidden inputs of a form and their characters
_EDGES = " \t\r\n\xa0.,:;()[]|-–‹›«»<>→⟩❯"
_NEXT_WORDS = frozenset(
    (
        "trang kế tiếp|trang kế|trang tiếp theo|trang tiếp|trang sau|tới trang sau|đến trang sau|tiếp theo|tiếp tục"
        "|tiếp|kế tiếp|sau|xem trang sau|cũ hơn|tin cũ hơn|bài cũ hơn|next|next page|older|older posts"
    ).split("|")
)
_NEXT_ARROWS = frozenset("› > → ⟩ ❯".split())
_LAST_ARROWS = frozenset("» >>".split())  # some sites write the last page so
_OF_NUMBER = re.compile(r"(?:trang |page |đến trang |tới trang |go to page )(\d{1,4})", re.I)
_NAMES_PAGE = re.compile(r"[?&/_-](?:page|trang|pageindex|pageno|p|pg|cur)[=/_-]?\d", re.I)
_POSTBACK = re.compile(
    r"""(?:__doPostBack\s*\(|WebForm_PostBackOptions\s*\()\s*['"]([^'"]{1,500})['"]\s*,\s*['"]([^'"]{0,500})['"]"""
)
_ENDING = re.compile(r"(?:\.(?:aspx?|html?|php|jsp))?/?$", re.I)
_PAGE_PART = re.compile(r"[-/_.,;]?(?:[a-z]{1,12}[-/_=.]?)?\d{1,5}$", re.I)


class _Found(NamedTuple):
    """A link that may lead to the next page; the lowest rank is the most certain."""

    rank: int
    link: Any
    target: str | tuple[str, str]  # an address, or target and argument of a `__doPostBack`


def search_next(
    fetched: Fetched, number: int, source: ListSource, asked: Collection[str] = ()
) -> str | PostedPage | None:
    """Return the next page of the list whose page `number` is given; None if it prints no link to one.

    In this order: `rel=next`, the next number, a label that says "next", an arrow. `asked` are addresses that were
    requested already.
    """
    root = parse_html(fetched.body).root
    addresses = LinkAddresses(base_of(fetched.url, root))
    found = [
        one for one in _candidates(root, addresses, fetched.url, number) if _is_wanted(one, fetched, source, asked)
    ]
    if not found:
        return None
    best = min(found, key=lambda one: one.rank)
    if isinstance(best.target, str):
        return best.target
    return _posted_page(best.link, best.target, addresses.base, fetched, source)


def _candidates(root: Any, addresses: LinkAddresses, page: str, number: int) -> Iterator[_Found]:
    """Yield the links that may lead to the page after page `number`."""
    by_number: list[_Found] = []
    for link in root.iter("a", "link"):
        if "next" in (link.get("rel") or "").lower().split() and (url := addresses.of(link)):
            yield _Found(0, link, url)
        if link.tag == "link" or not (names := _names(link)):
            continue
        posted = _POSTBACK.search(unquote(f"{link.get('href') or ''} {link.get('onclick') or ''}"))
        target = (posted[1], posted[2]) if posted else addresses.of(link)
        if not target:
            continue
        if any(match and int(match[1]) == number + 1 for match in map(_OF_NUMBER.fullmatch, names)):
            yield _Found(1, link, target)
        elif names[0].strip(_EDGES) == str(number + 1):
            by_number.append(_Found(1, link, target))
        elif posted and names[0] in {"...", "…"} and target[1].endswith(f"${number + 1}"):
            yield _Found(1, link, target)
        elif any(name.strip(_EDGES) in _NEXT_WORDS for name in names):
            yield _Found(2, link, target)
        elif names[0] in _NEXT_ARROWS:
            yield _Found(3, link, target)
        elif names[0] in _LAST_ARROWS and (posted or _states(target, page, number + 1)):
            yield _Found(4, link, target)
    yield from _in_row_of_numbers(root, by_number[:_MOST_NUMBERS], number)


def _in_row_of_numbers(root: Any, found: list[_Found], number: int) -> Iterator[_Found]:
    """Yield those links with a page's number that stand beside the number before or after it, and in no calendar."""
    if not found:
        return
    index = ElementIndex(root, also=[one.link for one in found])
    texts = [text.strip(_EDGES) for text in index.all_texts()]
    days = "\n".join(map(str, range(1, _DAYS + 1)))
    has_calendar = f"\n{days}\n" in "\n".join(["", *filter(None, texts), ""])
    for one in found:
        span = index.texts(one.link)
        before = next(filter(None, reversed(texts[max(0, span.start - _NEIGHBOURS) : span.start])), "")
        behind = next(filter(None, texts[span.stop : span.stop + _NEIGHBOURS]), "")
        is_page = not has_calendar or not isinstance(one.target, str) or _NAMES_PAGE.search(one.target)
        if is_page and (before == str(number) or behind == str(number + 2)):
            yield one


def _names(link: Any) -> list[str]:
    """Return what a short link is called, in lower case: its words, `title` and `aria-label`; [] for a long one."""
    if is_large_link(link):
        return []
    words = " ".join("".join(link.itertext()).split())
    stated = (words, link.get("title") or "", link.get("aria-label") or "")
    return [name.strip().lower() for name in stated if len(name) <= _MAX_LABEL and name.strip()]


def _is_wanted(found: _Found, fetched: Fetched, source: ListSource, asked: Collection[str]) -> bool:
    if not isinstance(found.target, str):
        return True
    url = found.target
    if url in asked or not source.has_page(url, fetched.url):
        return False
    return found.rank == 0 or _is_page_of(url, fetched.url)


def _is_page_of(url: str, page: str) -> bool:
    """Return True if an address differs from a list's page by what names a page: a number in path or query.

    >>> _is_page_of("https://a.vn/tin/trang-2.htm", "https://a.vn/tin.htm"), _is_page_of("https://a.vn/anh", "https://a.vn/")
    (True, False)
    """
    there, here = urlsplit(url), urlsplit(page)
    path, own = _ENDING.sub("", there.path), _ENDING.sub("", here.path)
    if path == own:
        return bool(set(parse_qsl(there.query)) - set(parse_qsl(here.query)))
    stem = _PAGE_PART.sub("", own)
    rest = path.removeprefix(own) if path.startswith(own) else path.removeprefix(stem)
    return path.startswith(stem) and (_PAGE_PART.fullmatch(rest) is not None or rest == "")


def _states(target: str | tuple[str, str], page: str, number: int) -> bool:
    """Return True if an address contains a page's number, and the list's own does not."""
    form = re.compile(rf"(?<!\d){number}(?!\d)")
    return isinstance(target, str) and len(form.findall(target)) > len(form.findall(page))


def _posted_page(
    link: Any, target: tuple[str, str], base: str, fetched: Fetched, source: ListSource
) -> PostedPage | None:
    """Return the request that a `__doPostBack` sends: the form around the link with its hidden inputs."""
    form = next(link.iterancestors("form"), None)
    if form is None:
        return None
    url = absolute(base, form.get("action") or "") or fetched.url
    if url != fetched.url and not source.has_page(url, fetched.url):
        return None
    hidden = (one for one in form.iter("input") if (one.get("type") or "").lower() == "hidden" and one.get("name"))
    fields = {one.get("name"): one.get("value") or "" for one in islice(hidden, _MAX_FIELDS)}
    fields |= {"__EVENTTARGET": target[0], "__EVENTARGUMENT": target[1]}
    if sum(map(len, fields.values())) > _MAX_POSTED:
        return None
    return PostedPage(ApiRequest(url, form=fields), lambda page, number: search_next(page, number, source))
