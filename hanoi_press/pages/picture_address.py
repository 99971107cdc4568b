"""Find the address of the picture that an element shows."""

from __future__ import annotations

import re

from hanoi_press.pages.document import Document, Element

_PLACEHOLDER = re.compile(r"(?:^data:|/grey\.gif|/blank\.|/spacer\.|/loading\.|/lazy|/placeholder)", re.I)
_SOURCES = ("data-original", "data-src", "data-lazy-src", "src")  # attributes, the likeliest original first


def picture_url(picture: Element, doc: Document) -> str | None:
    """Return the absolute address of the picture that an `img` shows; None if it has only a placeholder's."""
    for name in _SOURCES:
        address = picture.get(name)
        if address and address.strip() and not _PLACEHOLDER.search(address.strip()):
            return doc.absolute(address)
    return None
