"""Read the old hanoimoi.com.vn, in two eras: 2013 to spring 2019, and 2019 to mid 2023.

Facts in docs/sites/hanoimoi.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hanoi_press.families.family import Family
from hanoi_press.pages.bold_lead import BoldLeadPage
from hanoi_press.pages.document import text_of
from hanoi_press.pages.selectors import css
from hanoi_press.pages.structure import marks
from hanoi_press.text import dates

_DAY = re.compile(r"\d|^\W*(?:thứ|chủ nhật)\b", re.I)
_TIME = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)")


class Hanoimoi2019(BoldLeadPage):
    """2019 to mid 2023."""

    name = "hanoimoi-2019"

    TITLE = (css("h1.caption"),)
    MARKS = marks("h1.caption")
    SUMMARY = (css("p.summary"), css("div.summary"))
    DATE = (css("div.period"),)
    AUTHOR = (css("p.author"), css("div.author"))
    SECTION = (css("div.breadcrum"),)
    TAGS = (css("div.taglist"),)
    BODY = (css("div.article"),)
    DROP_CLASSES = frozenset("taglist tagbox summary definfo author relate related boxrelate social breadcrum".split())


class Hanoimoi2013(BoldLeadPage):
    """2013 to spring 2019 (and, as far as known, older pages)."""

    name = "hanoimoi-2013"

    TITLE = (css("div#NewsDetails > h1"), css("div#NewsDetails h1"))
    MARKS = marks("div#NewsDetails h1")
    SUMMARY = (css("div.summ"), css("p.summ"), css("div#NewsDetails div.article > div:first-child > strong"))
    AUTHOR = (css("div.author"),)
    SECTION = (css("div.breadcrum"), css("div.refer a.cap"))
    TAGS = (css("div.tagbox div.tags"),)
    BODY = (css("div#abody"), css("div#NewsGallery"), css("div.gallery-included div.article"), css("div.article"))
    DROP_CLASSES = frozenset("tagbox bold summ author moder refer relate related social".split())

    _REFER = css("div.refer")
    _SECTION_LINK = css("a.cap")

    def printed_date(self) -> str | None:
        """Return the last `div.refer` with a time, or at least a date; the section's link is removed."""
        printed_dates = []
        for refer in reversed(self.lookup.elements(self._REFER)):
            printed = text_of(refer)
            for link in self._SECTION_LINK(refer):
                printed = printed.replace(text_of(link), " ", 1).strip()
            if _TIME.search(printed):
                return printed
            if dates.parse(printed):
                printed_dates.append(printed)
        return printed_dates[0] if printed_dates else None

    def printed_authors(self) -> Iterator[str]:
        """Yield the bylines; in 2017 one could stand before the date: "Nhóm PV - Ảnh: Tên | 29/09/2017 08:20"."""
        yield from super().printed_authors()
        byline, bar, _ = (self.printed_date() or "").rpartition("|")
        if bar and not _DAY.search(byline):
            yield byline

    def tags(self) -> list[str]:
        """Return the names in the last `div.tags` of the box; other lists may precede it in the box."""
        self.lookup.preset(self.TAGS[0], self.lookup.elements(self.TAGS[0])[-1:])
        return super().tags()


HANOIMOI_OLD = Family("hanoimoi.com.vn", (Hanoimoi2019, Hanoimoi2013))
