"""Read the documents (files and legal documents) that links lead to, frames show and buttons open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from hanoi_press.items import Attachment
from hanoi_press.pages.document import Document, Element, text_of
from hanoi_press.pages.document_address import (
    document_address,
    file_name,
    is_document,
    is_document_type,
    is_file_name,
    is_handler,
    is_no_document,
)
from hanoi_press.text.normalize import clean

LINKING = frozenset({"a", "area", "button"})
SHOWING = frozenset({"iframe", "object", "embed", "amp-iframe", "amp-google-document-embed"})
_LINKED = ("href", "data-href", "data-url", "data-file", "data-pdf", "data-src")
_SHOWN = ("src", "data", "data-src", "data-lazy-src", "data-url", "data-original", "data-pdf")
# Boxes that a script fills with a document's pages.
_SCRIPTED: Any = etree.XPath(
    "descendant::*[@data-pdf or @data-pdf-url or @data-pdf-src or @data-file or @data-file-url or @data-document "
    "or @data-flipbook or (@source and contains(@class, '_df_'))]"
)
# Attributes in which scripts find the document that they show.
BY_SCRIPT = ("data-pdf data-pdf-url data-pdf-src data-file data-file-url data-document data-flipbook source").split()
_MOST_SCRIPTED = 50
_QUOTED = re.compile(r"['\"]([^'\"]{1,2000})['\"]")
_LONGEST_SCRIPT = 10_000  # characters
_MOST_LINKS = 3  # around a link: the words of the inner ones would be read again for each


def attachment(element: Element, doc: Document, *, in_file_box: bool = False) -> Attachment | None:
    """Return the document that a link leads to, a frame shows, or a button opens; None if it is a page.

    `in_file_box`: the element is in a box of attached files, where an address that may serve any file serves one.
    """
    if element.tag in SHOWING:
        return _shown(element, doc)
    address = next(_stated(element), None) or _served(element, in_file_box)
    url = doc.absolute(document_address(address)) if address else None
    if not url:
        return None
    stated = clean(element.get("download") or "")
    return Attachment(url, _words(element) or (stated if is_file_name(stated) else file_name(url)))


def files_in(box: Element, doc: Document) -> Iterator[Attachment]:
    """Yield the documents that the links and frames in a box of attached files lead to."""
    return filter(None, (attachment(one, doc, in_file_box=True) for one in box.iter(*LINKING, *SHOWING)))


def scripted(element: Element, doc: Document) -> Attachment | None:
    """Return the document that a script shows in place of an element with one of the attributes `BY_SCRIPT`."""
    for name in BY_SCRIPT:
        address = element.get(name) or ""
        if is_document(address) and (url := doc.absolute(document_address(address, in_frame=True))):
            return Attachment(url, file_name(url))
    return None


def shown_by_script(box: Element, doc: Document) -> Iterator[Attachment]:
    """Yield the documents that scripts show in place of the elements inside a box."""
    return filter(None, (scripted(one, doc) for one in _SCRIPTED(box)[:_MOST_SCRIPTED]))


def holds_scripted(box: Element) -> bool:
    """Return True if a script may show a document inside a box."""
    return bool(_SCRIPTED(box))


def _stated(element: Element) -> Iterator[str]:
    """Yield the addresses of documents in the attributes of a link or a button, that of the link first."""
    attributes = element.attrib
    for name in _LINKED:
        if (address := attributes.get(name)) and is_document(address):
            yield address.strip()
    script = attributes.get("onclick") or attributes.get("href") or ""
    if ("onclick" in attributes or script[:11].lower() == "javascript:") and len(script) < _LONGEST_SCRIPT:
        yield from filter(is_document, _QUOTED.findall(script))


def _served(element: Element, in_file_box: bool) -> str | None:
    """Return the address of a link that only the link's own words or attributes call a document."""
    address = (element.get("href") or "").strip()
    if not address or is_no_document(address):
        return None
    stated = element.get("download")
    if stated is not None:
        return None if stated and is_no_document(stated) else address
    told = (in_file_box and is_handler(address)) or is_document_type(element.get("type") or "")
    return address if told or is_file_name(_words(element)) else None


def _words(link: Element) -> str:
    is_nested = next(islice(link.iterancestors("a", "button"), _MOST_LINKS, None), None) is not None
    return text_of(link) if not is_nested else ""


def _shown(element: Element, doc: Document) -> Attachment | None:
    """Return the document that a frame shows."""
    typed = is_document_type(element.get("type") or "")
    params = [one.get("value") or "" for one in element.iterchildren("param")] if element.tag == "object" else []
    for address in (*(element.get(name) or "" for name in _SHOWN), *params):
        if address.strip() and (is_document(address) or (typed and not is_no_document(address))):
            url = doc.absolute(document_address(address, in_frame=True))
            if url:
                return Attachment(url, clean(element.get("title") or "") or file_name(url))
    return None
