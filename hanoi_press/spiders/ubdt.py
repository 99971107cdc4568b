"""Ethnic affairs and religion: bdtg.gov.vn since 2025, ubdt.gov.vn and cema.gov.vn before (portals.md §8)."""

from __future__ import annotations

import re

from hanoi_press.discovery.lists import Rows, numbered
from hanoi_press.spiders.address import address
from hanoi_press.spiders.press import PressSpider
from hanoi_press.spiders.routes import Feeds, ListPages

_HOST = r"https?://(?:www\.)?(?:bdtg|ubdt|cema)\.gov\.vn"
_TOP = "tin-tuc-hoat-dong|thong-bao|chuyen-doi-so"  # lists without a group, whose articles stand right below


class UbdtSpider(PressSpider):
    """Bộ Dân tộc và Tôn giáo (until March 2025 Ủy ban Dân tộc). The site answers over http only: its certificate is
    another host's."""

    name = "ubdt"
    publisher = "Bộ Dân tộc và Tôn giáo"
    family = "own (ubdt)"
    status = "unverified"
    remark = "addresses, lists and selectors from other people's crawlers of cema.gov.vn and ubdt.gov.vn"
    hosts = ("bdtg.gov.vn", "ubdt.gov.vn", "cema.gov.vn")
    addresses = (
        address(
            _HOST + r"/tin-tuc/(?P<group>[^/?#]+)/(?P<cat>[^/?#]+)/(?P<slug>[^/?#]+)\.htm",
            url="http://bdtg.gov.vn/tin-tuc/{group}/{cat}/{slug}.htm",
        ),
        address(_HOST + rf"/(?P<top>{_TOP})/(?P<slug>[^/?#]+)\.htm", url="http://bdtg.gov.vn/{top}/{slug}.htm"),
    )
    section_form = re.compile(rf"tin-tuc/[a-z0-9-]+/[a-z0-9-]+|{_TOP}")
    routes = {
        "section": ListPages(
            section="http://bdtg.gov.vn/{section}.htm",
            rows=Rows(".news-block a, .news-block-body a, .news-block-other a"),
            more=numbered("{url}?p={number}"),
            home="http://bdtg.gov.vn/",
            form=_HOST + rf"/(?:tin-tuc/[^/?#]+/[^/?#]+|{_TOP})\.htm",
        ),
        "feed": Feeds("http://bdtg.gov.vn/{section}.rss", home="tin-tuc-hoat-dong", sections=()),
    }
    order = ("section", "feed")
