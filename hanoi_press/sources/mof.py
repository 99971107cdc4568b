"""Bộ Tài chính, the Ministry of Finance, since 1 March 2025 also of planning: mof.gov.vn (an app over a JSON API).

Facts: docs/sites/mof.md.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hanoi_press.discovery.json_lists import JsonList
from hanoi_press.discovery.routes import JsonLists, PageLinks
from hanoi_press.families.json_api import JSON_API
from hanoi_press.sources.address import address
from hanoi_press.sources.source import ContentApi, Source

_SITE = r"https?://(?:www\.)?mof\.gov\.vn"
_NO_ARTICLES = "api|assets|static|_next|images?|media|uploads?|documents|webcenter|en|tim-kiem|gioi-thieu|lien-he"
_ARTICLE = _SITE + rf"/(?P<path>(?!(?:{_NO_ARTICLES})/)[\w-]+/[\w-]+)/(?P<slug>[\w%-]+)/?"
# Categories and the API's numbers for them, from a public crawler of 2026.
_CATEGORIES = {
    "tin-tuc-su-kien-8": "f0d30405-0417-46a5-9dd0-fd1472428c57",
    "thoi-su": "63661983-10cb-458c-b835-76d8c1276450",
    "hoat-dong-nganh-tai-chinh": "34c5a20a-5c6b-4012-89e7-65d718ea31dc",
    "chi-dao-dieu-hanh-1": "227618ab-3f56-4eed-8b8f-7589893fb863",
    "tin-chinh-sach-tai-chinh": "38ccd03f-ccaf-4e4d-9319-b90df2207feb",
    "tai-chinh-trong-nuoc": "2fa020f0-83e7-4aa7-afa5-189687a4f1cb",
    "thi-truong-tai-chinh": "9d96ccc0-1a88-4887-98e1-d11c3e2c956a",
    "tai-chinh-phap-luat": "85139ab2-de82-45ab-8de8-eda3004285fd",
    "tai-chinh-quoc-te": "29fa2fdf-d806-4732-9058-08dd333794fb",
    "tin-tai-chinh-dia-phuong": "992e3f93-abff-428c-952f-ffd1c1c3cc6d",
    "nghien-cuu-trao-doi-4": "25a336ea-06f2-4e37-a0ad-ff470a1ce941",
    "tieu-diem": "1b595c9b-e6e1-4e25-9fed-ed54e2761c23",
    "thong-cao-bao-chi-2": "5760ab6b-0e52-47e8-937e-62525c66a877",
    "thong-bao-9": "c8defaa0-b89d-492e-843c-8cd774c6917c",
}
_READS = JsonList(
    url="https://www.mof.gov.vn/api/article/reads?offset={seen}&limit=20",
    posted={"categoryId": "{id}"},
    rows="data",
    address="https://www.mof.gov.vn/{rootCategorySlug}/{categorySlug}/{slug}",
    time="publicationTime",
    missing={"rootCategorySlug": "bo-tai-chinh", "categorySlug": "{name}"},
    path="slug",
)

SOURCE = Source(
    name="mof",
    publisher="Bộ Tài chính",
    family=JSON_API,
    status="unverified",
    remark="four public crawlers of its API and citations (2026); no answer seen raw",
    hosts=("mof.gov.vn",),
    addresses=(
        address(_ARTICLE, url="https://www.mof.gov.vn/{path}/{slug}"),
        # WebCenter, before 2025; the document's number is the same in every portal. btcen: English.
        address(
            _SITE
            + r"/webcenter/portal/(?!btcen/)(?P<path>\w+/(?:pages_)?r/(?:\w+/)*[\w-]+)\?dDocName=(?P<id>[A-Z]+\d+)",
            id="{id}",
            url="https://www.mof.gov.vn/webcenter/portal/{path}?dDocName={id}",
            query=("dDocName",),
        ),
    ),
    content_api=ContentApi(
        re.compile(r"/(?P<slug>[^/]+)$"), "https://www.mof.gov.vn/api/article/getbyslug?slug={slug}"
    ),
    sections=tuple(_CATEGORIES),
    routes={
        # All categories of the ministry in one list: one public crawler. Each category by its number: three crawlers.
        "latest": JsonLists(replace(_READS, posted={"rootSlug": "{id}"}), {"bo-tai-chinh": "bo-tai-chinh"}),
        "section": JsonLists(_READS, _CATEGORIES),
        "home": PageLinks("https://www.mof.gov.vn/", _ARTICLE),
    },
    route_order=("latest", "section", "home"),
)
