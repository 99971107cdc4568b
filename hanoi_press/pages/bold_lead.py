"""Read pages whose summary is the bold first paragraph of the body."""

from __future__ import annotations

from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.document import Element, text_of
from hanoi_press.pages.selectors import css
from hanoi_press.text import bylines


class BoldLeadPage(ArticlePage):
    """A page whose summary is the bold first paragraph of its body, "(HNM) - …"."""

    FIGURE_CLASSES = frozenset({"thumbox", "image"})
    LEAD = (css("strong"), css("b"))  # inside the summary's paragraph
    SHORTEST_LEAD = 0  # characters of a summary without dateline; a shorter one is a sub-heading

    def summary(self) -> str | None:
        """Return the summary's own box, else the bold first paragraph, with its dateline."""
        printed = self.lookup.text(self.SUMMARY)
        lead = self.bold_lead()
        if printed or lead is not None:
            self.origin["summary"] = "css"
            return printed or text_of(lead)
        return super().summary()

    def bold_lead(self) -> Element | None:
        """Return the body's first paragraph with words if all of them are bold."""
        if self.container is None:
            return None
        for paragraph in self.container.iter("p", "div"):
            words = text_of(paragraph)
            if not words or paragraph.find(".//p") is not None or paragraph.find("div") is not None:
                continue
            bold = next((found for select in self.LEAD if (found := select(paragraph))), [])
            is_lead = bool(bold) and "".join(map(text_of, bold)).replace(" ", "") == words.replace(" ", "")
            return paragraph if is_lead and (bylines.dateline(words)[0] or len(words) >= self.SHORTEST_LEAD) else None
        return None
