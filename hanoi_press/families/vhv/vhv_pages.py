"""Read VHV pages: moit.gov.vn (raw excerpts of July and October 2026) and moet.gov.vn since 2025.

No page of moet was seen; its boxes are those of a public crawler of 2026.
"""

from __future__ import annotations

import re

from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.named_boxes import NamedBoxes
from hanoi_press.pages.selectors import css
from hanoi_press.pages.structure import marks, structure
from hanoi_press.text import dates

_THUMB = re.compile(r"/publish/thumbnail/\d+/[^/]+(?=/upload/)")


class Vhv(ArticlePage):
    """The one article template.

    It states two times: "Thứ 4, 30/09/2026 | 21:22" in print, and `article:published_time` 21:26:36 in its head. The
    latter becomes `published_at`, because it has seconds and an offset, and machine-readable dates (feeds, JSON-LD)
    are preferred on all other sites too; the printed one is kept in `raw.published`, and used if the other is missing.
    """

    name = "vhv"
    MAIN = frozenset({"article-new"})
    TITLE = (css("h1.title-detail"), css("h1.article-title"), css("h1"))
    SUMMARY = (css("div.article-brief"),)
    DATE = (css("span.post-date"), css(".post-date"))
    # behind the body; "aritcle" and "artile" are the site's own spellings, `author` is moet's
    AUTHOR = (css(".aritcle-author"), css(".artile-author, .article-author"), css("div.author"))
    SECTION = (css("ol.breadcrumb"), css("ul.breadcrumb"))
    TAGS = (css("a.tag-news"), css("div.article-tags"))
    TAG_METAS = ()  # the head's keywords are the site's
    # the outer div.article-content contains the headline as well
    BODY = (
        css("div.article-content.common-content"),
        css("div.article-content > div > div.article-content"),
        css("div.article-content > div.article-content"),
        css("div.content-detail"),  # moet
    )
    DROP_CLASSES = frozenset(
        (
            "block_share social-connect article-network-share frame-tinlquan article-news article-tags "
            "article-brief article-title default-pagination bookmart-share aritcle-author ul-fileattach"
        ).split()
    )

    BOXES = NamedBoxes(files=(css("div.ul-fileattach .items"),))  # moet

    MARKS = marks("h1.title-detail", "h1.article-title", "div.content-detail")
    # moit, 2026
    STRUCTURE = structure("article.article-new", "h1.title-detail", "div.article-content.common-content")

    def published(self) -> str | None:
        """Return the time in the page's head, else the printed one."""
        printed = self.printed_date()
        self.raw.published = printed or self.printed_meta("article:published_time")
        stated = self.meta_date("article:published_time")
        return self.first(
            "published_at",
            ("meta", lambda: stated if stated and "T" in stated else None),
            ("css", lambda: dates.parse(printed)),
            ("meta", lambda: stated),
            ("json-ld", lambda: dates.in_hanoi(dates.parse(self.news("datePublished")))),
        )

    def full_size(self, url: str) -> str:
        """Return the address without `publish/thumbnail/<site>/<W>x<H>x…` before `/upload/`."""
        return _THUMB.sub("", url)
