"""Collect the links of a site's pages, with what speaks for and against each being an article's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from hanoi_press.discovery import Fetched
from hanoi_press.discovery.item_lists import stated_items
from hanoi_press.discovery.links import LinkAddresses, base_of, parse_html
from hanoi_press.discovery.row_dates import nearest_elements
from hanoi_press.discovery.row_search import MORE_LABEL
from hanoi_press.doctor.address_parts import AddressParts, has_plain_name, key_of, parts_of
from hanoi_press.doctor.menu_boxes import menu_boxes
from hanoi_press.pages.document import box_name
from hanoi_press.text.hosts import site_of

_MOST_LINKS = 3000  # of one page
_LEVELS = 25  # above a link in which a menu is looked for
_FRAME_TAGS = frozenset({"nav", "footer"})
_FRAME_NAME = re.compile(
    r"(?:^|[\s_-])(?:(?:main|top|sub|foot)-?)?(?:menu|mnu|nav|navbar|navigation|footer|topbar|breadcrumbs?)(?=$|[\s_A-Z\d-])"
    r"|(?:^|[\s_-])mnu|Menu(?=$|[A-Z_\d])"
)
_HEADER_NAME = re.compile(r"(?:^|[\s_-])header(?=$|[\s_-])")  # a row's own headline stands in such a box, too
_FEWEST_LETTERS, _FEWEST_WORDS = 22, 5  # of a headline
_LEVELS_TO_ROW, _MOST_IN_ROW = 5, 20  # above a link in which its row is looked for; links of a row
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b")
_LONGEST_WORDS = 300  # characters of a link's words


@dataclass(slots=True)
class SeenLink:
    """One address and where it was seen: the longest words of its links, in menus or outside, in feeds, sitemaps."""

    parts: AddressParts
    words: str = ""
    label: str = ""  # the shortest words
    outside_frame: bool = False
    in_feed: bool = False
    in_sitemap: bool = False
    framed_on: set[str] = field(default_factory=set)  # pages that have it in a menu
    on_home: bool = False  # in a menu of the home page

    @property
    def is_headline(self) -> bool:
        """True if a feed has it, or a link outside of the menus whose words are long enough for a headline."""
        return self.in_feed or (self.outside_frame and is_headline(self.words) and not has_plain_name(self.parts))

    @property
    def is_label(self) -> bool:
        """True if it is linked, and only as sections and pages of a menu are."""
        return bool(self.words) and not self.is_headline

    @property
    def is_menu(self) -> bool:
        """True if menus link it: on the home page, or on several pages."""
        return not self.is_headline and (self.on_home or len(self.framed_on) > 1)


class SeenLinks:
    """All addresses of one site that were seen, by key."""

    def __init__(self, site: str, home: str = "") -> None:
        self.site = site
        self.home = home
        self.found: dict[str, SeenLink] = {}

    def __iter__(self) -> Iterator[SeenLink]:
        return iter(self.found.values())

    def take_page(self, fetched: Fetched, *, is_home: bool = False) -> int:
        """Take the links of a page; return how many."""
        root = parse_html(fetched.body).root
        if is_home:
            self.home = fetched.url
        addresses = LinkAddresses(base_of(fetched.url, root))
        links = [(link, url) for link in islice(root.iter("a"), _MOST_LINKS) if (url := addresses.of(link))]
        own = [(link, url, one) for link, url in links if (one := self._of(url))]
        boxes = menu_boxes([(link, url) for link, url, _ in own], self.home)
        for link, _, one in own:
            words = words_of(link)
            one.words = max(one.words, words, key=len)
            one.label = min(filter(None, (one.label, words)), key=len, default="")
            if _in_frame(link, is_headline(words), boxes):
                one.framed_on.add(fetched.url)
                one.on_home = one.on_home or is_home
            else:
                one.outside_frame = True
        for url, name in stated_items(fetched.url, root):
            self._take_item(url, name)
        return len(own)

    def _take_item(self, url: str, name: str) -> None:
        """Take an entry of a list that a page states."""
        if (one := self._of(url)) is not None:
            one.words = max(one.words, name[:_LONGEST_WORDS], key=len)
            one.outside_frame = True
            one.in_sitemap = True

    def take_feed(self, urls: Iterable[str]) -> int:
        """Take the addresses of a feed; return how many are the site's."""
        found = [one for url in urls if (one := self._of(url))]
        for one in found:
            one.in_feed = True
        return len(found)

    def take_sitemap(self, urls: Iterable[str]) -> int:
        """Take the addresses of a sitemap; return how many are the site's."""
        found = [one for url in urls if (one := self._of(url))]
        for one in found:
            one.in_sitemap = True
        return len(found)

    def get(self, url: str) -> SeenLink | None:
        """Return what was seen of an address."""
        return self.found.get(key_of(url))

    def _of(self, url: str) -> SeenLink | None:
        url = url.split("#")[0]
        if site_of(url).removeprefix("m.") != self.site:
            return None
        key = key_of(url)
        if key not in self.found:
            parts = parts_of(url)
            if parts is None:
                return None
            self.found[key] = SeenLink(parts)
        return self.found[key]


def words_of(link: Any) -> str:
    """Return the words of a link, else its title or those in place of its picture."""
    words = " ".join("".join(link.itertext()).split())
    if not words:
        image = next(link.iter("img"), None)
        words = (link.get("title") or (image.get("alt") if image is not None else None) or "").strip()
    if MORE_LABEL.fullmatch(words):
        words = _heading_beside(link) or words
    return words[:_LONGEST_WORDS]


def _heading_beside(link: Any) -> str:
    """Return the headline of the row of which a link says only "Xem chi tiết"; "" if it stands in no such row."""
    for box in nearest_elements(link, _LEVELS_TO_ROW):
        others = {one.get("href") for one in islice(box.iter("a"), _MOST_IN_ROW)} - {link.get("href")}
        if others or box.tag in ("body", "html"):
            return ""
        heading = next(box.iter(*_HEADINGS), None)
        if heading is not None:
            return " ".join("".join(heading.itertext()).split())
    return ""


def is_headline(words: str) -> bool:
    """Return True for words as long as headlines are."""
    return len(words) >= _FEWEST_LETTERS and len(words.split()) >= _FEWEST_WORDS


def _in_frame(link: Any, is_long: bool, boxes: Collection[Any]) -> bool:
    """Return True for a link in a menu (`boxes`, or by name) or a footer, and for a short one in a header."""
    for one in nearest_elements(link, _LEVELS):
        if one in boxes:
            return True
        if one.tag in ("body", "html", "form"):
            continue
        name = box_name(one)
        if one.tag in _FRAME_TAGS or _FRAME_NAME.search(name):
            return True
        if not is_long and (one.tag == "header" or _HEADER_NAME.search(name)):
            return True
    return False
