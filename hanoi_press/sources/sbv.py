"""Ngân hàng Nhà nước Việt Nam, the State Bank: sbv.gov.vn (Liferay since 2025, Oracle WebCenter before).

Facts: docs/sites/sbv.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import first_of, in_pager, printed_next
from hanoi_press.discovery.routes import ListPages
from hanoi_press.families.liferay import LIFERAY
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

_HOST = r"https?://(?:(?:www|dttktt)\.)?sbv\.gov\.vn"
SECTIONS = ("tin-tuc-su-kien", "thong-cao-bao-chi")
_PORTLET = "com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_jaxi"  # of the news
_NEXT = f"p_p_id={_PORTLET}&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&_{_PORTLET}_cur={{number}}"
_PORTAL = _HOST + r"/(?:vi/)?(?:web/sbv_portal/)?"

SOURCE = Source(
    name="sbv",
    publisher="Ngân hàng Nhà nước Việt Nam",
    family=LIFERAY,
    status="unverified",
    remark=(
        "addresses, lists, rows and date from public crawlers (2026); pages of the old WebCenter are read generically"
    ),
    hosts=("sbv.gov.vn", "dttktt.sbv.gov.vn"),
    also_named=(
        "Ngân hàng Nhà nước",
        "NHNN",
    ),
    addresses=(
        # Articles moved from WebCenter kept its document number. `/en/` is the English edition, which is left out.
        address(
            _PORTAL + r"w/sbv(?P<id>\d+)/?",
            id="sbv{id}",
            url="https://www.sbv.gov.vn/vi/web/sbv_portal/w/sbv{id}",
        ),
        address(
            _HOST + r"/webcenter/portal/(?!en/)[^?]+\?dDocName=SBV(?P<id>\d+)",
            id="sbv{id}",
            url="https://www.sbv.gov.vn/vi/web/sbv_portal/w/sbv{id}",
            query=("dDocName",),
        ),
        address(_PORTAL + r"w/(?P<slug>[^/?#]+)/?", url="https://www.sbv.gov.vn/vi/web/sbv_portal/w/{slug}"),
        # Reports of a week. What stands here without a day and year is a page of tables or a list.
        address(
            _PORTAL + r"(?P<slug>[^/?#]*\d\.\d{1,2}\.\d{4}[^/?#]*)/?",
            url="https://www.sbv.gov.vn/vi/web/sbv_portal/{slug}",
        ),
    ),
    sections=SECTIONS,
    section_pattern=re.compile(r"[^/\s?#]+"),
    routes={
        "section": ListPages(
            section="https://www.sbv.gov.vn/vi/{section}",
            rows=RowSelectors("a.title-news-link"),
            next_page=first_of(printed_next, in_pager(".lfr-pagination-buttons, .pagination", "{url}?" + _NEXT)),
            sections=SECTIONS,
        ),
        # the same list under the name of Liferay's site, which a crawler of 2026 read
        "site": ListPages(
            section="https://www.sbv.gov.vn/vi/web/sbv_portal/{section}",
            rows=RowSelectors("a.title-news-link"),
            next_page=printed_next,
            sections=("tin-tuc-su-kien",),
        ),
    },
    route_order=("section", "site"),
)
