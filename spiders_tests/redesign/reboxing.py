"""Give a page other tags and boxes (level 2). The seed decides between several makes, so sites differ."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.html import Element, HtmlElement

from .renaming import Renaming
from .roles import BLOCKS, HEADINGS, ROLE, has_blocks, role_of, words_of

# Of which tags each tag may become; one choice a site.
_OTHER_TAGS = {
    "article": ("div", "section"),
    "section": ("div",),
    "main": ("div",),
    "aside": ("div",),
    "nav": ("div",),
    "header": ("div",),
    "footer": ("div", "section"),
    "figure": ("div",),
    "h1": ("div", "h2", "p"),
    "h2": ("h3", "div", "h4"),
    "h3": ("h4", "div", "h5"),
    "h4": ("h5", "div"),
    "h5": ("div",),
    "p": ("div",),
    "ul": ("div",),
    "ol": ("div",),
    "li": ("div",),
    "dl": ("div",),
    "dt": ("div",),
    "dd": ("div",),
    "figcaption": ("div", "p", "span"),
    "center": ("div",),
    "time": ("span",),
    "b": ("strong",),
    "strong": ("b",),
    "i": ("em",),
    "em": ("i",),
    "div": ("div",),
}
_ONLY_INLINE = {"p", "span", "h2", "h3", "h4", "h5"}  # tags that may not hold blocks
_WITHOUT_LOOK = ("div", "p", "b", "strong", "i", "em")
_ALIGNED = ("center", "right", "italic")


def rebox(root: HtmlElement, renaming: Renaming) -> None:
    """Change tags, boxes and the order of the head's parts; no word is lost, the site's name may be new."""
    body = root.find("body")
    if body is None:
        return
    drop_comments(root)
    _unbox_layout_tables(body)
    _swap_date_and_author(body)
    make = renaming.pick("paragraphs", ("blocks", "lines", "boxes"))
    _paragraphs(body, renaming, make)
    _retag(body, renaming)
    _wrap(body, renaming)
    if renaming.pick("logo", (True, False)):
        _set_logo(root, body, renaming)


def drop_comments(root: HtmlElement) -> None:
    """Remove all comments."""
    for comment in list(root.iter(etree.Comment)):
        if comment.getparent() is not None:
            comment.drop_tree()


def is_data(table: HtmlElement) -> bool:
    """Return True for a table of data: a regular grid of at least two rows and columns of words, without pictures."""
    rows = [row for row in table.iter("tr") if nearest(row, "table") is table]
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    if len(rows) < 2 or max(map(len, cells)) < 2:
        return False
    spans = "rowspan" in {name for row in cells for cell in row for name in cell.attrib}
    widths = {sum(int(cell.get("colspan") or 1) for cell in row) for row in cells}
    if len(widths) > 1 and not spans:
        return False
    if any(len(cell.findall("p") + cell.findall("div")) > 3 for row in cells for cell in row):
        return False
    return not any(True for _ in table.iterdescendants("img", "table", "form", *HEADINGS))


def nearest(element: HtmlElement, tag: str) -> HtmlElement | None:
    """Return the nearest ancestor of a tag."""
    return next(element.iterancestors(tag), None)


def _unbox_layout_tables(body: HtmlElement) -> None:
    tables = [(table, is_data(table)) for table in body.iter("table")]
    for table, data in tables:
        if data:
            continue
        for part in [table, *table.iterdescendants("caption", "thead", "tbody", "tfoot", "tr", "td", "th")]:
            owner = part if part is table else nearest(part, "table")
            if owner is table:
                part.set("redesign-part", "")
    for part in list(body.iter("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th")):
        if part.attrib.pop("redesign-part", None) is not None:
            if part.tag in ("thead", "tbody", "tfoot"):
                part.drop_tag()
                continue
            part.tag = "div"
            for name in ("border", "cellpadding", "cellspacing", "width", "height", "colspan", "rowspan"):
                part.attrib.pop(name, None)


def _swap_date_and_author(body: HtmlElement) -> None:
    """Exchange the date's and the author's box where they are children of one box with little between them."""
    for box in list(body.iter("div", "p", "header", "section")):
        children = {role_of(child): child for child in reversed(box)}
        date, author = children.get("date"), children.get("author")
        if date is None or author is None or date.tag not in BLOCKS or author.tag not in BLOCKS:
            continue
        first, second = sorted((date, author), key=box.index)
        at_first, at_second = box.index(first), box.index(second)
        if any(len(words_of(between)) > 80 for between in box[at_first + 1 : at_second]):
            continue
        first.tail, second.tail = second.tail, first.tail
        box.insert(at_first, second)
        box.insert(at_second, first)


def _plain_paragraphs(box: HtmlElement) -> Iterator[list[HtmlElement]]:
    """Yield the runs of at least two paragraphs of a body: without class, alignment, picture or box."""
    run: list[HtmlElement] = []
    for child in [*box, None]:
        if child is not None and child.tag == "p" and _is_plain(child):
            run.append(child)
        if run and (child is None or child is not run[-1] or (child.tail or "").strip()):
            if len(run) > 1:
                yield run
            run = []


def _is_plain(p: HtmlElement) -> bool:
    dressed = p.get("class") or p.get("id") or role_of(p) or p.get("align") in _ALIGNED
    style = p.get("style", "")
    if dressed or any(word in style for word in _ALIGNED) or "font-size" in style:
        return False
    return not has_blocks(p) and not any(True for _ in p.iterdescendants("img", "iframe", "video", "br"))


def _paragraphs(body: HtmlElement, renaming: Renaming, make: str) -> None:
    """Make of a body's paragraphs blocks, the lines of one block, or blocks each in a box of its own."""
    if make == "blocks":
        return
    for box in list(body.iter("div", "article", "section", "td", "form", "main", "body")):
        for run in list(_plain_paragraphs(box)):
            if make == "boxes":
                for p in run:
                    _wrapped(p, Element("div", {"class": renaming.word("new:paragraph")}))
            elif sum(len(words_of(p)) for p in run) > 150:
                _as_lines(run, renaming.pick("breaks", (1, 2)))


def _as_lines(run: list[HtmlElement], breaks: int) -> None:
    lines = Element("div")
    run[0].addprevious(lines)
    for number, p in enumerate(run):
        if number:
            for _ in range(breaks):
                etree.SubElement(lines, "br")
        lines.append(p)
        p.tail = None
        p.drop_tag()


def _wrapped(element: HtmlElement, box: HtmlElement) -> HtmlElement:
    """Put a box around an element."""
    box.tail, element.tail = element.tail, None
    element.addprevious(box)
    box.append(element)
    return box


def _retag(body: HtmlElement, renaming: Renaming) -> None:
    for element in list(body.iterdescendants("*")):
        if element.tag not in _OTHER_TAGS or nearest(element, "svg") is not None:
            continue
        new = renaming.pick(f"tag:{element.tag}", _OTHER_TAGS[element.tag])
        if element.tag == "center":
            element.set("style", "text-align:center")
        if element.tag not in _WITHOUT_LOOK and not element.get("class"):
            # What a tag said, a class says now: a list's items and a figure keep a look of their own.
            element.set("class", renaming.word(f"new:{element.tag}"))
        if role_of(element) == "date" and element.tag == "div" and not has_blocks(element):
            new = renaming.pick("tag:date", ("div", "span", "p"))
        if new in _ONLY_INLINE and has_blocks(element):
            new = "div"
        if new == "span" and element.tag in BLOCKS:
            element.tail = f" {element.tail or ''}"  # the gap that a reader sees between two boxes
        element.tag = new


def _wrap(body: HtmlElement, renaming: Renaming) -> None:
    """Put more boxes around: within every third kind of box, around the headline, around pictures."""
    for element in list(body.iterdescendants("div", "section", "img")):
        if element.tag == "img":
            if element.getparent().tag == "div":
                _wrapped(element, Element("div", {"class": renaming.word("new:picture")}))
        elif has_blocks(element) and renaming.pick(f"wrap:{element.get('class')}", (True, False, False)):
            inner = Element("div", {"class": renaming.word(f"in:{element.get('class')}")})
            inner.text, element.text = element.text, None
            for child in list(element):
                inner.append(child)
            element.append(inner)
    for title in body.xpath(f".//*[@{ROLE}='title']"):
        _wrapped(title, Element("div", {"class": renaming.word("new:headline")}))


def _set_logo(root: HtmlElement, body: HtmlElement, renaming: Renaming) -> None:
    """Print the site's name as `h1` at the top, if the page names its site."""
    if name := _site_name(root):
        top = Element("div", {"class": renaming.word("new:top")})
        heading = etree.SubElement(top, "h1", {"class": renaming.word("new:logo")})
        link = etree.SubElement(heading, "a", {"href": "/"})
        link.text = name
        top.tail, body.text = body.text, None
        body.insert(0, top)


def _site_name(root: HtmlElement) -> str | None:
    for meta in root.iter("meta"):
        if meta.get("property") == "og:site_name" and meta.get("content"):
            return str(meta.get("content"))
    title = root.find("head/title")
    words = words_of(title) if title is not None else ""
    for separator in (" | ", " - "):
        if separator in words and (name := words.rsplit(separator, 1)[1])[:1].isupper():
            return name
    return None
