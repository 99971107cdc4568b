"""Rewrite a page's tree for trafilatura, which reads paragraphs well but loses the lines of other elements."""

from __future__ import annotations

import copy
from itertools import chain, islice
from typing import Any

from lxml import etree

from hanoi_press.pages.document import Element, is_larger, text_of
from hanoi_press.pages.embeds import is_embed
from hanoi_press.pages.figure_contents import Figure, figures_in, is_credit
from hanoi_press.pages.line_breaks import BLOCKS, is_block, lines_of
from hanoi_press.pages.media import MEDIA
from hanoi_press.pages.picture_tables import is_picture_table
from hanoi_press.pages.related import related_parts
from hanoi_press.pages.structure import is_sidebar
from hanoi_press.pages.table_rows import CELLS
from hanoi_press.pages.visibility import Visibility
from hanoi_press.text.boilerplate import may_be_related_link
from hanoi_press.text.normalize import stream_safe

_LARGE_SHARE = 0.5  # of the page's words; a part with more is no sidebar, whatever its name
# libxml2 writes such a value in a time that grows with the square of its length
_COMMENTS_IN_ATTRIBUTES: Any = etree.XPath("descendant-or-self::*/@*[contains(., '<!--')]")
_HIDING_ATTRIBUTES = ("style", "hidden", "aria-hidden")
_MOST_BOLD = 300  # parts of a page: trafilatura's time grows with the square of their number in one paragraph
_PROSE = 100  # characters of a paragraph in a cell that is no entry of a table
_LARGEST_LIST = 1000  # elements
_LINKED_LINES = ("p", "ul", "ol", "table")
_OWN_TEXT: Any = etree.XPath("string(text()[string-length(.) > 60])", smart_strings=False)
_LONG = 60  # characters of a line that is taken for prose
_LINE_BOXES = ("body", "div", "td", "section", "article", "main", "center")
_CODE = frozenset({"script", "style", "noscript", "button", "select", "textarea", "template"})
_ENTRIES = frozenset({"td", "th", "li", "dt", "dd", "p"})
_SHOWN = MEDIA | {"img", "svg", "select", "button", "input", "textarea"}  # between two words
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_LIST = frozenset({"ul", "ol", "menu", "dir", "li"})
_NAMES = dict.fromkeys(("fieldset", "search", "hgroup", "center", "dialog"), "div")
_NAMES |= {"menu": "ul", "dir": "ul", "legend": "p", "summary": "p", "listing": "pre", "xmp": "pre"}
_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 ul ol dl table section article main header footer figure form hr".split())


def simplified_html(root: Element, url: str = "") -> str:
    """Return the page's HTML, lines as paragraphs and tables of one column as boxes.

    Left out are sidebars, what is hidden, embedded posts, and links to other articles; `url` is the page's address.
    """
    page = copy.deepcopy(root)
    Visibility(root).prune(page)
    _remove_others(page, url)
    _unlink_lines(page)
    if sum(1 for _ in islice(page.iter("b"), _MOST_BOLD + 1)) > _MOST_BOLD:
        etree.strip_tags(page, "b")
    sizes = _text_sizes(page)
    _remove_sidebars(page, sizes)
    _unwrap_figures(page)
    _separate_blocks(page)
    _remove_hiding_attributes(page)
    for box in page.iter(*_LINE_BOXES):
        if box.find("br") is not None:
            _wrap_lines(box)
        elif box.tag == "div" and len((box.text or "").strip()) > _LONG and not any(one.tag in _BLOCKS for one in box):
            box.tag = "p"
    _lines_between_paragraphs(page, sizes)
    for table in page.iter("table"):
        _unwrap(table, sizes)
    for value in _COMMENTS_IN_ATTRIBUTES(page):
        del value.getparent().attrib[value.attrname]
    html: str = etree.tostring(page, encoding="unicode", method="html")
    return stream_safe(html)  # trafilatura normalises it


def _remove_others(page: Element, url: str) -> None:
    """Empty what is of other sites and articles."""
    left_out = related_parts(page, url)
    for one in left_out | {one for one in page.iter("*") if is_embed(one)}:
        one.clear(keep_tail=True)
        if one.tag == "a":
            one.tag = "span"  # an empty link counts as one


def _unlink_lines(page: Element) -> None:
    """Make words of the links in what stands between paragraphs of prose: trafilatura drops lines of links there."""
    open_lines: dict[Element, list[Element]] = {}  # by parent, since its last paragraph of prose
    for one in page.iter(*_LINKED_LINES):
        parent = one.getparent()
        if parent in open_lines and not is_larger(one, _LARGEST_LIST) and next(one.iter("a"), None) is not None:
            open_lines[parent].append(one)
        if one.tag == "p" and len(_OWN_TEXT(one)) > _LONG:
            for line in open_lines.get(parent, ()):
                if not may_be_related_link(text_of(line)):
                    etree.strip_tags(line, "a")
            open_lines[parent] = []


def _remove_hiding_attributes(page: Element) -> None:
    """Remove the attributes by which trafilatura leaves out more than what is hidden."""
    for one in page.iter("*"):
        for name in _HIDING_ATTRIBUTES:
            if name in one.attrib:
                del one.attrib[name]
        if "hid" in (one.get("class") or ""):
            del one.attrib["class"]


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


def _unwrap_figures(page: Element) -> None:
    """Make boxes of the figures that hold words of the article: trafilatura drops all figures without a table."""
    found: dict[Element, Figure] = {}
    for outer in page.iter("figure"):
        if outer not in found:
            found |= figures_in(outer, _is_no_figure, _is_code)
    for element, figure in found.items():
        if figure.holds_text:
            element.tag = "p" if next(islice(element.iter(*_BLOCKS), 1, None), None) is None else "div"
            for caption in figure.captions:
                caption.tag = "p"
                if figure.has_media:
                    caption.clear(keep_tail=True)
            for line in element.iterchildren("p") if figure.has_media else ():
                if is_credit(text_of(line)):
                    line.clear(keep_tail=True)


def _is_no_figure(_element: Element) -> bool:
    return False


def _is_code(element: Element) -> bool:
    return element.tag in _CODE


def _separate_blocks(page: Element) -> None:
    """Rename blocks that trafilatura does not know, and put white space around blocks: it joins their words."""
    for one in [one for one in page.iter("*") if one.tag in _SHOWN or is_block(one)]:
        tag = one.tag
        if (tail := one.tail) and (tail[0].isalnum() if tag in _SHOWN else not tail[0].isspace()):
            one.tail = f" {tail}"
        if tag in _SHOWN:
            continue
        _end_line_before(one)
        if tag in _LIST and next(one.iterancestors("td", "th"), None) is not None:  # it loses lists in cells
            one.tag = "p" if tag == "li" else "div"
        elif tag == "div" and (heading := one.getparent()) is not None and heading.tag in _HEADINGS:
            one.tag, one.tail = "span", f" {one.tail or ''}"
        elif tag == "footer" and one.getparent() is not None and one.getparent().tag in ("blockquote", "figure"):
            one.tag = "p"  # who is quoted
        elif "-" in tag:
            one.tag = "div" if any(child.tag in BLOCKS for child in one) else "p"
        elif tag in BLOCKS:
            one.tag = _NAMES.get(tag, tag)
        else:  # a block by its style
            one.addprevious(etree.Element("br"))
            after = etree.Element("br")
            after.tail, one.tail = one.tail, None
            one.addnext(after)


def _end_line_before(block: Element) -> None:
    """Put a space before a block that follows words; in a box, trafilatura would join it to an inline element."""
    before, parent = block.getprevious(), block.getparent()
    if before is None:
        if parent is not None and parent.text and not parent.text[-1].isspace():
            parent.text += " "
    elif before.tail:
        before.tail += "" if before.tail[-1].isspace() else " "
    elif before.tag not in BLOCKS and before.tag != "br" and parent.tag in _ENTRIES:
        before.tail = " "


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


def _lines_between_paragraphs(page: Element, sizes: dict[Element, int]) -> None:
    """Make paragraphs of the short boxes of words between two paragraphs of prose: trafilatura loses such lines."""
    ends: dict[Element, list[Element]] = {}
    for one in page.iter("p"):
        if sizes.get(one, 0) >= _LONG:
            ends.setdefault(one.getparent(), []).append(one)
    seen: set[Element] = set()
    for paragraphs in ends.values():
        for one in paragraphs[0].itersiblings() if len(paragraphs) > 1 else ():
            if one is paragraphs[-1]:
                break
            for box in one.iter("div") if one.tag == "div" and one not in seen else ():
                seen.add(box)
                if not any(isinstance(inner.tag, str) and is_block(inner) for inner in box):
                    box.tag = "p"


def _unwrap(table: Element, sizes: dict[Element, int]) -> None:
    """Make boxes of a table's cells if no row has two with words, or if they hold paragraphs.

    Trafilatura would join the paragraphs of a cell.
    """
    parts = [table, *table.iterchildren("tbody", "thead", "tfoot")]
    rows = [row for part in parts for row in part.iterchildren("tr")]
    cells = [list(row.iterchildren("td", "th")) for row in rows]
    side_by_side = any(sum(sizes[cell] > 0 for cell in row) > 1 for row in cells)
    if not side_by_side or any(_holds_prose(cell, sizes[cell]) for row in cells for cell in row):
        is_line = "div" if is_picture_table(table) else "p"  # short lines of a div are lost
        for part in (*parts, *rows, *chain.from_iterable(cells)):
            part.tag = is_line if part.tag in CELLS and _is_line(part) else "div"
        return
    for row, inside in zip(rows, cells, strict=True):
        for cell in inside:
            if not sizes[cell] and cell.find(".//img") is not None:
                row.remove(cell)  # a picture is no empty cell


def _is_line(cell: Element) -> bool:
    return bool(cell.text and not cell.text.isspace()) and next(cell.iter(*_BLOCKS), None) is None


def _holds_prose(cell: Element, size: int) -> bool:
    """Return True for a cell, without a table in it, of two paragraphs or more."""
    if size < 2 * _PROSE or next(cell.iter("table"), None) is not None:
        return False
    return sum(len(line) >= _PROSE for line in lines_of(cell)) > 1
