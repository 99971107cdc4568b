"""Bộ Y tế, the Ministry of Health: moh.gov.vn (Liferay, since about 2025 scripts over a JSON API, the "bridge").

Facts: docs/sites/moh.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.captures import HostYears
from hanoi_press.discovery.json_lists import JsonList
from hanoi_press.discovery.routes import JsonLists
from hanoi_press.families.json_api import JSON_API
from hanoi_press.families.liferay import LIFERAY
from hanoi_press.sources.address import address
from hanoi_press.sources.source import ContentApi, Source

_SITE = r"https?://(?:(?:www|adminmoh)\.)?moh\.gov\.vn"
_PREFIX = r"/(?:(?:vi|en|vi_VN|en_US)/)?(?:web/guest/)?"
_BRIDGE = "https://moh.gov.vn/bridge?url=/portal/api/"
# Categories of news and their numbers, from a public crawler of 2026; without those of photographs and films.
_CATEGORIES = {
    "tin-noi-bat": "8358",
    "tin-hoat-dong": "8351",
    "chi-dao-dieu-hanh": "8360",
    "tin-tong-hop": "8356",
    "phan-cap-phan-quyen": "8500",
    "tin-dia-phuong": "8355",
    "diem-tin": "8354",
    "tin-lien-quan": "7254",
    "y-te-noi-bat": "8431",
    # Further numbers that crawlers ask for; which lists they are is not known.
    **{number: number for number in ("7260", "8334", "8337", "8338", "8349", "8366", "8430")},
}
_LISTS = JsonLists(
    JsonList(
        url=_BRIDGE + "lay_bai_viet_theo_danh_muc",
        posted={
            "CHUYEN_TRANG": "BO_YTE",
            "NGON_NGU": "TIENG_VIET",
            "MA_DANH_MUC": "{id}",
            "TYPE": 1,
            "PAGE_SIZE": 50,
            "ISEXTEND": 1,
        },
        rows="ITEMS",
        address="https://moh.gov.vn/index.jsp?pageId=5803&aid={MA}&cid={MA_DANH_MUC}",
        time="THOI_GIAN_XUAT_BAN",
        size="PAGE_SIZE",  # no page number of the API is known; further rows are got by requesting more
        missing={"MA_DANH_MUC": "{id}"},
    ),
    _CATEGORIES,
)

SOURCE = Source(
    name="moh",
    publisher="Bộ Y tế",
    family=JSON_API,
    earlier=(LIFERAY,),
    status="unverified",
    remark=(
        "public crawlers of its bridge, an edited page of ncov.moh.gov.vn, citations of its Liferay pages (2020-2026); "
        "its SharePoint addresses from a crawler's rules"
    ),
    hosts=("moh.gov.vn", "ncov.moh.gov.vn", "adminmoh.moh.gov.vn"),
    host_years=(HostYears("moh.gov.vn"), HostYears("ncov.moh.gov.vn", 2020, 2023), HostYears("adminmoh.moh.gov.vn")),
    settings={"DOWNLOAD_HANDLERS": {"https": "hanoi_press.middlewares.small_keys.SmallKeysHandler"}},
    addresses=(
        address(
            _SITE + r"/index\.jsp\?pageId=(?P<page>\d+)&aid=(?P<id>\d+)(?P<cid>&cid=\d+)?(?:(?:[,;]|%2C|%3B)\d+)*",
            id="{id}",
            url="https://moh.gov.vn/index.jsp?pageId={page}&aid={id}{cid}",
            query=("pageId", "aid", "cid"),
        ),
        # Liferay: an article has one slug in all categories of a site (`web/guest`, or another). The language in front
        # chooses that of the page's frame.
        address(
            _SITE
            + _PREFIX
            + r"(?P<group>(?:web/[^/]+/)?)(?P<path>(?:[^/]+/)*-/(?:asset_publisher/[^/]*/content/)?)(?P<slug>[^/]+)/?",
            url="https://moh.gov.vn/{group}{path}{slug}",
            key="https://moh.gov.vn/{group}-/{slug}",
        ),
        # SharePoint, before 2020: the form from the rules of a public crawler.
        address(
            _SITE + r"/news/Pages/(?P<list>[\w-]+)\.aspx\?ItemID=(?P<id>\d+)",
            id="old-{list}-{id}",
            url="http://moh.gov.vn/news/Pages/{list}.aspx?ItemID={id}",
            query=("ItemID",),
            any_case=True,
        ),
        # The site on the epidemic, 2020-2023.
        address(
            r"https?://ncov\.moh\.gov\.vn"
            + _PREFIX
            + r"(?:(?:[^/]+/)*-/asset_publisher/[^/]*/content|-)/(?P<slug>[^/]+)/?",
            url="https://ncov.moh.gov.vn/web/guest/-/{slug}",
        ),
    ),
    content_api=ContentApi(
        re.compile(r"[?&]aid=(?P<aid>\d+)&cid=(?P<cid>\d+)"),
        _BRIDGE + "layChiTietBaiViet",
        {"maBaiViet": "{aid}", "maDanhMuc": "{cid}"},
        at_once=True,
    ),
    sections=tuple(_CATEGORIES),
    routes={"section": _LISTS},
    route_order=("section",),
)
