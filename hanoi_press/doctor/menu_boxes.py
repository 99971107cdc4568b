"""Find the menus of a page by what they hold: the link to the home page, or to contact, login and the like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hanoi_press.discovery.row_dates import nearest_elements
from hanoi_press.doctor.address_parts import has_plain_name, is_home, key_of, parts_of

_LEVELS = 12  # above a link
_MOST_PLAIN = 30  # links to home page, contact and the like that are looked at
_FEWEST = 3  # links of a menu
_BESIDE = 15  # characters beside a link's own, on average: a row of news has a date or a summary
_HEADS = ("body", "html", "form", "main", "article")


def menu_boxes(links: Sequence[tuple[Any, str]], home: str) -> set[Any]:
    """Return the elements of a page that are menus, given its own links with their addresses.

    A menu is the smallest box with three or more addresses around a link to the home page or to a page that is known by
    its name to be no article, unless it holds most of the page: such as a body with a logo and the news.
    """
    own = dict(links)
    plain = [link for link, url in links if is_home(url, home) or _is_plain(url)]
    all_urls = len({key_of(url) for url in own.values()})
    page_size = _size(plain[0].getroottree().getroot()) if plain else 0
    boxes: set[Any] = set()
    for link in plain[:_MOST_PLAIN]:
        box = _box_of(link, own)
        if box is None or box in boxes:
            continue
        inside = {key_of(own[one]) for one in box.iter("a") if one in own}
        named = {key_of(own[one]) for one in plain if one in own and _is_inside(one, box)}
        words = sum(len("".join(one.itertext()).strip()) for one in box.iter("a"))
        size = _size(box)
        is_small = 2 * len(inside) <= all_urls or 3 * len(named) >= len(inside) or 2 * size <= page_size
        if is_small and size - words <= _BESIDE * len(inside):
            boxes.add(box)
    return boxes


def _size(element: Any) -> int:
    """Return the number of characters of the words in an element."""
    return len(
        " ".join("".join(one for one in element.xpath(".//text()[not(parent::script or parent::style)]")).split())
    )


def _is_plain(url: str) -> bool:
    parts = parts_of(url)
    return parts is not None and has_plain_name(parts)


def _box_of(link: Any, own: dict[Any, str]) -> Any:
    """Return the smallest element around a link that holds three addresses of the site; None if it is the page."""
    for box in nearest_elements(link, _LEVELS):
        if box is link:
            continue
        if box.tag in _HEADS:
            return None
        if len(set(_some(box, own))) >= _FEWEST:
            return box
    return None


def _some(box: Any, own: dict[Any, str]) -> Iterator[str]:
    seen: set[str] = set()
    for one in box.iter("a"):
        if one in own:
            seen.add(key_of(own[one]))
            yield key_of(own[one])
            if len(seen) >= _FEWEST:
                return


def _is_inside(link: Any, box: Any) -> bool:
    return any(one is box for one in nearest_elements(link, _LEVELS))
