"""Read Liferay: thanhtra.gov.vn, sbv.gov.vn and mofa.gov.vn since 2025, moh.gov.vn until about 2025, ncov.moh.gov.vn.

No raw article page was available: the selectors come from public crawlers (sbv's of 2026) and Liferay's own templates.
`journal-content-article` is Liferay's class for any web content, also in banner and footer, so the body is the longest
one outside them.
"""

from __future__ import annotations

import re
from functools import cached_property
from urllib.parse import urlsplit

from lxml import etree

from hanoi_press.families.family import Family
from hanoi_press.families.skeleton import Skeleton
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.document import Document, Element, box_name, text_of
from hanoi_press.pages.outline_page import OutlinePage
from hanoi_press.pages.picture_groups import shows_anything
from hanoi_press.pages.prose import Prose
from hanoi_press.pages.selectors import css
from hanoi_press.pages.structure import is_sidebar, structure
from hanoi_press.text import bylines, dates
from hanoi_press.text.normalize import clean

_BOILERPLATE_TAGS = frozenset({"header", "footer", "nav", "aside"})
_BOILERPLATE = re.compile(r"(?:^|\s)(?:footer[\w-]*|banner|header|navigation|lfr-nav)(?:$|\s)", re.I)
_HIDDEN = re.compile(r"\b(?:hide-accessible|sr-only|site-title|page-title|logo|hide)\b", re.I)
_AROUND = frozenset({"contentDetail", "portlet-body", "portlet-content", "portlet", "portlet-boundary"})
_MOST = 40  # elements of web content that are checked; a hostile page may nest thousands
_PORTLET = css('[class*="portlet"], [id*="portlet"]')
_NCOV = "ncov.moh.gov.vn"
_ENDS = tuple('.!?…”"')  # of a paragraph
_SITE = re.compile(r"\s+[-–|]\s+.*$")  # Liferay's window title: "Headline - Page - Site"


class Liferay(ArticlePage):
    """A page with one article as web content."""

    name = "liferay"
    TITLE = (
        css("div.contentDetail h3"),  # moh
        css("h3.header-title, h4.component-title, div.asset-title"),  # Liferay 6 and 7, asset publisher
        css("span.asset-title"),  # ncov
    )
    OTHER_TITLES = (css("h2.article-title, h2.news-title, h3.article-title, div.article-title"),)
    # mofa; moh, sbv; ncov
    SUMMARY = (css("div.article-summary"), css("div.sapo"), css("p.sapo"), css("p.text-justify > strong.text-muted"))
    DATE = (
        css("span.date-about, div.date-about, p.date-about"),  # sbv: "14/05/2026 | 11:55:00"
        css("div.news-time, span.news-time"),  # mofa: "12:47 | 07/07/2025"
        css("div.contentDetail > div:nth-child(2) p"),  # moh
        css("span.metadata-publish-date, span.publish-date, div.publish-date, span.create-date"),
        css("span.text-ngayxam-page"),  # ncov: "(Thứ hai, 03/02/2020 00:53)"
        css("div.timeline-head h3"),  # ncov's notices
    )
    AUTHOR = (css("p.author, span.author, div.author"), css("span.metadata-author"))
    SECTION = (css("ol.breadcrumb, ul.breadcrumb, nav.breadcrumb"),)
    TAGS = (css("span.taglib-asset-tags-summary"), css("div.article-tags"))
    BODY = (
        css("div.asset-full-content div.journal-content-article"),
        css("div.journal-content-article, article.journal-content-article"),
        css("div.article-content"),  # mofa
        css("div.timeline-sec"),  # ncov.moh.gov.vn: a day's notices
    )
    DROP_CLASSES = frozenset(
        (
            "sapo article-summary date-about news-time publish-date metadata-publish-date create-date header-title "
            "component-title asset-title article-title news-title taglib-header asset-metadata asset-more "
            "lfr-meta-actions lfr-icon-actions asset-user-actions asset-actions related-assets asset-related-assets "
            "taglib-social-bookmarks social-bookmarks taglib-ratings taglib-asset-tags-summary lfr-pagination "
            "pagination hide-accessible sr-only view-count-asset-entry article-tags breadcrumb text-ngayxam-page"
        ).split()
    )

    STRUCTURE = structure("div.portlet-boundary", "div.asset-full-content div.journal-content-article")

    @classmethod
    def recognises(cls, doc: Document) -> bool:
        """Return True if the page has one of the boxes of a body, outside banner, footer and sidebars."""
        return any(not _in_boilerplate(one) for select in cls.BODY for one in select(doc.root)[:_MOST])

    @classmethod
    def matches_structure(cls, doc: Document) -> bool:
        """Return True if an asset publisher's full view is in a portlet, on a page that runs Liferay's script."""
        return super().matches_structure(doc) and runs_liferay(doc)

    @cached_property
    def container(self) -> Element | None:
        """The longest web content outside banner and footer; without words, one that shows a document or a picture."""
        found = (one for select in self.BODY for one in select(self.doc.root)[:_MOST] if not _in_boilerplate(one))
        body = _body(self.doc)
        return body if body is not None else next(filter(shows_anything, found), None)

    @cached_property
    def main(self) -> Element:
        """The portlet that contains the body; the whole page if it has no portlets."""
        if self.container is not None:
            for ancestor in self.container.iterancestors("div", "section", "article"):
                if not _AROUND.isdisjoint((ancestor.get("class") or "").split()):
                    return ancestor
        return self.doc.root

    def title(self) -> str | None:
        """Return the portlet's headline, else the page's, else the window's."""
        return (
            self.first(
                "title",
                ("css", lambda: self.headline_words),
                ("css", self._headline),
                ("css", lambda: self.lookup.text(self.OTHER_TITLES)),
            )
            or super().title()
            or self.first("title", ("generic", self._window_title))
        )

    def _headline(self) -> str | None:
        shown = (
            h1 for h1 in self.doc.headlines if not _HIDDEN.search(h1.get("class") or "") and not _in_boilerplate(h1)
        )
        return next(filter(None, map(text_of, self.doc.visibility.shown(list(shown)))), None)

    def _window_title(self) -> str | None:
        return _SITE.sub("", clean(self.doc.root.findtext(".//title") or "")) or None

    def summary(self) -> str | None:
        """Return the summary's box, else what meta tags say; those of ncov describe the site."""
        if urlsplit(self.doc.url).hostname == _NCOV:
            return self.first("summary", ("css", lambda: self.printed_summary()))
        return super().summary()

    def prose(self, title: str, summary: str | None, printed: str | None, authors: list[str]) -> Prose:
        """Return the body without the date that sbv repeats at its top."""
        blocks = self.content.blocks
        named = self.container.get("class") if self.container is not None else None
        for block in [] if "timeline-sec" in (named or "").split() else blocks[:3]:
            if len(block.text) < 40 and dates.parse(block.text) and not any(map(str.isalpha, block.text)):
                blocks.remove(block)
        found = super().prose(title, summary, printed, authors)
        if found.attribution and urlsplit(self.doc.url).hostname == _NCOV:
            _take_signature(found)
        return found


class LiferayOther(OutlinePage):
    """A Liferay page whose article is in none of these boxes (thanhtra's are not known), read by the names of its
    boxes."""

    name = "liferay-guessed"

    @classmethod
    def recognises(cls, doc: Document) -> bool:
        """Return True if the page is laid out in portlets and runs Liferay's script."""
        return bool(_PORTLET(doc.root)) and runs_liferay(doc)

    def is_layout(self, element: Element) -> bool:
        """Return True also for Liferay's banner and footer."""
        return _is_boilerplate(element) or super().is_layout(element)


def _take_signature(found: Prose) -> None:
    """Move the author's name off the end: ncov prints it, with no mark, over the line of the source."""
    lines = found.paragraphs[-2:]
    if found.signature is None and len(lines) > 1 and lines[0][-1:] in _ENDS and bylines.is_signature(lines[1]):
        found.signature = found.paragraphs.pop()


def runs_liferay(doc: Document) -> bool:
    """Return True if a script of the page calls Liferay's script."""
    return any("Liferay." in (script.text or "") for script in doc.scripts)


def _body(doc: Document) -> Element | None:
    """Return the longest match of the first selector that has words outside the page's boilerplate."""
    for select in Liferay.BODY:
        elements = enumerate(select(doc.root)[:_MOST])
        found = [(len(text_of(one)), -number, one) for number, one in elements if not _in_boilerplate(one)]
        if found and max(found)[0]:
            return max(found)[2]
    return None


def _in_boilerplate(element: Element) -> bool:
    return any(map(_is_boilerplate, [element, *element.iterancestors(etree.Element)]))


def _is_boilerplate(element: Element) -> bool:
    if element.tag in _BOILERPLATE_TAGS or is_sidebar(element):
        return True
    named = box_name(element)
    return len(named) > 1 and element.tag not in ("html", "body") and _BOILERPLATE.search(named) is not None


LIFERAY = Family(
    "Liferay",
    (Liferay, LiferayOther),
    Skeleton(
        option="liferay",
        article_path="/web/guest/tin-chi-tiet/-/asset_publisher/abc1/content/{slug}",
        list_path="/web/guest/tin-tuc",
        page_path="/web/guest/tin-tuc?_101_INSTANCE_abc1_cur={number}",
        row='<li><a class="title-news-link" href="{piece.url}">{title}</a> <i>{date}</i></li>',
    ),
)
