"""Read lists of VCCorp's CMS: category pages, and the fragments `/timelinelist/<zone>/<page>.htm` that continue them.

Seen on baochinhphu.vn and vpcp.chinhphu.vn (raw pages, 2024 and 2026).
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from hanoi_press.discovery.lead import Fetched
from hanoi_press.discovery.links import parse_html
from hanoi_press.discovery.lists import RowSelectors

ROWS = RowSelectors(
    row='a[data-linktype="newsdetail"][data-type="title"], a.box-stream-link-title, a.box-category-link-title,'
    " a.box-focus-link-title, .title-top > a, .box-category-item a[href$='.htm']",
    # the attribute `title` of the same span has the date month first
    time="span.box-stream-time, span.box-category-time, .box-time",
    within=".box-stream-item, .box-category-item-first, .box-category-item, .box-focus-item, .item-first",
    outside=".list__lsub, .list__sub, .detail__psub",
)
_FRAGMENT = re.compile(r"^(.*/timelinelist/\d+/)(\d+)(\.htm)$")
SITEMAPS = r"/sitemaps/sitemaps(?:-(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:-(\d{1,2}))?)?)?"


def timeline(fetched: Fetched, number: int) -> str | None:
    """Return the next page; page 1 is the category's HTML, which states the zone's number, and fragments begin at 2."""
    if match := _FRAGMENT.match(fetched.url):
        return f"{match[1]}{int(match[2]) + 1}{match[3]}"
    page = parse_html(fetched.body)
    zone = page.css("input#hdZoneId::attr(value)").get("").strip()
    if not zone and b"/timelinelist/" in fetched.body:
        # The script of a redesigned page still asks for the fragments: the zone is the one long number it can post.
        numbers = map(str.strip, page.css("input[type=hidden]::attr(value)").getall())
        zone = next((one for one in numbers if re.fullmatch(r"[1-9]\d{3,11}", one)), "")
    if not re.fullmatch(r"[1-9]\d{0,11}", zone):
        return None
    return urljoin(fetched.url, f"/timelinelist/{zone}/2.htm")
