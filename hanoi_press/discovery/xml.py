"""XML written by strangers: read what is whole, trust nothing, fetch nothing."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

INFLATED_LIMIT = 50_000_000  # bytes; the sitemap protocol's own limit for one file

_GZIP = b"\x1f\x8b"
_HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
# Anywhere, not only before the root: a comment in the prolog could hide one from a scan that stops at the first tag.
_OWN_ENTITIES = re.compile(rb"<!DOCTYPE[^<>\[]*\[|<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document. `name` is the root's local name; `torn` says that its end never came."""

    root: etree._Element
    name: str
    torn: bool

    def elements(self, tag: str) -> Iterator[etree._Element]:
        """The elements with this local name, in order.

        Of a torn document the last is left out: it may be the one that was cut, and half a URL reads like a whole one.
        """
        held: etree._Element | None = None
        for element in self.root.iter("{*}" + tag):
            if held is not None:
                yield held
            held = element
        if held is not None and not self.torn:
            yield held

    def records(self, tag: str) -> Iterator[dict[str, str]]:
        """The fields of each of those elements."""
        return map(fields, self.elements(tag))


def records(body: bytes, tag: str) -> Iterator[dict[str, str]]:
    """The direct children of each `<tag>` in `body`: local name to text, stripped.

    Raises ValueError before the first record when `body` is no XML, and after the last whole one when it is torn.
    """
    document = parse(body)
    yield from document.records(tag)
    if document.torn:
        raise ValueError("torn XML: the end is missing")


def fields(element: etree._Element) -> dict[str, str]:
    """The texts of an element's children by local name; the first that is not empty wins."""
    found: dict[str, str] = {}
    for child in element.iterchildren("*"):
        text = (child.text or "") if len(child) == 0 else "".join(str(part) for part in child.itertext())
        name = local(child)
        if not found.get(name):
            found[name] = text.strip()
    return found


def local(element: etree._Element) -> str:
    """The element's name without its namespace, or without a prefix that was never declared."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def parse(body: bytes) -> Document:
    """Parse `body`, plain or gzipped. ValueError when it is empty, HTML, no XML, a bomb, or nested too deep."""
    if body.startswith(_GZIP):
        body = _inflate(body)
    body = body.lstrip()
    if not body:
        raise ValueError("empty body instead of XML")
    if _HTML.match(body):
        raise ValueError("HTML instead of XML")
    plain = body.replace(b"\0", b"")  # so that UTF-16 hides nothing from the scans
    if _OWN_ENTITIES.search(plain):
        raise ValueError("XML that declares its own entities is refused")
    root = _root(body)
    if local(root).lower() == "html":
        raise ValueError("HTML instead of XML")
    prefix = f"{root.prefix}:" if root.prefix else ""
    closed = f"</{prefix}{local(root)}".encode() in plain or (len(root) == 0 and plain.rstrip().endswith(b"/>"))
    return Document(root, local(root), torn=not closed)


def _root(body: bytes) -> etree._Element:
    # huge_tree=False keeps libxml2's own bounds: 256 levels, 10 MB a text, little growth by entities.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root: etree._Element | None = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"no XML: {error}") from error
    if root is None:
        raise ValueError("no XML: it has no root element")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ValueError("XML nested too deep, or a text too long")
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):  # in an encoding that the scan cannot see
        raise ValueError("XML that declares its own entities is refused")
    return root


def _inflate(body: bytes) -> bytes:
    inflated = b""
    while body.startswith(_GZIP):  # a gzip file may be several, one after another
        member = zlib.decompressobj(wbits=31)
        try:
            inflated += member.decompress(body, INFLATED_LIMIT - len(inflated) + 1)
        except zlib.error as error:
            raise ValueError(f"bad gzip: {error}") from error
        if len(inflated) > INFLATED_LIMIT:
            raise ValueError(f"gzip inflates to more than {INFLATED_LIMIT} bytes")
        if not member.eof:
            raise ValueError("torn gzip: the end is missing")
        body = member.unused_data
    return inflated
