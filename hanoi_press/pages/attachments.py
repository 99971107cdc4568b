"""Recognise links to documents (files and legal documents)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from hanoi_press.items import Attachment
from hanoi_press.pages.document import Document, Element, text_of

# Liferay serves a file under its name and a UUID: /documents/20117/0/tt-06.pdf/1b2c…
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)(?:/[0-9a-f-]{36})?(?:$|[?#])", re.I)
_UUID = re.compile(r"/[0-9a-f-]{36}$", re.I)
# The Government's collection of legal documents: a reference by number (raw pages of baochinhphu.vn, 2026).
_LEGAL = re.compile(r"https?://vanban\.chinhphu\.vn/[^#]*[?&]docid=\d", re.I)
_MOST_LINKS = 3  # around a link: the words of the inner ones would be read again for each


def attachment(link: Element, doc: Document) -> Attachment | None:
    """Return the document that a link leads to; None if it leads to a page."""
    address = link.get("href") or ""
    url = doc.absolute(address) if is_document(address) else None
    if not url:
        return None
    name = _UUID.sub("", url.split("?")[0]).rsplit("/", 1)[-1]
    is_nested = next(islice(link.iterancestors("a"), _MOST_LINKS, None), None) is not None
    return Attachment(url, (text_of(link) if not is_nested else "") or name)


def files_in(box: Element, doc: Document) -> Iterator[Attachment]:
    """Yield the documents that the links in a box lead to."""
    return filter(None, (attachment(link, doc) for link in box.iter("a")))


def is_document(address: str) -> bool:
    """Return True if an address is a file's (pdf, docx, xlsx …) or a legal document's."""
    return _DOCUMENT.search(address.split("?")[0]) is not None or _LEGAL.match(address.strip()) is not None
