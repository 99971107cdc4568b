"""Define the article addresses of portals with SharePoint's "Around_News" web part (moc, mt, most).

Facts: docs/sites/families/sharepoint.md.
"""

from __future__ import annotations

import re

from hanoi_press.sources.address import ArticleAddress, address


def addresses(*hosts: str) -> tuple[ArticleAddress, ...]:
    """Return the kinds of article addresses on these hosts; an article has the same number in every category."""
    site = rf"https?://(?:www\.)?(?P<host>{'|'.join(map(re.escape, hosts))})/(?P<part>vn|tl)"  # tl: a part of moc's
    return (
        address(
            rf"{site}/tin-tuc/(?P<cat>\d+)/(?P<id>\d+)/(?P<slug>[^/]+)\.aspx",
            id="{id}",
            url="https://{host}/{part}/tin-tuc/{cat}/{id}/{slug}.aspx",
        ),
        address(
            rf"{site}/tin-tuc/(?P<id>\d+)/(?P<slug>[^/]+)\.aspx",
            id="{id}",
            url="https://{host}/{part}/tin-tuc/{id}/{slug}.aspx",
        ),
        address(
            rf"{site}/Pages/chitiettin\.aspx\?IDNews=(?P<id>\d+)",
            id="{id}",
            url="https://{host}/{part}/Pages/chitiettin.aspx?IDNews={id}",
            query=("IDNews",),
        ),
        # The page for printing, which others cite.
        address(
            rf"{site}/_layouts/15/(?P<path>NCS\.[\w.]+/mt_poup/Intrangweb)\.aspx\?IdNews=(?P<id>\d+)",
            id="{id}",
            url="https://{host}/{part}/_layouts/15/{path}.aspx?IdNews={id}",
            query=("IdNews",),
        ),
    )
