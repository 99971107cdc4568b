"""Bộ Ngoại giao, the Ministry of Foreign Affairs: mofa.gov.vn (like Liferay since 2025, Domino before).

Facts: docs/sites/mofa.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import printed_next
from hanoi_press.discovery.routes import ListPages
from hanoi_press.families.liferay import LIFERAY
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

_DETAIL = r"https?://(?:(?:www|web|new)\.)?mofa\.gov\.vn/(?:vi/)?(?:web/guest/)?tin-chi-tiet/(?:-/)?chi-tiet/"

SOURCE = Source(
    name="mofa",
    publisher="Bộ Ngoại giao",
    family=LIFERAY,
    status="unverified",
    remark=(
        "addresses from public citations (2026), "
        "list and body from crawlers; how its headline is marked up is not known"
    ),
    hosts=("mofa.gov.vn", "web.mofa.gov.vn", "new.mofa.gov.vn"),
    addresses=(
        # An article's number has five digits, and is neither round ("10000") nor a month of a year ("92025"): those
        # end a headline. The last number is the category's; an article may be in several.
        address(
            _DETAIL + r"(?P<slug>[^/?#]+?)-(?P<id>(?!\d+000-|\d20[0-3]\d-)[1-9]\d{4})-(?P<cat>\d+)\.html",
            id="{id}",
            url="https://mofa.gov.vn/tin-chi-tiet/chi-tiet/{slug}-{id}-{cat}.html",
        ),
        # Long headlines are cut to fit and lose the article's number: only the category's is left.
        address(
            _DETAIL + r"(?P<slug>[^/?#]+)-(?P<cat>\d+)\.html",
            url="https://mofa.gov.vn/tin-chi-tiet/chi-tiet/{slug}-{cat}.html",
        ),
        # Domino, before 2025: the number is the moment at which the record was made. Not English, and not embassies'.
        address(
            r"https?://(?:www\.)?mofa\.gov\.vn/(?P<path>(?!en(?:_us)?/|vn(?:emb|consul))(?:[\w.-]+/){1,5})"
            r"(?P<id>ns\d{12})(?:/(?:view|newsitem_print_preview))?/?",
            id="{id}",
            url="http://www.mofa.gov.vn/{path}{id}",
        ),
    ),
    section_pattern=re.compile(r"[a-z0-9-]+"),
    routes={
        "section": ListPages(
            section="https://mofa.gov.vn/{section}",
            rows=RowSelectors('a[href*="/chi-tiet/"]'),
            next_page=printed_next,
            home="https://mofa.gov.vn/",
            links=r"https?://(?:www\.)?mofa\.gov\.vn/(?:(?:vi/)?web/guest/)?(?!tin-chi-tiet)(?:tin|hoat-dong)-[a-z0-9-]+/?",
        ),
    },
    route_order=("section",),
)
