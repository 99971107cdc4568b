"""The ministries' other SharePoint templates: mpi, mae, mard, molisa, monre, moj, moet. Facts: portals.md §4.

No raw page was at hand; the ids and classes are those of public crawlers, 2021-2026. All but mae and moj are archives
today.
"""

from __future__ import annotations

from hanoi_press.pages.document import Document, Element, css, text_of
from hanoi_press.pages.heuristic import HeuristicPage
from hanoi_press.pages.named_boxes import NamedBoxPage
from hanoi_press.pages.structure import marks, structure

_BOLD = frozenset({"b", "strong", "em", "i"})
# The rich text field of a publishing page, whatever its place holder's number is.
_RICH_TEXT = css('[id$="ControlWrapper_RichHtmlField"]')


class TanDan(NamedBoxPage):
    """mpi.gov.vn, until 2025, in the template that its vendor gave to provinces too."""

    name = "sharepoint-tandan"
    TITLE = (css(".tandan-p-article-news-title"), css("h1"))
    SUMMARY = (css(".tandan-p-article-news-summary"), css(".article-summary"))
    DATE = (css(".tandan-span-date-publish"),)
    AUTHOR = (css(".tandan-p-article-news-author"), css(".tacgia"))
    BODY = (
        css(".article-contents"),
        css(".tandan-p-article-news-content"),
        css(".tandan-p-article-main"),
        _RICH_TEXT,
        css(".ms-rtestate-field"),
    )
    DROP_CLASSES = frozenset(
        (
            "tandan-p-article-news-title tandan-p-article-news-summary tandan-span-date-publish "
            "tandan-div-article-other tandan-p-article-news-author social-share td-tags"
        ).split()
    )

    MARKS = marks(
        ".tandan-span-date-publish", ".tandan-p-article-news-title", ".article-contents", ".tandan-p-article-main"
    )
    STRUCTURE = structure(
        "body",
        ".tandan-p-article-news-title",
        ".tandan-span-date-publish",
        (".article-contents", ".tandan-p-article-main"),
    )


class Described(HeuristicPage):
    """mard and molisa: `divArticleDescription` holds the sapo, and where no field stands beside it the body."""

    BODY = (_RICH_TEXT, css("#divArticleContent"), css("#divArticleDescription"))
    _BOX = css("#divArticleDescription")

    def summary(self) -> str | None:
        """The box's first paragraph where the body stands elsewhere, where it is bold, or where it alone is a `p`."""
        lead = self._lead()
        if lead is None:
            return super().summary()
        self.origin["summary"] = "css"
        return text_of(lead)

    def field_of(self, element: Element) -> str:
        """The box is no sapo, whatever its name says."""
        return "" if element.get("id") == "divArticleDescription" else super().field_of(element)

    def _lead(self) -> Element | None:
        box = next(iter(self.elements_at(self._BOX)), None)
        lead = next((one for one in box.iter("p") if text_of(one)), None) if box is not None else None
        if lead is None or box is None:
            return None
        bold = "".join(text_of(one) for one in lead.iter(*_BOLD) if one.getparent().tag not in _BOLD)
        paragraphs = [one for one in box.iterchildren("p") if text_of(one)]
        apart = self.container is not None and self.container is not box and box not in self.container.iterancestors()
        alone = len(paragraphs) == 1 and any(text_of(one) for one in box.iterchildren("div"))
        return lead if apart or alone or bold.replace(" ", "") == text_of(lead).replace(" ", "") else None


class Mard(Described):
    """mard.gov.vn, until 2025."""

    name = "sharepoint-mard"
    TITLE = (css("#txtTitle"),)
    DATE = (css("#txtDateString"),)
    DROP_IDS = frozenset({"txtTitle", "txtDateString"})

    MARKS = marks("#txtTitle", "#txtDateString")


class Molisa(Described):
    """molisa.gov.vn, until 2025: headline and date stand in the two boxes over the body's."""

    name = "sharepoint-molisa"
    TITLE = (css("h1"),)
    DATE = (css("div > h1 ~ p"), css("div > h1 ~ span, div > h1 ~ div"), css("p.date, span.date, div.date"))

    MARKS = marks("#divArticleDescription")


class Monre(NamedBoxPage):
    """monre.gov.vn, until 2025."""

    name = "sharepoint-monre"
    TITLE = (css("#layoutBanTin h4"), css("#layoutBanTin h1, #layoutBanTin h2, #layoutBanTin h3"))
    SUMMARY = (css("#idTomTat"),)
    DATE = (css("#publish-date em"), css("#publish-date"))
    BODY = (_RICH_TEXT, css("#layoutBanTin"))
    DROP_IDS = frozenset({"idTomTat", "publish-date"})

    MARKS = marks("#layoutBanTin")
    STRUCTURE = structure("#layoutBanTin", "h4", "#publish-date", "#idTomTat")

    def drops(self, element: Element) -> bool:
        """The headline too, where the whole layout is read."""
        return element.tag == "h4" or super().drops(element)


class Moj(HeuristicPage):
    """moj.gov.vn: headline, date, sapo and body follow each other in one box, the last two without names."""

    name = "sharepoint-moj"
    TITLE = (css("div.content-news h1"), css("div.content-news h2, div.content-news h3"))
    DATE = (css("div.content-news > div > span"), css("div.content-news span"))

    MARKS = marks("div.content-news h1", "div.content-news h2", "div.content-news h3")


class Moet2021(HeuristicPage):
    """moet.gov.vn, until 2025."""

    name = "sharepoint-moet-2021"
    TITLE = (css("#news-title"),)
    SUMMARY = (css("#news-des"),)
    BODY = (css("#news-detail"),)
    DROP_IDS = frozenset({"news-des"})

    MARKS = marks("#news-title", "#news-detail")


class Mae(HeuristicPage):
    """mae.gov.vn (since 2025): lists, print link and soft blocks are known, the article's template is not."""

    name = "sharepoint-mae"
    _LINKS_AND_ROWS = (
        css('a[href*="/SMPT_Publishing_UC/"]'),  # the print link
        css("a.item-tintuc, div.item-tintuc, li.item-tintuc"),  # rows of lists, in sidebars too
        css('a[href*="/chuyen-muc/"][href*=".htm"]'),  # the menu
    )

    @classmethod
    def recognises(cls, doc: Document) -> bool:
        """Return True if the page has any of the marks, which stand in its menu and sidebars."""
        return any(select(doc.root) for select in cls._LINKS_AND_ROWS)

    def field_of(self, element: Element) -> str:
        """Return the field of a box; `divArticleDescription` holds the body in SharePoint's own templates."""
        return "" if element.get("id") == "divArticleDescription" else super().field_of(element)

    def printed_section(self) -> list[str]:
        """The breadcrumb, else the link to a list over the headline."""
        if names := super().printed_section():
            return names
        for link in self.column.iter("a", "h1"):
            if link.tag == "h1":
                break
            if "/chuyen-muc/" in (link.get("href") or "") and not self.in_menu(link) and (name := text_of(link)):
                return [name]
        return []
