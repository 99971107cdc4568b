"""Read templates whose `divArticleDescription` contains the summary, or the body if there is no other field for it.

mard.gov.vn and molisa.gov.vn until 2025. No raw page was available; the ids are those of public crawlers, 2021-2024.
"""

from __future__ import annotations

from hanoi_press.pages.document import Element, text_of
from hanoi_press.pages.outline_page import OutlinePage
from hanoi_press.pages.selectors import css
from hanoi_press.pages.structure import marks

_BOLD = frozenset({"b", "strong", "em", "i"})
_BOX = css("#divArticleDescription")


class Mard(OutlinePage):
    """mard.gov.vn, until 2025."""

    name = "sharepoint-mard"
    MARKS = marks("#txtTitle", "#txtDateString")
    TITLE = (css("#txtTitle"),)
    DATE = (css("#txtDateString"),)
    DROP_IDS = frozenset({"txtTitle", "txtDateString"})
    NO_FIELDS = frozenset({"divArticleDescription"})

    def summary(self) -> str | None:
        """Return the summary in the box, else what any page may hold."""
        return self.first("summary", ("css", lambda: _summary_in_box(self))) or super().summary()


class Molisa(OutlinePage):
    """molisa.gov.vn, until 2025: headline and date are in the two boxes above the body's."""

    name = "sharepoint-molisa"
    MARKS = marks("#divArticleDescription")
    TITLE = (css("h1"),)
    DATE = (css("div > h1 ~ p"), css("div > h1 ~ :is(span, div)"), css("p.date, span.date, div.date"))
    NO_FIELDS = frozenset({"divArticleDescription"})

    def summary(self) -> str | None:
        """Return the summary in the box, else what any page may hold."""
        return self.first("summary", ("css", lambda: _summary_in_box(self))) or super().summary()


def _summary_in_box(page: OutlinePage) -> str | None:
    """Return the box's first paragraph if the body is elsewhere, if it is bold, or if it is the only `p`."""
    box = next(iter(page.lookup.elements(_BOX)), None)
    lead = next((one for one in box.iter("p") if text_of(one)), None) if box is not None else None
    if lead is None or box is None:
        return None
    paragraphs = [one for one in box.iterchildren("p") if text_of(one)]
    container = page.container
    apart = container is not None and container is not box and box not in container.iterancestors()
    alone = len(paragraphs) == 1 and any(text_of(one) for one in box.iterchildren("div"))
    return text_of(lead) if apart or alone or _is_bold(lead) else None


def _is_bold(paragraph: Element) -> bool:
    """Return True if all words of the paragraph are bold or slanted."""
    bold = "".join(text_of(one) for one in paragraph.iter(*_BOLD) if one.getparent().tag not in _BOLD)
    return bold.replace(" ", "") == text_of(paragraph).replace(" ", "")
