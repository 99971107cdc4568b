"""Read an article's body alone, without head, boilerplate and headline, as editors paste it and archives keep it."""

from __future__ import annotations

from lxml import etree

from hanoi_press.pages.bold_lead import BoldLeadPage
from hanoi_press.pages.document import Document, Element, text_of
from hanoi_press.pages.selectors import css
from hanoi_press.text import bylines
from hanoi_press.text.normalize import clean

_PARTS = frozenset("p figure h2 h3 h4 ul ol table blockquote div".split())


class FragmentPage(BoldLeadPage):
    """Bare paragraphs and figures; a bold first paragraph "(HNM) - …" is the summary.

    Paragraphs may be separated by `<br><br>` only, if the first begins with a dateline (bodies of about 2012).
    """

    name = "fragment"
    BODY = (css("body"),)
    SHORTEST_LEAD = 60

    @classmethod
    def recognises(cls, doc: Document) -> bool:
        # libxml2 supplies html and body, but never a head
        if doc.root.tag != "html" or doc.root.find("head") is not None or b"<body" in doc.body[:2000].lower():
            return False
        body = doc.root.find("body")
        parts: list[Element] = [part for part in body if isinstance(part.tag, str)] if body is not None else []
        if all(part.tag in _PARTS for part in parts) and any(part.tag == "p" and text_of(part) for part in parts):
            return True
        return body is not None and not doc.headlines and _begins_with_dateline(body)

    def title(self) -> str | None:
        """Return None: a fragment states no title."""
        return None

    def section(self) -> list[str]:
        """Return []: a fragment states no section."""
        return []


def _begins_with_dateline(body: Element) -> bool:
    words = next(filter(None, map(clean, body.itertext(etree.Element))), "")
    return bylines.dateline(f"{words} - .")[0] is not None
