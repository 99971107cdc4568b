"""Parse untrusted XML: a cut-off document is read up to its last element, nothing is fetched, entities are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from hanoi_press.compression import GZIP_MAGIC, inflate
from hanoi_press.pages.decoding import is_mostly_utf8, wide_charset

INFLATED_LIMIT = 50_000_000  # bytes; the sitemap protocol's own limit for one file

_NO_TEXT: Any = (etree.Comment, etree.ProcessingInstruction)  # the tags of such nodes
_HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
# Searched in the whole document: a comment before the root could hide a declaration from a scan up to the first tag.
_OWN_ENTITIES = re.compile(rb"<!DOCTYPE[^<>\[]*\[|<!ENTITY", re.IGNORECASE)
_DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([^"']{1,40})["']""")


@dataclass(frozen=True, slots=True)
class XmlDocument:
    """A parsed document. `name` is the root's local name; `is_cut_off` is True if the document has no end."""

    root: etree._Element
    name: str
    is_cut_off: bool

    def elements(self, tag: str) -> Iterator[etree._Element]:
        """Yield the elements with this local name, in order.

        The last element of a document that is cut off is left out, because half a URL looks like a whole one.
        """
        previous: etree._Element | None = None
        for element in self.root.iter("{*}" + tag):
            if previous is not None:
                yield previous
            previous = element
        if previous is not None and not self.is_cut_off:
            yield previous

    def records(self, tag: str) -> Iterator[dict[str, str]]:
        """Yield the texts of the children of each of those elements (`child_texts`)."""
        return map(child_texts, self.elements(tag))


def child_texts(element: etree._Element) -> dict[str, str]:
    """Return the texts of an element's children, stripped, by local name; the first that is not empty counts."""
    found: dict[str, str] = {}
    for child in element.iterchildren("*"):
        name = local_name(child)
        if not found.get(name):
            found[name] = _text(child).strip()
    return found


def _text(element: etree._Element) -> str:
    """Return the text of an element and its children.

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
    """Parse `body`, plain or gzipped.

    Raises ValueError if it is empty, HTML, no XML, too large when unpacked, nested too deep, or declares entities.
    """
    if body.startswith(GZIP_MAGIC):
        body = inflate(body, INFLATED_LIMIT)
    body = body.lstrip()
    if not body:
        raise ValueError("empty body instead of XML")
    if _HTML.match(body):
        raise ValueError("HTML instead of XML")
    plain = body.replace(b"\0", b"")  # so that the scans below also read UTF-16
    if _OWN_ENTITIES.search(plain):
        raise ValueError("XML that declares its own entities is refused")
    root = _root(body)
    name = local_name(root)
    if name.lower() == "html":
        raise ValueError("HTML instead of XML")
    prefix = f"{root.prefix}:" if root.prefix else ""
    has_end = f"</{prefix}{name}".encode() in plain or (len(root) == 0 and plain.rstrip().endswith(b"/>"))
    return XmlDocument(root, name, is_cut_off=not has_end)


def _true_encoding(body: bytes) -> str | None:
    """Return "utf-8" for UTF-8 (but for some damaged letters) that declares another charset; None otherwise.

    libxml2 would garble all letters, or end at the first one that is none of the declared charset ("us-ascii").
    """
    declared = _DECLARED.match(body)
    if declared is None or declared[1].lower() in (b"utf-8", b"utf8") or wide_charset(body):
        return None
    if body.isascii() and not declared[1].lower().startswith((b"utf-16", b"utf-32", b"ucs")):
        return None
    return "utf-8" if is_mostly_utf8(body) else None


def _root(body: bytes) -> etree._Element:
    # huge_tree=False keeps libxml2's own bounds: 256 levels, 10 MB a text, little growth by entities.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, encoding=_true_encoding(body)
    )
    try:
        root: etree._Element | None = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"no XML: {error}") from error
    if root is None:
        raise ValueError("no XML: it has no root element")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ValueError("XML nested too deep, or a text too long")
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):  # in an encoding that the scan cannot read
        raise ValueError("XML that declares its own entities is refused")
    return root
