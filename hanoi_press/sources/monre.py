"""Bộ Tài nguyên và Môi trường, the Ministry of Environment until 1 March 2025: monre.gov.vn (SharePoint).

Facts: docs/sites/monre.md.
"""

from __future__ import annotations

from hanoi_press.discovery.captures import HostYears
from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import printed_next
from hanoi_press.discovery.routes import ListPages
from hanoi_press.families.sharepoint import MONRE
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Merger, Source

# Pages in the folder `/Pages/` that are no articles; articles there have no number.
_LIST = (
    r"(?:ChuyenMuc|default|home|trang-?chu|lanh-dao|tim-kiem|search|lien-he|so-do|Van-?Ban|danh-|rss|hoi-dap|thong-ke"
    r"|gioi-thieu|co-cau|chuc-nang|thu-vien|lich-cong-tac)"
)

SOURCE = Source(
    name="monre",
    publisher="Bộ Tài nguyên và Môi trường",
    family=MONRE,
    status="unverified",
    remark="public crawlers, 2021; no raw page",
    merged_into=Merger("mae", "2025-03-01"),
    hosts=("monre.gov.vn",),
    host_years=(HostYears("monre.gov.vn", None, 2025),),
    also_named=(
        "Bộ TN&MT",
        "Bộ TNMT",
    ),
    addresses=(
        address(
            rf"https?://(?:www\.)?monre\.gov\.vn/Pages/(?!{_LIST})(?P<slug>[^/]+)\.aspx",
            url="https://monre.gov.vn/Pages/{slug}.aspx",
            any_case=True,
        ),
    ),
    routes={
        "section": ListPages(
            "https://monre.gov.vn/Pages/ChuyenMuc.aspx?cm={section}",
            RowSelectors('a[href*="/Pages/"]:not([href*="ChuyenMuc.aspx"])'),
            printed_next,
            home="https://monre.gov.vn/",
            links=r"https?://(?:www\.)?monre\.gov\.vn/Pages/ChuyenMuc\.aspx\?cm=[^&]+",
        ),
    },
    route_order=("section",),
)
