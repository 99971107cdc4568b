"""Bộ Nông nghiệp và Phát triển nông thôn, the Ministry of Agriculture until 1 March 2025: mard.gov.vn (SharePoint).

Facts: docs/sites/mard.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.captures import HostYears
from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import printed_next
from hanoi_press.discovery.routes import ListPages
from hanoi_press.families.sharepoint import MARD
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Merger, Source

# Articles and lists share the folder `/Pages/`; these are the beginnings of the names of lists and other pages.
_LIST = (
    r"(?:tin-|danh-sach-|danh-ba|default|home|trang-?chu|hoi-dap|rss|lien-he|so-do|tim-kiem|search|thong-ke|gioi-thieu"
    r"|lanh-dao|co-cau|chuc-nang|van-ban|thu-vien|lich-cong-tac|phong-chong-thien-tai\.|news_detail)"
)

SECTIONS = (
    "tin-hoat-dong",
    "tin-tuc-tin-hoat-dong",
    "tin-tuc-tin-lam-nghiep",
    "tin-tuc-tin-thuy-loi",
    "tin-tuc-tin-thuy-san",
    "tin-tuc-tin-che-bien",
    "tin-tuc-tin-phat-trien-nong-thon",
    "tin-tuc-tin-khuyen-nong",
    "phong-chong-thien-tai",
    "danh-sach-tin-dia-phuong",
)

SOURCE = Source(
    name="mard",
    publisher="Bộ Nông nghiệp và Phát triển nông thôn",
    family=MARD,
    status="unverified",
    remark="public crawlers and citations, 2021-2026; no raw page",
    merged_into=Merger("mae", "2025-03-01"),
    hosts=("mard.gov.vn",),
    host_years=(HostYears("mard.gov.vn", None, 2025),),
    also_named=("Bộ NN&PTNT",),
    addresses=(
        # An older form: one address, in a document of about 2015 (public).
        address(
            r"https?://(?:www\.)?mard\.gov\.vn/Pages/news_detail\.aspx\?newsid=(?P<id>\d+)",
            id="old-{id}",
            url="http://www.mard.gov.vn/Pages/news_detail.aspx?newsid={id}",
            query=("newsid",),
        ),
        address(
            rf"https?://(?:www\.)?mard\.gov\.vn/Pages/(?!{_LIST})(?P<slug>[^/]+)\.aspx",
            url="https://mard.gov.vn/Pages/{slug}.aspx",
            any_case=True,
        ),
    ),
    sections=SECTIONS,
    section_pattern=re.compile(r"[\w-]+"),
    routes={
        "section": ListPages(
            "https://mard.gov.vn/Pages/{section}.aspx", RowSelectors("#listArticle a"), printed_next, sections=SECTIONS
        ),
    },
    route_order=("section",),
)
