"""Turn matplotlib's SVG into an element for the page: colours by CSS variable, no ids, no text of matplotlib's own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_DROPPED = ("metadata", "defs", "style", "use")  # figures that use none of these: no clipping, no markers
_NUMBER = re.compile(r"-?\d+\.\d+")
_TEXT_SIZE = re.compile(r"font(?:-size)?:[^;]*?(\d+(?:\.\d+)?)px")
_ANCHOR = re.compile(r"text-anchor: ?(\w+)")
_KEPT = ("fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "fill-opacity", "stroke-linecap")


def cleaned_svg(drawn: bytes, colours: Mapping[str, str], titles: Mapping[str, str], label: str, kind: str) -> str:
    """Return the `<svg>` element of a drawing by matplotlib.

    `colours`: CSS values by the colour in the drawing (`#010203`). `titles`: texts shown over an element, by its id
    (`gid`). `label`: what the picture shows, for those who do not see it. `kind`: its class.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_blank_text=True)
    root = etree.fromstring(drawn, parser)
    for found in list(root.iter(*(f"{_SVG}{name}" for name in _DROPPED))):
        found.getparent().remove(found)
    for element in list(root.iter(etree.Element)):
        _clean(element, colours, titles)
    _unwrap(root)
    view = root.get("viewBox") or ""
    root.attrib.clear()
    root.attrib.update({"viewBox": view, "class": f"chart {kind}", "role": "img", "aria-label": label})
    root.insert(0, _title(label)) if not titles else None
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode", with_tail=False)


def _clean(element: etree._Element, colours: Mapping[str, str], titles: Mapping[str, str]) -> None:
    """Shorten an element's attributes; give it its title."""
    name = str(element.attrib.pop("id", ""))
    element.attrib.pop("clip-path", "")
    if name in titles:
        element.insert(0, _title(titles[name]))
    if path := element.get("d"):
        element.set("d", _NUMBER.sub(_rounded, " ".join(path.split())))
    style = str(element.attrib.pop("style", ""))
    if element.tag == f"{_SVG}text":
        _clean_text(element, style, colours)
    elif kept := _style(style, colours):
        element.set("style", kept)
    for attribute in ("x", "y", "width", "height"):
        if value := element.get(attribute):
            element.set(attribute, _NUMBER.sub(_rounded, value))


def _clean_text(element: etree._Element, style: str, colours: Mapping[str, str]) -> None:
    """Leave a text its place, size, colour and alignment; the page has the font."""
    size, anchor = _TEXT_SIZE.search(style), _ANCHOR.search(style)
    if size:
        element.set("font-size", size[1])
    if anchor and anchor[1] != "start":
        element.set("text-anchor", anchor[1])
    if element.get("transform", "").startswith(("rotate(-0 ", "rotate(0 ")):
        del element.attrib["transform"]
    if kept := _style(style, colours):
        element.set("style", kept)


def _style(style: str, colours: Mapping[str, str]) -> str:
    """Return the declarations that matter, with the page's colours."""
    found = []
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name in _KEPT:
            found.append(f"{name}:{colours.get(value, value)}")
    return ";".join(found)


def _unwrap(root: etree._Element) -> None:
    """Replace groups that say nothing by what they hold, and leave out what draws nothing."""
    for element in list(root.iter(f"{_SVG}g", f"{_SVG}path")):
        parent = element.getparent()
        if parent is None:
            continue
        if element.tag == f"{_SVG}path":
            if "fill:none" in element.get("style", "") and "stroke:" not in element.get("style", ""):
                parent.remove(element)
        elif not element.attrib and not any(child.tag == f"{_SVG}title" for child in element):
            place = parent.index(element)
            for child in reversed(element):
                parent.insert(place, child)
            parent.remove(element)


def _title(text: str) -> etree._Element:
    title = etree.Element(f"{_SVG}title")
    title.text = text
    return title


def _rounded(found: re.Match[str]) -> str:
    return f"{float(found[0]):.1f}".removesuffix(".0")
