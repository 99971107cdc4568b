"""Judge the page in a capture of a web archive: whether it is the article, or something that stood in its place."""

from __future__ import annotations

from hanoi_press.crawl.capture_verdict import BadCapture
from hanoi_press.items import Article
from hanoi_press.pages.document import Document
from hanoi_press.sources import Source


def captured_body(body: bytes, encoding: str | None) -> bytes | BadCapture:
    """Return the page's bytes in a charset that the reader knows; a `BadCapture` if its letters cannot be decoded."""
    return body


def captured_fault(doc: Document, article: Article | None, source: Source) -> BadCapture | None:
    """Return why a page is not the article; None if nothing speaks against it. `article`: what was read of it."""
    return None
