"""Judge the page in a capture of a web archive: whether it is the article, or something that stood in its place."""

from __future__ import annotations

import re

from hanoi_press.crawl.capture_verdict import BadCapture, CaptureFault
from hanoi_press.crawl.captured_letters import in_unicode
from hanoi_press.items import Article
from hanoi_press.pages.document import Document
from hanoi_press.pages.places_taken import is_broken_page, is_home_page, is_login_page, is_missing_page
from hanoi_press.sources import Source
from hanoi_press.warc.bodies import is_xml

_FILES = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"Rar!", b"{\\rtf")

_HTML = re.compile(rb"<html[\s>]|<!doctype\s+html", re.I)


def captured_body(body: bytes, encoding: str | None) -> bytes | BadCapture:
    """Return the page's bytes in a charset that the reader knows; a `BadCapture` if there is none, or no page.

    `encoding`: the charset that the HTTP header declared.
    """
    if body.startswith(_FILES):
        return BadCapture(CaptureFault.NO_PAGE, "a document or a picture in place of a page")
    if is_xml(body) and _HTML.search(body) is None:
        return BadCapture(CaptureFault.NO_PAGE, "XML in place of a page")
    readable = in_unicode(body, encoding)
    if readable is None:
        return BadCapture(CaptureFault.UNDECODABLE, "its letters are in no charset that we know, or were lost")
    return readable


def captured_fault(doc: Document, article: Article | None, url: str, source: Source) -> BadCapture | None:
    """Return why a page at `url` is not the article; None if nothing speaks against it.

    `article`: what was read of the page; None if nothing was.
    """
    if is_login_page(doc, article):
        return BadCapture(CaptureFault.LOGIN_PAGE, "a page that asks for a password")
    if is_missing_page(doc, article):
        return BadCapture(CaptureFault.SOFT_404, "a page that says it does not exist")
    if is_home_page(doc, article, url, source.identify):
        return BadCapture(CaptureFault.SOFT_404, "the home page in place of the article")
    if is_broken_page(doc, article):
        return BadCapture(CaptureFault.ERROR_PAGE, "what a server prints when it fails")
    if article is None and doc.data is not None:
        return BadCapture(CaptureFault.NO_PAGE, "JSON in place of a page")
    return None
