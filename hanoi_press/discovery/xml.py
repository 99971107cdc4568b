"""Parse untrusted XML: a cut-off document is read up to its last element, nothing is fetched, entities are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from hanoi_press.compression import GZIP_MAGIC, inflate
from hanoi_press.discovery.xml_repair import repaired

MAX_GZIPS = 2  # some servers compress a `.xml.gz` once more
INFLATED_LIMIT = 50_000_000  # bytes; the sitemap protocol's own limit for one file

_NO_TEXT: Any = (etree.Comment, etree.ProcessingInstruction)  # the tags of such nodes
_HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
# Searched in the whole document: a comment before the root could hide a declaration from a scan up to the first tag.
_OWN_ENTITIES = re.compile(rb"<!DOCTYPE[^<>\[]*\[|<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class XmlDocument:
    """A parsed document. `name` is the root's local name in lower case; `is_cut_off`: the document has no end."""

    root: etree._Element
    name: str
    is_cut_off: bool

    def elements(self, tag: str) -> Iterator[etree._Element]:
        """Yield the elements with this local name (in lower case), in order, whatever its case in the document.

        The last element of a document that is cut off is left out, because half a URL looks like a whole one.
        """
        previous: etree._Element | None = None
        for element in self._named(tag):
            if previous is not None:
                yield previous
            previous = element
        if previous is not None and not self.is_cut_off:
            yield previous

    def _named(self, tag: str) -> Iterator[etree._Element]:
        found = self.root.iter("{*}" + tag)
        if (first := next(found, None)) is None:  # `<ITEM>`
            yield from (one for one in self.root.iter("*") if local_name(one).lower() == tag)
        else:
            yield first
            yield from found

    def records(self, tag: str) -> Iterator[dict[str, str]]:
        """Yield the texts of the children of each of those elements (`child_texts`)."""
        return map(child_texts, self.elements(tag))


def child_texts(element: etree._Element) -> dict[str, str]:
    """Return the texts of an element's children, stripped, by local name in lower case.

    The first that is not empty counts.
    """
    found: dict[str, str] = {}
    for child in element.iterchildren("*"):
        name = local_name(child).lower()
        if not found.get(name):
            found[name] = field_text(child).strip()
    return found


def field_text(element: etree._Element) -> str:
    """Return the text of an element and its children, as of a field of a record.

    Deeper text is left out: no field of a sitemap or feed has any, and records nested in records would be read again
    for each level.
    """
    if len(element) == 0:
        return element.text or ""
    parts = [element.text]
    for child in element:
        parts += (None if child.tag in _NO_TEXT else child.text, child.tail)
    return "".join(filter(None, parts))


def local_name(element: etree._Element) -> str:
    """Return the element's name without its namespace, or without a prefix that was never declared."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def parse(body: bytes) -> XmlDocument:
    """Parse `body`, plain or gzipped, also twice; what is no XML in it is mended first (`xml_repair`).

    Raises ValueError if it is empty, HTML, no XML, too large when unpacked, nested too deep, or declares entities.
    """
    for _ in range(MAX_GZIPS):
        if body.startswith(GZIP_MAGIC):
            body = inflate(body, INFLATED_LIMIT)
    if not body.lstrip():
        raise ValueError("empty body instead of XML")
    body = repaired(body)
    if _HTML.match(body):
        raise ValueError("HTML instead of XML")
    if _OWN_ENTITIES.search(body):
        raise ValueError("XML that declares its own entities is refused")
    root = _root(body)
    own_name = local_name(root)
    if own_name.lower() == "html":
        raise ValueError("HTML instead of XML")
    has_end = re.search(rf"</(?:[\w.-]{{1,40}}:)?{re.escape(own_name)}\b".encode(), body) is not None or (
        len(root) == 0 and body.rstrip().endswith(b"/>")
    )
    return XmlDocument(root, own_name.lower(), is_cut_off=not has_end)


def _root(body: bytes) -> etree._Element:
    # huge_tree=False keeps libxml2's own bounds: 256 levels, 10 MB a text, little growth by entities.
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root: etree._Element | None = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"no XML: {error}") from error
    if root is None:
        raise ValueError("no XML: it has no root element")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ValueError("XML nested too deep, or a text too long")
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise ValueError("XML that declares its own entities is refused")
    return root
