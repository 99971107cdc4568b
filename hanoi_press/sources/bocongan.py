"""Bộ Công an, the Ministry of Public Security: bocongan.gov.vn, also mps.gov.vn (Nuxt; SharePoint until about 2024).

Facts: docs/sites/bocongan.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import printed_next
from hanoi_press.discovery.routes import CombinedRoutes, Feeds, ListPages, PageLinks
from hanoi_press.families.nuxt import NUXT
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

# Lists that the home page linked in 2026. A number is the second in which the list was created.
LISTS = (
    "chi-dao-dieu-hanh",
    "hoat-dong-cua-bo-cong-an-1754966863",
    "hoat-dong-cua-dia-phuong-1753170286",
    "hoat-dong-xa-hoi-1753170294",
    "nguoi-tot-viec-tot-1753170210",
    "thong-tin-doi-ngoai-1751367399",
    "tin-an-ninh-trat-tu-1753170263",
)
_SITE = r"https?://(?:www\.)?(?:bocongan|mps)\.gov\.vn"
_CARD = 'article.card-large a[href*="/bai-viet/"], a[href*="/bai-viet/"]:has(article.card-large)'
_FEEDS = Feeds("https://bocongan.gov.vn/api/rss/{section}.xml", home="34", sections=("35", "36"))
# A list gives its ten newest articles: the pager is a script's, and `?page=2` was answered by the firewall's challenge
# (public crawlers, 2026). If the HTML prints a link to the next page, it is followed.
_LISTS = ListPages(
    "https://bocongan.gov.vn/chuyen-muc/{section}",
    RowSelectors(_CARD, outside="#right-page"),
    printed_next,
    home="https://bocongan.gov.vn/",
    links=_SITE + r"/chuyen-muc/[^/]+/?",
    known=LISTS,
)
_POLICY = ListPages(
    "https://bocongan.gov.vn/{section}",
    RowSelectors(_CARD, outside="#right-page"),
    printed_next,
    sections=("chinh-sach-phap-luat",),
)

SOURCE = Source(
    name="bocongan",
    publisher="Bộ Công an",
    family=NUXT,
    status="verified",
    remark=(
        "a raw article page and a raw feed of October 2026; lists from public crawlers, "
        "addresses of all eras from public code"
    ),
    hosts=("bocongan.gov.vn", "mps.gov.vn"),
    addresses=(
        address(
            _SITE + r"/(?P<part>(?:chinh-sach-phap-luat/)?)bai-viet/(?P<slug>[^/]+?)-(?P<id>\d{9,11})/?",
            id="{id}",
            url="https://bocongan.gov.vn/{part}bai-viet/{slug}-{id}",
        ),
        # Articles moved from the SharePoint site.
        address(
            _SITE + r"/(?P<part>(?:chinh-sach-phap-luat/)?)bai-viet/(?P<slug>[^/]+?)-(?P<id>d\d+-t\d+)/?",
            id="{id}",
            url="https://bocongan.gov.vn/{part}bai-viet/{slug}-{id}",
        ),
        # The SharePoint site; its lists end in a number without a letter.
        address(
            _SITE + r"/(?P<path>tin-tuc[\w-]*/(?:[^/]+/){0,3})(?P<slug>[^/]+?)-(?P<id>(?:d\d+-)?t\d+)\.html",
            id="{id}",
            url="http://bocongan.gov.vn/{path}{slug}-{id}.html",
        ),
    ),
    # Feeds: 34 foreign affairs, 35 activities, 36 direction. Lists by their slug.
    sections=("34", "35", "36", *LISTS),
    section_pattern=re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+"),
    routes={
        "all": CombinedRoutes((_FEEDS, _LISTS, _POLICY)),
        "feed": _FEEDS,
        "section": _LISTS,
        "policy": _POLICY,
        "home": PageLinks("https://bocongan.gov.vn/", _SITE + r"/(?:chinh-sach-phap-luat/)?bai-viet/[^/]+"),
    },
    route_order=("all", "home"),
)
