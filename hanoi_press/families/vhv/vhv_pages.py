"""Read VHV pages: moit.gov.vn (raw excerpts of July and October 2026) and moet.gov.vn since 2025.

No page of moet was seen; its boxes are those of a public crawler of 2026.
"""

from __future__ import annotations

import re
from datetime import timedelta

from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.document import Element
from hanoi_press.pages.named_boxes import NamedBoxes, is_date
from hanoi_press.pages.near_headline import lines_after
from hanoi_press.pages.selectors import css
from hanoi_press.pages.structure import marks, structure

_THUMB = re.compile(r"/publish/thumbnail/\d+/[^/]+(?=/upload/)")

_WORD = re.compile(r"[^\W\d_]+")
_DATE_WORDS = frozenset("thứ hai ba tư năm sáu bảy chủ nhật ngày tháng đăng lúc gmt".split())


class Vhv(ArticlePage):
    """The one article template.

    The printed date is the publication: "Thứ 4, 30/09/2026 | 21:22". `article:published_time` in the head is when the
    record was made, on real pages of moit four minutes and, of 2022, seven months later; it counts only if it is in the
    printed minute, or on the printed day if no clock is printed.
    """

    name = "vhv"
    META_IS_PREFERRED = True
    NEAR = timedelta(minutes=1)
    STATED_DAYS_APART = 0
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

    def printed_date(self) -> str | None:
        """Return the date's box, else a line after the headline that is a date: no box of moet is known."""
        if printed := super().printed_date():
            return printed
        near = lines_after(self.headline)
        return next((text for element, text in near if _is_bare_date(text) and not self._is_in_body(element)), None)

    def _is_in_body(self, element: Element) -> bool:
        return self.container is not None and self.container in (element, *element.iterancestors())

    def full_size(self, url: str) -> str:
        """Return the address without `publish/thumbnail/<site>/<W>x<H>x…` before `/upload/`."""
        return _THUMB.sub("", url)


def _is_bare_date(text: str) -> bool:
    """Return True for a line that is a date and nothing else."""
    return is_date(text) and _DATE_WORDS.issuperset(_WORD.findall(text.lower()))
