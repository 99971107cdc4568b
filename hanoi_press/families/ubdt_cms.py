"""Read the portal for ethnic affairs and religion (bdtg.gov.vn; ubdt.gov.vn, cema.gov.vn before): ASP.NET WebForms.

The selectors come from public crawlers; no raw page was available. Element ids contain a counter
(`BodyContent_ctl00_ctl01_…`) that depends on the position of a module, so only their ends are matched.
"""

from __future__ import annotations

import re

from hanoi_press.families.family import Family
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.blocks import Block
from hanoi_press.pages.prose import Prose
from hanoi_press.pages.selectors import css
from hanoi_press.pages.structure import marks, structure

_SMALL = re.compile(r"font-size:\s*12px", re.I)


class Ubdt(ArticlePage):
    """The one article template."""

    name = "ubdt"
    TITLE = (css('h1[id$="_newsTitle"]'), css('[id$="_newsTitle"]'))
    SUMMARY = (css('[id$="_newsContent"]'),)
    DATE = (css('span[id$="_lblDate"]'), css('[id$="_lblDate"]'))  # "Thứ ba, 05-03-2024 10:20:30"
    AUTHOR = (css("p.pull-right > span"),)
    SECTION = (css("ol.breadcrumb, ul.breadcrumb, div.breadcrumb"),)
    ATTRIBUTION = (css('[id$="_lblNguonThongTin"]'),)
    BODY = (css("div#divNewsDetails"), css("#divNewsDetails"))
    DROP_CLASSES = frozenset({"pull-right"})

    MARKS = marks('[id$="_newsTitle"]', "#divNewsDetails")
    STRUCTURE = structure("body", '[id$="_newsTitle"]', '[id$="_lblDate"]', "#divNewsDetails")

    def is_caption(self, block: Block) -> bool:
        """Return True also for the small print."""
        return _is_small(block) or super().is_caption(block)

    def prose(self, title: str, summary: str | None, printed: str | None, authors: list[str]) -> Prose:
        """Return the body without the small print that is no caption."""
        self.content.blocks = [block for block in self.content.blocks if not _is_small(block)]
        return super().prose(title, summary, printed, authors)


def _is_small(block: Block) -> bool:
    return _SMALL.search(block.element.get("style") or "") is not None


UBDT = Family("own (ubdt)", (Ubdt,))
