"""Read baochinhphu.vn until about 2021 (addresses that end in `.vgp`).

No page was available: the boxes are those that a description of 2017 and 2018 names; the body's is not among them.
"""

from __future__ import annotations

from hanoi_press.families.family import Family
from hanoi_press.pages.heuristic import HeuristicPage
from hanoi_press.pages.named_boxes import few_texts
from hanoi_press.pages.selectors import css
from hanoi_press.pages.structure import structure


class ChinhphuVgp(HeuristicPage):
    """Summary, section and author have names; headline and body are found by their positions."""

    name = "chinhphu-vgp"
    MARKS = (structure("body", "div.summary", ("p.author", ".breadcrumbs .cate", ".article-avatar img")),)
    SUMMARY = (css("div.summary"),)
    DATE = (css("time"), css("[datetime]"))  # "16:47, 19/06/2018"; the attribute has the day alone
    _CATEGORY = css(".breadcrumbs .cate")

    def printed_section(self) -> list[str]:
        """Return the names of the categories, linked or not."""
        return list(dict.fromkeys(few_texts(self.lookup, (self._CATEGORY,)))) or super().printed_section()


CHINHPHU_VGP = Family("baochinhphu.vn until 2021", (ChinhphuVgp,))
