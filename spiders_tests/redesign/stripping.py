"""Take away what a page states for machines: JSON-LD, microdata, metas but og:title."""

from __future__ import annotations

from lxml.html import HtmlElement

_STATED = ("application/ld+json", "application/json")
_MICRODATA = ("itemprop", "itemscope", "itemtype", "itemid", "typeof", "vocab", "property", "datetime")
_FOR_BROWSERS = ("viewport", "robots")


def strip_statements(root: HtmlElement) -> None:
    """Remove JSON-LD, a script's JSON, microdata, and every meta that is neither og:title nor a browser's business."""
    for element in list(root.iter("script", "meta")):
        if element.tag == "script":
            stated = element.get("type", "").split(";")[0].strip() in _STATED
        else:
            stated = element.get("property") != "og:title" and not _is_for_browsers(element)
        if stated:
            element.drop_tree()
    for element in root.iter("*"):
        if element.tag != "meta":
            for name in _MICRODATA:
                element.attrib.pop(name, None)


def _is_for_browsers(meta: HtmlElement) -> bool:
    return "charset" in meta.attrib or "http-equiv" in meta.attrib or meta.get("name") in _FOR_BROWSERS
