"""Set a page as an old ASP.NET portal does (level 4): nested tables, `<br>` between lines, inline styles, no names."""

from __future__ import annotations

from lxml import etree
from lxml.html import Element, HtmlElement

from .reboxing import drop_comments, is_data, nearest
from .roles import BLOCKS, HEADINGS, ROLE, role_of, words_of

_KEPT = frozenset(
    "href src srcset alt title border colspan rowspan width height value type name action method hidden align rel"
    " target content charset http-equiv property lang".split()
) | {ROLE}
_INLINE = ("a", "b", "em", "i", "img", "span", "strong")
_TABLE = ("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th")
_STYLES = ("text-align:center", "text-align:right", "font-style:italic", "font-weight:bold", "display:none")


def as_tables(root: HtmlElement) -> None:
    """Make boxes tables, and blocks of words lines; the looks of headline, sapo, captions and bylines stay."""
    body = root.find("body")
    if body is None:
        return
    drop_comments(root)
    data = {table for table in body.iter("table") if is_data(table)}
    for element in list(root.iter("*")):
        if element.tag in ("style", "link") and element.get("rel") != "canonical":
            element.drop_tree()
        else:
            _strip(element)
    for element in reversed(list(body.iterdescendants("*"))):
        if element.tag in BLOCKS:
            _reset(element, data)
    for table in data:
        table.set("border", "1")
    for element in root.iter("*"):
        element.attrib.pop("redesign-box", None)


def _strip(element: HtmlElement) -> None:
    style = element.get("style", "").replace(" ", "").lower()
    for name in element.attrib:
        if name not in _KEPT:
            del element.attrib[name]
    if kept := [one for one in _STYLES if one in style]:
        element.set("style", ";".join(kept))


def _reset(element: HtmlElement, data: set[HtmlElement]) -> None:
    """Replace one block whose inner blocks are replaced already."""
    table = element if element.tag == "table" else nearest(element, "table")
    if table is not None and table in data:
        if element.tag not in _TABLE:
            _unwrapped(element, 0)
        _mark_parent(element)
    elif element.tag in _TABLE or element.tag in ("form", "details"):
        _mark_parent(element)
    elif "display:none" in element.get("style", ""):
        element.tag = "div"
        _mark_parent(element)
    elif element.get("redesign-box") is not None:
        _box(element)
    elif element.tag == "hr":
        _mark_parent(element)
    else:
        _line(element)


def _mark_parent(element: HtmlElement) -> None:
    """Note at the block around an element that it is a box."""
    outer = next((one for one in element.iterancestors() if one.tag in BLOCKS), None)
    if outer is not None:
        outer.set("redesign-box", "")


def _box(element: HtmlElement) -> None:
    """Make a box a table of one cell; a box around one box falls away."""
    _mark_parent(element)
    tables = [child for child in element if child.tag not in ("script", "br")]
    if len(tables) < 2 and not (element.text or "").strip():
        element.drop_tag()
        return
    cell = Element("td", {"valign": "top"})
    cell.text, element.text = element.text, None
    for child in list(element):
        cell.append(child)
    for name in list(element.attrib):
        del element.attrib[name]
    element.tag = "table"
    element.set("width", "100%")
    element.set("border", "0")
    etree.SubElement(element, "tr").append(cell)


def _line(element: HtmlElement) -> None:
    """Make a block of words a line that ends with `<br>`, dressed as what it is."""
    _mark_parent(element)
    if not "".join(element.itertext()).strip() and element.find(".//*") is None:
        element.drop_tag()
        return
    outer = element.getparent()
    role = role_of(element) or (role_of(outer) if words_of(outer) == words_of(element) else None)
    style, tag = element.get("style", ""), element.tag
    element.attrib.pop(ROLE, None)
    if role == "sapo":
        _dress(element, "b")
    elif role == "title" or tag in HEADINGS:
        _dress(element, "span", f"font-size:{20 if role == 'title' else 15}px;color:#8b0000")
        _dress(element, "b")
    elif role == "caption" or ("center" in style and element.find(".//img") is None):
        element.tag = "center"
        element.attrib.pop("style", None)
        if element.find("i") is None and element.find("em") is None:
            _dress(element, "i")
        return
    elif role == "author" or "right" in style:
        element.tag = "div"
        element.set("align", "right")
        element.attrib.pop("style", None)
        return
    elif role == "date":
        _dress(element, "span", "color:#666666;font-size:11px")
    elif "italic" in style or "bold" in style:
        _dress(element, "i" if "italic" in style else "b")
    _unwrapped(element, 2)


def _dress(element: HtmlElement, tag: str, style: str = "") -> None:
    """Put an inline element around all that an element holds."""
    inner = Element(tag, {"style": style} if style else {})
    inner.text, element.text = element.text, None
    for child in list(element):
        inner.append(child)
    element.append(inner)


def _unwrapped(element: HtmlElement, breaks: int) -> None:
    """Take a block's tags away; breaks behind it, and before it if words stand there, keep its line its own."""
    before = element.getprevious()
    words = (before.tail if before is not None else element.getparent().text) or ""
    is_on_a_line = bool(words.strip()) or (before is not None and not words and before.tag in _INLINE)
    if breaks and is_on_a_line:
        element.addprevious(Element("br"))
    tail, element.tail = element.tail, None
    for _ in range(breaks):
        line_break = Element("br")
        line_break.tail, tail = tail, None
        element.addnext(line_break)
    if tail:
        element.tail = tail
    element.drop_tag()
