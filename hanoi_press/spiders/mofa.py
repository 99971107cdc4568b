"""The Foreign Ministry, mofa.gov.vn: Liferay-like since 2025 (Domino before). Facts from other people's crawlers."""

from __future__ import annotations

import re

from hanoi_press.discovery.lists import Rows
from hanoi_press.discovery.pagers import printed_next
from hanoi_press.spiders.address import address
from hanoi_press.spiders.press import PressSpider
from hanoi_press.spiders.routes import ListPages

_DETAIL = r"https?://(?:www\.)?mofa\.gov\.vn/(?:(?:vi/)?web/guest/)?tin-chi-tiet/(?:-/)?chi-tiet/"


class MofaSpider(PressSpider):
    """Bộ Ngoại giao."""

    name = "mofa"
    publisher = "Bộ Ngoại giao"
    family = "Liferay"
    status = "unverified"
    remark = "addresses, list and body from other people's crawlers; how its headline is marked up is not known"
    hosts = ("mofa.gov.vn",)
    addresses = (
        # the last number is the category's: one article stands in several
        address(
            _DETAIL + r"(?P<slug>[^/?#]+?)-(?P<id>\d{4,})-(?P<cat>\d+)\.html",
            id="{id}",
            url="https://mofa.gov.vn/tin-chi-tiet/chi-tiet/{slug}-{id}-{cat}.html",
        ),
        # long headlines are cut, and the article's number with them: only the category's is left
        address(
            _DETAIL + r"(?P<slug>[^/?#]+)-(?P<cat>\d+)\.html",
            url="https://mofa.gov.vn/tin-chi-tiet/chi-tiet/{slug}-{cat}.html",
        ),
    )
    section_form = re.compile(r"[a-z0-9-]+")
    routes = {
        "section": ListPages(
            section="https://mofa.gov.vn/{section}",
            rows=Rows('a[href*="/chi-tiet/"]'),
            more=printed_next,
            home="https://mofa.gov.vn/",
            form=r"https?://(?:www\.)?mofa\.gov\.vn/(?:(?:vi/)?web/guest/)?(?!tin-chi-tiet)(?:tin|hoat-dong)-[a-z0-9-]+/?",
        ),
    }
    order = ("section",)
