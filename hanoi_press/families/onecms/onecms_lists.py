"""Read OneCMS list pages: `/tin-moi-nhat` and the section pages.

Rows `li[pid] > div.b-grid`, time in `span.b-grid__time`, paid rows marked `span.b-grid__ad`: a sibling site's own
script and public crawlers of hanoimoi.vn, 2026.
"""

import logging
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from hanoi_press.discovery.element_index import ElementIndex
from hanoi_press.discovery.lead import Lead
from hanoi_press.discovery.links import LinkAddresses, base_of, parse_html
from hanoi_press.discovery.lists import MAX_ROWS
from hanoi_press.discovery.row_contents import listed_rows
from hanoi_press.items import Listed
from hanoi_press.text.dated_lines import change_and_day, moment_and_day

logger = logging.getLogger(__name__)
_ITEM, _LOADING = "li[pid]", "[class*='onecms__loading']"
_TITLE, _TITLE_LINK, _LINK = ".b-grid__title", ".b-grid__title a[href]", "a[href]"
_TIME, _AD = "span.b-grid__time", ".b-grid__ad"
_MAX_WORDS = 2_000  # characters of a row that are read
_CHANNEL = re.compile(r"api/getarticle(?:topread|bychannel)/(\d+)")
_CHANNEL_VIEWS = (
    'div[data-view="mostRead"] [data-action]',  # on section pages
    'div[data-view="channelNormalForDetail"] [data-action]',  # on article pages
)


class OneCmsRow(NamedTuple):
    """A lead and its id, by which OneCMS requests the rows after it."""

    pid: int
    lead: Lead


def rows(body: bytes, url: str) -> list[OneCmsRow]:
    """Return the page's rows in order, those of the list that "load more" extends last.

    The site's script continues from the last row of that list (`.onecms__loading`), so side boxes further down the page
    must not come last.
    """
    root = parse_html(body).root
    index = ElementIndex(root, (_ITEM, _TITLE_LINK, _LINK, _TIME, _TITLE, _AD, _LOADING))
    addresses = LinkAddresses(base_of(url, root))
    index.keep(_TITLE_LINK, addresses.of)
    index.keep(_LINK, addresses.of)
    in_list = index.around(_LOADING)
    lists: tuple[list[OneCmsRow], list[OneCmsRow]] = ([], [])
    items = index.matching(_ITEM)[:MAX_ROWS]
    links = ((link, addresses.of(link) or "", item) for item in items if (link := _link(item, index)) is not None)
    stated = listed_rows(links, addresses.base)
    for item in items:
        if row := _row(item, index, addresses, stated):
            lists[item in in_list].append(row)
    if len(index.matching(_ITEM)) > MAX_ROWS:
        logger.warning("%s: only the first %d rows of this page are read", url, MAX_ROWS)
    return lists[False] + lists[True]


def channel_id(body: bytes) -> int | None:
    """Return the number of the page's section, from the addresses that its side boxes load."""
    index = ElementIndex(parse_html(body).root, _CHANNEL_VIEWS)
    for view in _CHANNEL_VIEWS:
        for box in index.matching(view):
            match = _CHANNEL.search(box.get("data-action"))
            if match and int(match[1]):  # 0 is the whole site
                return int(match[1])
    return None


def _link(item: Any, index: ElementIndex) -> Any:
    link = next(index.inside(item, _TITLE_LINK), None)
    return next(index.inside(item, _LINK), None) if link is None else link


def _row(item: Any, index: ElementIndex, addresses: LinkAddresses, stated: Mapping[str, Listed]) -> OneCmsRow | None:
    pid = (item.get("pid") or "").strip()
    link = _link(item, index)
    url = addresses.of(link) if link is not None else None
    if not re.fullmatch("[0-9]{1,18}", pid) or url is None:
        return None
    printed = index.words(item, _TIME, limit=_MAX_WORDS)
    published, _ = moment_and_day(printed)
    modified, modified_on = change_and_day(printed)
    paid = _is_sponsored(item, index)
    return OneCmsRow(int(pid), Lead(url, published, modified, paid, modified_on=modified_on, listed=stated.get(url)))


def _is_sponsored(item: Any, index: ElementIndex) -> bool:
    words = unicodedata.normalize("NFC", index.words(item, limit=_MAX_WORDS))
    title = unicodedata.normalize("NFC", index.words(item, _TITLE, limit=_MAX_WORDS))
    # Only capitals in the title, because an article may be about a "nhà tài trợ".
    return index.holds(item, _AD) or "Tin tài trợ" in words or "TÀI TRỢ" in title
