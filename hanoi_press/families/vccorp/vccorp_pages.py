"""VCCorp's CMS: the government sites (baochinhphu, mst, vpcp, xaydungchinhsach) and papers such as cafef and tuoitre.

The stable contract over seven raw article pages of 2018-2026 is `data-role`; facts in portals.md §2.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from hanoi_press.items import Identity
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.body import Block
from hanoi_press.pages.context import PageContext
from hanoi_press.pages.document import Document, Element, Select, css, text_of
from hanoi_press.pages.structure import marks, structure

_MARKED = Select("descendant-or-self::*[@data-role or contains(@class, 'author')]")
# kinds of embedded objects, as the editor names them (public crawlers of the family, 2016-2026)
_PICTURES = frozenset({"Photo", "LayoutAlbum", "Beforeafter", "PhotoInContentBox"})
_NO_TEXT = frozenset(
    {"VideoStream", "insertembedcode", "Survey", "Vote", "quizv2", "author", "credit", "Podcast", "Audio"}
)
_CRUMBS = frozenset({"detail-breadcrumb", "detail-cate", "list-cate"})  # government sites; nld and tuoitre; others
_BY = re.compile(r"^theo\s+", re.I)
_MORE = re.compile(r"^(?:và|and)\s+\d+\s+tác giả khác$", re.I)  # tuoitre counts the authors that a slider shows
_HIDDEN = re.compile(r"display\s*:\s*none")
_THUMB = re.compile(r"/(?:thumb_w/\d+|zoom/\d+_\d+)(?=/)")


class VcCorp(ArticlePage):
    """The one article template, by its roles."""

    name = "vccorp"
    MAIN = frozenset({"detail__pmain", "totalcontentdetail"})
    BESIDE = False
    TITLE = (css('[data-role="title"]'),)
    SUMMARY = (css('[data-role="sapo"]'),)
    DATE = (css('[data-role="publishdate"]'),)
    AUTHOR = (
        css('[data-role="author"]'),  # nld, tuoitre
        css("a.detail-author-top-name"),
        css("p.author"),  # cafef
        css("div.detail-author"),
        css("div.detail-author-bot"),
    )
    SECTION = (css("div.detail-breadcrumb, div.detail-cate, div.list-cate"), css('[data-role="cate-name"]'))
    TAGS = (
        css('[data-role="tags"]'),
        css("div.detail-tab a.item"),  # nld, tuoitre
        css("div.tagdetail"),  # cafef
    )
    TAG_METAS = ("article:tag", "news_keywords")
    ATTRIBUTION = (css("p.source[data-field=source]"), css("span.link-source-text-name"))
    ORIGINAL = (css("span.link-source-full"), css("a.link-source-full"))
    BODY = (css('[data-role="content"]'),)
    DROP_CLASSES = frozenset(
        (
            "kbwscwl-relatedbox readmore-body-box h-show-pc h-show-mobile tindnd rennab adbro c-banner admzone "
            "detail-cover detail-relate link-content-footer button-dowload-img link-source-wrapper OneNewsTitle "
            "chisochungkhoan tintucsukien "
            "detail__related detail__history detail-author-bot box-author-detail VCObjectBoxRelatedNewsItemSapo "
            # captions of what is no picture, and of pictures where they stand apart
            "VideoCMS_Caption IframeCMS_Caption LayoutAlbumCaptionWrapper LayoutAlbumCaption StarNameCaption "
            "PhotoCMS_Author"
        ).split()
    )
    DROP_IDS = frozenset({"listNewsInContent", "InreadPc", "reactRelate", "hdExclusive"})

    MARKS = marks('h1[data-role="title"]', 'h1 span[data-role="title"]')
    STRUCTURE = structure(  # seven sites, 2018-2026
        "body",
        ('h1[data-role="title"]', 'h1 span[data-role="title"]'),
        'div[data-role="content"]',
        ('h2[data-role="sapo"]', '[data-role="publishdate"]'),
    )

    def __init__(self, doc: Document, identity: Identity, context: PageContext) -> None:
        super().__init__(doc, identity, context)
        by_role: dict[str, list[Element]] = defaultdict(list)
        for select in _AUTHORS:
            self._found[select] = []
        for element in _MARKED(self.main):  # one search for all roles and author boxes in place of one each
            by_role[element.get("data-role")].append(element)
            words = (element.get("class") or "").split()
            for select, (tag, word) in _AUTHORS.items():
                if word in words and element.tag == tag:
                    self._found[select].append(element)
        for select, role in _ROLE_OF.items():
            self._found[select] = by_role[role]
        crumbs = (box for one in by_role["cate-name"][:1] for box in one.iterancestors("div"))
        self._found[self.SECTION[0]] = [
            box for box in crumbs if not _CRUMBS.isdisjoint((box.get("class") or "").split())
        ]

    def printed_authors(self) -> Iterator[str]:
        """Several writers stand in an element each, or in one box with pictures, each in an element `name`."""
        for select in self.AUTHOR:
            names: dict[str, None] = {}
            for element in self.elements_at(select):
                inside = [one for one in element.iter("*") if "name" in (one.get("class") or "").split()]
                for one in inside or list(element.iter("a")) or [element]:
                    names.setdefault(text_of(one))
            printed = ", ".join(name for name in names if name and not _MORE.match(name))
            if select is self.AUTHOR[2] and self.text_at(self.ATTRIBUTION):
                printed = _BY.sub("", printed)  # "Theo Hà Lê" above the box that names the paper
            if printed:
                yield printed

    def printed_date(self) -> str | None:
        """nld prints a `time` element."""
        stated = (element.get("datetime") for element in self.elements_at(self.DATE[0]))
        return super().printed_date() or next(filter(None, stated), None)

    def drops(self, element: Element) -> bool:
        """Also `type="RelatedNewsBox"` and its kin, and what only a script shows; `type="content"` is a boxed part of
        the article and stays."""
        if element.tag in ("div", "zone", "figure"):
            kind = element.get("type") or ""
            if element.tag == "zone" or kind.startswith("Related") or kind in _NO_TEXT:
                return True
            if element.get("relatednewsboxtype") is not None or _HIDDEN.search(element.get("style") or ""):
                return True
        return super().drops(element)

    def is_figure(self, element: Element) -> bool:
        """Before 2020 a picture stood in a `div`, as albums still do."""
        return element.tag == "div" and element.get("type") in _PICTURES and next(element.iter("img"), None) is not None

    def is_caption(self, block: Block) -> bool:
        """Until 2018 the caption stood beside the picture, a paragraph in a box."""
        around = block.element.getparent()
        boxed = around is not None and "PhotoCMS_Caption" in (around.get("class") or "").split()
        return boxed or super().is_caption(block)

    def language(self) -> str:
        """The template prints `lang="vi"` on every edition; the host tells the English one."""
        edition = (urlsplit(self.identity.url).hostname or "").split(".")[0]
        return edition if edition == "en" else super().language()

    def full_size(self, url: str) -> str:
        """Drops the `/thumb_w/<W>` or `/zoom/<W>_<H>` segment."""
        return _THUMB.sub("", url)


_ROLE_OF = {
    VcCorp.TITLE[0]: "title",
    VcCorp.SUMMARY[0]: "sapo",
    VcCorp.DATE[0]: "publishdate",
    VcCorp.AUTHOR[0]: "author",
    VcCorp.SECTION[1]: "cate-name",
    VcCorp.TAGS[0]: "tags",
    VcCorp.BODY[0]: "content",
}
_AUTHORS = {
    VcCorp.AUTHOR[1]: ("a", "detail-author-top-name"),
    VcCorp.AUTHOR[2]: ("p", "author"),
    VcCorp.AUTHOR[3]: ("div", "detail-author"),
    VcCorp.AUTHOR[4]: ("div", "detail-author-bot"),
}
