"""Rewrite a page's tree for trafilatura, which reads paragraphs well but loses the lines of other elements."""

from __future__ import annotations

import copy
from itertools import chain, islice
from typing import Any

from lxml import etree

from hanoi_press.pages.document import Element
from hanoi_press.pages.embeds import is_embed
from hanoi_press.pages.related import related_parts
from hanoi_press.pages.structure import is_sidebar
from hanoi_press.pages.visibility import Visibility
from hanoi_press.text.normalize import stream_safe

_LARGE_SHARE = 0.5  # of the page's words; a part with more is no sidebar, whatever its name
# libxml2 writes such a value in a time that grows with the square of its length
_COMMENTS_IN_ATTRIBUTES: Any = etree.XPath("descendant-or-self::*/@*[contains(., '<!--')]")
_HIDING_ATTRIBUTES = ("style", "hidden", "aria-hidden")
_MOST_BOLD = 300  # parts of a page: trafilatura's time grows with the square of their number in one paragraph
_LONG = 60  # characters of a line that is taken for prose
_LINE_BOXES = ("body", "div", "td", "section", "article", "main", "center")
_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 ul ol dl table section article main header footer figure form hr".split())


def simplified_html(root: Element, url: str = "") -> str:
    """Return the page's HTML, lines as paragraphs and tables of one column as boxes.

    Left out are sidebars, what is hidden, embedded posts, and links to other articles; `url` is the page's address.
    """
    page = copy.deepcopy(root)
    Visibility(root).prune(page)
    _remove_others(page, url)
    if sum(1 for _ in islice(page.iter("b"), _MOST_BOLD + 1)) > _MOST_BOLD:
        etree.strip_tags(page, "b")
    sizes = _text_sizes(page)
    _remove_sidebars(page, sizes)
    for box in page.iter(*_LINE_BOXES):
        if box.find("br") is not None:
            _wrap_lines(box)
        elif box.tag == "div" and len((box.text or "").strip()) > _LONG and not any(one.tag in _BLOCKS for one in box):
            box.tag = "p"
    for table in page.iter("table"):
        _unwrap(table, sizes)
    for value in _COMMENTS_IN_ATTRIBUTES(page):
        del value.getparent().attrib[value.attrname]
    html: str = etree.tostring(page, encoding="unicode", method="html")
    return stream_safe(html)  # trafilatura normalises it


def _remove_others(page: Element, url: str) -> None:
    """Empty what is of other sites and articles, and remove the attributes by which trafilatura leaves out more."""
    left_out = related_parts(page, url)
    for one in page.iter("*"):
        for name in _HIDING_ATTRIBUTES:
            if name in one.attrib:
                del one.attrib[name]
        if "hid" in (one.get("class") or ""):
            del one.attrib["class"]
        if is_embed(one):
            left_out.add(one)
    for one in left_out:
        one.clear(keep_tail=True)
        if one.tag == "a":
            one.tag = "span"  # an empty link counts as one


def _text_sizes(page: Element) -> dict[Element, int]:
    """Return the number of characters of each element's text, computed in one pass however deep boxes are nested."""
    sizes: dict[Element, int] = {}
    for one in reversed(list(page.iter("*"))):
        inside = sum(sizes.get(child, 0) + _size(child.tail) for child in one)
        sizes[one] = _size(one.text) + inside
    return sizes


def _size(text: str | None) -> int:
    return len(text.strip()) if text else 0


def _remove_sidebars(page: Element, sizes: dict[Element, int]) -> None:
    """Empty the sidebars: trafilatura takes a box there for the body if it has a body's class."""
    most = _LARGE_SHARE * sizes[page]
    for box in [one for one in page.iter("aside", "div", "section", "ul", "td") if is_sidebar(one)]:
        if sizes[box] < most:
            box.clear(keep_tail=True)


def _wrap_lines(box: Element) -> None:
    """Make a paragraph of each line that `<br>` ends: trafilatura joins such lines, or misses them."""
    parts = [etree.Element("p")]
    parts[0].text, box.text = box.text, None
    for child in list(box):
        if child.tag == "br" or child.tag in _BLOCKS:
            line = etree.Element("p")
            line.text, child.tail = child.tail, None
            parts += [line] if child.tag == "br" else [child, line]
        else:
            parts[-1].append(child)
    box[:] = [one for one in parts if one.tag != "p" or len(one) or (one.text or "").strip()]


def _unwrap(table: Element, sizes: dict[Element, int]) -> None:
    """Make boxes of a table's cells if no row has two with words: trafilatura would join the paragraphs of a cell."""
    parts = [table, *table.iterchildren("tbody", "thead", "tfoot")]
    rows = [row for part in parts for row in part.iterchildren("tr")]
    cells = [list(row.iterchildren("td", "th")) for row in rows]
    if not any(sum(sizes[cell] > 0 for cell in row) > 1 for row in cells):
        for part in (*parts, *rows, *chain.from_iterable(cells)):
            part.tag = "div"
