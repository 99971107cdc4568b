"""Read VCCorp pages: government sites (baochinhphu, mst, vpcp, xaydungchinhsach) and papers such as cafef, tuoitre.

The attribute `data-role` is common to seven raw article pages of 2018-2026.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urlsplit

from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.blocks import Block, Body
from hanoi_press.pages.byline_lines import byline_of
from hanoi_press.pages.contents import read_contents
from hanoi_press.pages.document import Element, has_class
from hanoi_press.pages.lookup import Lookup
from hanoi_press.pages.selectors import Select, css, xpath_of
from hanoi_press.pages.structure import marks, structure

_MARKED = Select("descendant-or-self::*[@data-role or contains(@class, 'author')]")
# kinds of embedded objects, as the editor names them (public crawlers of the family, 2016-2026)
_PICTURES = frozenset({"Photo", "LayoutAlbum", "Beforeafter", "PhotoInContentBox"})
_NO_TEXT = frozenset(
    {"VideoStream", "insertembedcode", "Survey", "Vote", "quizv2", "author", "credit", "Podcast", "Audio"}
)
_CRUMBS = frozenset({"detail-breadcrumb", "detail-cate", "list-cate"})  # government sites; nld and tuoitre; others
_COVERS = frozenset({"detail-cover"})
_MOST_COVERS = 3
_BY = re.compile(r"^theo\s+", re.I)
_FURTHER_AUTHORS = re.compile(
    r"^(?:và|and)\s+\d+\s+tác giả khác$", re.I
)  # tuoitre counts the authors that a slider shows
_THUMB = re.compile(r"/(?:thumb_w/\d+|zoom/\d+_\d+)(?=/)")


class Marked(Select):
    """A selector whose matches come from one search for all roles and author boxes; `mark` is a role, or tag.class."""

    __slots__ = ("mark",)

    def __init__(self, query: str, mark: str) -> None:
        super().__init__(xpath_of(query))
        self.mark = mark


def role(name: str) -> Marked:
    """Return the selector of the elements with this `data-role`."""
    return Marked(f'[data-role="{name}"]', name)


def author_box(query: str) -> Marked:
    """Return the selector of boxes by tag and class; the class contains the word "author"."""
    return Marked(query, query)


_CAFEF_AUTHOR = author_box("p.author")
_BREADCRUMB = css("div.detail-breadcrumb, div.detail-cate, div.list-cate")


class VcCorp(ArticlePage):
    """The one article template, by its roles."""

    name = "vccorp"
    MAIN = frozenset({"detail__pmain", "totalcontentdetail"})
    FIELDS_OUTSIDE_MAIN = False
    TITLE = (role("title"),)
    SUMMARY = (role("sapo"),)
    DATE = (role("publishdate"), css("span.date"))  # a newer build, 2025
    AUTHOR = (
        role("author"),  # nld, tuoitre
        author_box("a.detail-author-top-name"),
        _CAFEF_AUTHOR,
        author_box("div.detail-author"),
        author_box("div.detail-author-bot"),
    )
    SECTION = (_BREADCRUMB, role("cate-name"))
    TAGS = (
        role("tags"),
        css("div.detail-tab a.item"),  # nld, tuoitre
        css("div.tagdetail"),  # cafef
    )
    TAG_METAS = ("article:tag", "news_keywords")
    ATTRIBUTION = (css("p.source[data-field=source]"), css("span.link-source-text-name"))
    ORIGINAL = (css("span.link-source-full"), css("a.link-source-full"))
    BODY = (role("content"),)
    COVER = role("avatar")  # in div.detail-cover, over the body; rows of lists have `data-type=avatar`
    _GROUPS = (TITLE, SUMMARY, DATE, AUTHOR, SECTION, TAGS, BODY, (COVER,))
    DROP_CLASSES = frozenset(
        (
            "kbwscwl-relatedbox readmore-body-box h-show-pc h-show-mobile tindnd rennab adbro c-banner admzone "
            "detail-cover detail-relate link-content-footer button-dowload-img link-source-wrapper OneNewsTitle "
            "chisochungkhoan tintucsukien "
            "detail__related detail__history detail-author-bot box-author-detail VCObjectBoxRelatedNewsItemSapo "
            # captions of videos and frames, and of pictures if apart from them
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

    @cached_property
    def lookup(self) -> Lookup:
        """The matches in the main part; those for roles and author boxes come from one search."""
        lookup = super().lookup
        found: dict[str, list[Element]] = defaultdict(list)
        for element in _MARKED(self.main):
            found[element.get("data-role") or ""].append(element)
            classes = element.get("class") or ""
            for word in classes.split() if "author" in classes else ():
                found[f"{element.tag}.{word}"].append(element)
        for select in (one for group in self._GROUPS for one in group if isinstance(one, Marked)):
            lookup.preset(select, found[select.mark])
        crumbs = (box for one in found["cate-name"][:1] for box in one.iterancestors("div"))
        lookup.preset(_BREADCRUMB, [box for box in crumbs if has_class(box, _CRUMBS)])
        return lookup

    @cached_property
    def content(self) -> Body:
        """The body, its pictures preceded by the cover's."""
        body = super().content
        for cover in self.lookup.elements(self.COVER)[:_MOST_COVERS]:
            box = next((one for one in cover.iterancestors("div", "figure") if has_class(one, _COVERS)), None)
            if box is not None:
                known = {one.url for one in body.images}
                found = read_contents(self.doc, self, box).images
                body.images[:0] = [one for one in found if one.url not in known]
        return body

    def printed_authors(self) -> Iterator[str]:
        """Yield the bylines; several writers are in one element each, or in elements `name` of one box."""
        for select in self.AUTHOR:
            names: dict[str, None] = {}
            for element in self.lookup.elements(select):
                inside = [one for one in element.iter("*") if "name" in (one.get("class") or "").split()]
                for one in inside or list(element.iter("a")) or [element]:
                    names.setdefault(byline_of(one))
            printed = ", ".join(name for name in names if name and not _FURTHER_AUTHORS.match(name))
            if select is _CAFEF_AUTHOR and self.lookup.text(self.ATTRIBUTION):
                printed = _BY.sub("", printed)  # "Theo Hà Lê" above the box that names the paper
            if printed:
                yield printed

    def printed_date(self) -> str | None:
        """Return the printed date; nld states it in a `time` element."""
        stated = (element.get("datetime") for element in self.lookup.elements(self.DATE[0]))
        return super().printed_date() or next(filter(None, stated), None)

    def drops(self, element: Element) -> bool:
        """Return True also for `type="RelatedNewsBox"` and the like.

        `type="content"` is a boxed part of the article and stays.
        """
        if element.tag in ("div", "zone", "figure"):
            kind = element.get("type") or ""
            if element.tag == "zone" or kind.startswith("Related") or kind in _NO_TEXT:
                return True
            if element.get("relatednewsboxtype") is not None:
                return True
        return super().drops(element)

    def is_figure(self, element: Element) -> bool:
        """Return True also for a picture in a `div`, the form before 2020 and of albums."""
        return element.tag == "div" and element.get("type") in _PICTURES and next(element.iter("img"), None) is not None

    def is_caption(self, block: Block) -> bool:
        """Return True also for a paragraph in a caption's box, the form until 2018."""
        parent = block.element.getparent()
        boxed = parent is not None and "PhotoCMS_Caption" in (parent.get("class") or "").split()
        return boxed or super().is_caption(block)

    def language(self) -> str:
        """Return the edition's language: the template prints `lang="vi"` on all, so the host decides."""
        edition = (urlsplit(self.identity.url).hostname or "").split(".")[0]
        return edition if edition == "en" else super().language()

    def full_size(self, url: str) -> str:
        """Return the address without its `/thumb_w/<W>` or `/zoom/<W>_<H>` segment."""
        return _THUMB.sub("", url)
