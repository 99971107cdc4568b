"""Build the routes that sources on VCCorp's government CMS share, and define the form of their lists' names."""

from __future__ import annotations

import re

from hanoi_press.discovery.routes import DailySitemaps, Feeds, ListPages, Route
from hanoi_press.families.vccorp.vccorp_lists import ROWS, SITEMAPS, timeline

ORDER = ("sitemap", "section", "feed")
SECTION = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")  # a category's path without its ".htm"
_NO_LISTS = "video|videos|anh|photo|infographic|chu-de|print|timelinelist|van-ban-phap-luat|lien-he|rss"


def routes(host: str, *sections: str, also: tuple[str, ...] = ()) -> dict[str, Route]:
    """Return the routes of a site: sitemap, categories (those named, or all that its home page links), feeds.

    `also` are other hosts of the site."""
    base = f"https://{host}"
    name = re.escape(host)
    return {
        "sitemap": DailySitemaps(f"{base}/sitemap.xml", child=SITEMAPS, hosts=also),
        "section": ListPages(
            base + "/{section}.htm",
            ROWS,
            timeline,
            sections,
            home=f"{base}/",
            links=rf"https?://(?:www\.)?{name}/(?!(?:{_NO_LISTS})[/.])(?![^?#]*-\d{{8,}}\.htm)[a-z0-9-]+(?:/[a-z0-9-]+)*\.htm",
        ),
        # the home feed's address differs: /home.rss on baochinhphu.vn, /rss/home.rss on mst.gov.vn
        "feed": Feeds(base + "/{section}.rss", home="home", sections=("rss/home",)),
    }
