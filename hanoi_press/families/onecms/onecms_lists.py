"""Read OneCMS list pages: `/tin-moi-nhat` and the section pages.

Rows `li[pid] > div.b-grid`, time in `span.b-grid__time`, paid rows marked `span.b-grid__ad`: a sibling site's own
script and public crawlers of hanoimoi.vn, 2026.
"""

import re
import unicodedata
from typing import NamedTuple

from parsel import Selector

from hanoi_press.discovery.lead import Lead
from hanoi_press.discovery.links import absolute, parse_html
from hanoi_press.text.moments import from_day_first

_CHANNEL = re.compile(r"api/getarticle(?:topread|bychannel)/(\d+)")
_CHANNEL_VIEWS = ("mostRead", "channelNormalForDetail")  # on section pages; on article pages


class OneCmsRow(NamedTuple):
    """A lead and its id, by which OneCMS requests the rows after it."""

    pid: int
    lead: Lead


def rows(body: bytes, url: str) -> list[OneCmsRow]:
    """Return the page's rows in order, those of the list that "load more" extends last.

    The site's script continues from the last row of that list (`.onecms__loading`), so side boxes further down the page
    must not come last.
    """
    page = parse_html(body)
    lists: tuple[list[OneCmsRow], list[OneCmsRow]] = ([], [])
    for item in page.css("li[pid]"):
        if row := _row(item, url):
            lists[item.xpath("boolean(ancestor::*[contains(@class, 'onecms__loading')])").get() == "1"].append(row)
    return lists[False] + lists[True]


def channel_id(body: bytes) -> int | None:
    """Return the number of the page's section, from the addresses that its side boxes load."""
    page = parse_html(body)
    for view in _CHANNEL_VIEWS:
        for action in page.css(f'div[data-view="{view}"] [data-action]::attr(data-action)').getall():
            match = _CHANNEL.search(action)
            if match and int(match[1]):  # 0 is the whole site
                return int(match[1])
    return None


def _row(item: Selector, page_url: str) -> OneCmsRow | None:
    pid = item.xpath("@pid").get("").strip()  # .attrib would break on an attribute whose name is rubbish
    hrefs = item.css(".b-grid__title a[href]::attr(href)").getall() + item.css("a[href]::attr(href)").getall()
    url = next((url for href in hrefs if (url := absolute(page_url, href))), None)
    if not re.fullmatch("[0-9]{1,18}", pid) or url is None:
        return None
    published = from_day_first(" ".join(item.css("span.b-grid__time ::text, span.b-grid__time::text").getall()))
    return OneCmsRow(int(pid), Lead(url, published, sponsored=_sponsored(item)))


def _sponsored(item: Selector) -> bool:
    words = unicodedata.normalize("NFC", " ".join(item.xpath("string()").get("").split()))
    title = unicodedata.normalize("NFC", item.css(".b-grid__title").xpath("string()").get(""))
    # Only capitals in the title, because an article may be about a "nhà tài trợ".
    return bool(item.css(".b-grid__ad")) or "Tin tài trợ" in words or "TÀI TRỢ" in title
