"""Mark what the boxes of a page are by their old names, before these are renamed, for the levels that change markup."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

ROLE = "redesign-role"  # an attribute that `unmark` takes away again
BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3"
    " h4 h5 h6 header hr li main nav ol p section table tbody td tfoot th thead tr ul".split()
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_NAMES = (
    ("caption", re.compile(r"caption|chu-?thich", re.IGNORECASE)),
    ("date", re.compile(r"time|date|publish|period|ngay", re.IGNORECASE)),
    ("author", re.compile(r"author|byline|tac-?gia|but-?danh", re.IGNORECASE)),
    ("sapo", re.compile(r"sapo|summary|brief|headlines?$|descri|lead$|newscontent$", re.IGNORECASE)),
)
_LONGEST = {"caption": 400, "date": 80, "author": 80, "sapo": 600}


def words_of(element: HtmlElement) -> str:
    """Return an element's words with single spaces."""
    return " ".join("".join(element.itertext()).split())


def has_blocks(element: HtmlElement) -> bool:
    """Return True if a block stands in the element, at any depth."""
    return any(child.tag in BLOCKS for child in element.iterdescendants("*"))


def mark(root: HtmlElement) -> None:
    """Mark the headline, sapo, captions, date and author's box of a page, and the list rows' ones too."""
    for element in root.iter("*"):
        if element.tag == "h1":
            element.set(ROLE, "title")
        elif element.tag == "figcaption":
            element.set(ROLE, "caption")
        elif role := _role(element):
            element.set(ROLE, role)


def _role(element: HtmlElement) -> str | None:
    if element.tag not in BLOCKS and element.tag not in ("span", "time", "a"):
        return None
    names = " ".join(value for name, value in element.items() if name in ("class", "id", "data-role", "itemprop"))
    for role, pattern in _NAMES if names else ():
        if any(pattern.search(name) for name in names.split()):
            words = words_of(element)
            if not words or len(words) > _LONGEST[role] or element.find(".//img") is not None:
                continue
            if role == "sapo" and (len(words) < 30 or element.find(".//h1") is not None):
                continue
            if role != "date" or _DAY.search(words):
                return role
    return None


def role_of(element: HtmlElement) -> str | None:
    """Return an element's mark."""
    found: str | None = element.get(ROLE)
    return found


def unmark(root: HtmlElement) -> None:
    """Take the marks away."""
    for element in root.iter("*"):
        element.attrib.pop(ROLE, None)
