"""Read the lists and feeds of portals with SharePoint's "Around_News" web part (moc, mt, most), and build their routes.

Their markup is known from public crawlers of the three portals, 2017-2026. moc's feeds link
`http:moc.gov.vn/vn/Pages/chitiettin.aspx?IDNews=…` and print their dates month first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import in_pager
from hanoi_press.discovery.routes import LinkedFeeds, ListPages, Route

# A row of a list page, and the link in it. The second are moc's rows of August 2026, whose links hold the date, too.
ROWS = RowSelectors(".H3_iTem_ListNews, .list_tin_tieude", "a")
HOME_ROWS = RowSelectors('a[href*="/tin-tuc/"], a[href*="IDNews="]')  # the articles that the home page links
NEXT_PAGE = in_pager(".Paging", "{url}?page={number}")
SECTION = re.compile(r"\d+/[\w-]+")  # as in /vn/chuyen-muc/1173/tin-hoat-dong.aspx
ORDER = ("section", "feed", "home")  # feeds have only the newest articles


def routes(host: str, known: tuple[str, ...] = ()) -> Mapping[str, Route]:
    """Return the routes: lists and feeds that the home page links (`known`: lists if it links none), its articles."""
    site, home = rf"https?://(?:www\.)?{re.escape(host)}", f"https://{host}/"
    return {
        "section": ListPages(
            f"https://{host}/vn/chuyen-muc/{{section}}.aspx",
            ROWS,
            NEXT_PAGE,
            home=home,
            links=rf"{site}/vn/(?:chuyen-muc/\d+/[^/?]+\.aspx|Pages/chuyenmuctin\.aspx\?(?:.*&)?ChuyenmucID=\d+.*)",
            known=known,
        ),
        "feed": LinkedFeeds(
            f"https://{host}/rss/{{section}}.rss",
            home=home,
            links=rf"{site}/(?:rss|vn/chuyen-muc)/(?P<section>\d+/[^/?]+)\.(?:rss|aspx)",
        ),
        "home": ListPages(home + "{section}", HOME_ROWS, sections=("",)),
    }
