"""Read bvhttdl.gov.vn, an ASP.NET system of its own. Today's selectors come from a registry that checks each on three
articles (2026), the older ones from a crawler of about 2022. No raw page was available.
"""

from __future__ import annotations

from hanoi_press.families.family import Family
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.selectors import css
from hanoi_press.pages.structure import marks, structure


class Bvhttdl(ArticlePage):
    """Today's template."""

    name = "bvhttdl"
    TITLE = (css("h1.title-article"), css(".title-article"))
    SUMMARY = (css(".descriptive-article"), css("p.sapo"))
    DATE = (css("span.time-create, div.time-create, p.time-create"), css(".time-create"))
    AUTHOR = (css("div.author-box"), css("p.author"))
    SECTION = (css("ol.breadcrumb, ul.breadcrumb, div.breadcrumb"),)
    TAGS = (css("div.article-tags, ul.article-tags, div.tags, ul.tags"),)
    BODY = (css("div.article-content"), css(".article-content"))
    DROP_CLASSES = frozenset(
        "same-category author-box title-article descriptive-article sapo time-create article-tags tags "
        "breadcrumb".split()
    )

    MARKS = marks(".title-article", ".descriptive-article", ".time-create")
    STRUCTURE = structure("body", "h1.title-article", ".descriptive-article", ".time-create", ".article-content")


class Bvhttdl2022(ArticlePage):
    """The template of about 2022."""

    name = "bvhttdl-2022"
    TITLE = (css("h2.title"), css("h1.title"))
    SUMMARY = (css("p.sapo"),)
    DATE = (css("span.time"),)
    AUTHOR = (css("p.author"),)
    SECTION = (css("div.breadcrumb, ul.breadcrumb"),)
    BODY = (css("div.entry-body"),)
    DROP_CLASSES = frozenset("sapo author time same-category".split())

    MARKS = marks("div.entry-body", "h2.title ~ p.sapo")


BVHTTDL = Family("own (bvhttdl)", (Bvhttdl, Bvhttdl2022))
