"""Recognise an article without words: a notice that is only a document, or only a picture."""

from __future__ import annotations

from itertools import islice

from hanoi_press.items import Article, Attachment
from hanoi_press.pages.attachments import LINKING, SHOWING, attachment, shown_by_script
from hanoi_press.pages.document import Document, Element, is_larger
from hanoi_press.pages.fallback import holds_loose_prose, holds_prose
from hanoi_press.pages.named_boxes import in_menu
from hanoi_press.pages.structure import in_related_box

_MOST_LEVELS = 8  # between the headline and the box that holds the document, too
_LARGEST = 1500  # elements of that box
_MOST_SHOWN = 20  # documents of a notice; a page with more is a list
_MOST_PROSE = 400  # characters on the page, outside menus and the like
_OWN_TITLES = ("css", "json", "json-ld", "heuristic")  # origins of an article's own headline


def is_whole_without_text(article: Article) -> bool:
    """Return True for an article without words that is whole: its own headline, a date, and a document or a picture."""
    stated = article.extraction.fields.get("title") in _OWN_TITLES
    shown = article.attachments or article.images
    return not article.text and stated and bool(article.published_at and shown) and len(shown) <= _MOST_SHOWN


def is_only_documents(article: Article, doc: Document) -> bool:
    """Return True for a notice that is only a document, on a page without other prose that may be its text."""
    return (
        is_whole_without_text(article)
        and bool(article.attachments)
        and not holds_prose(doc, _MOST_PROSE)
        and not holds_loose_prose(doc, _MOST_PROSE)
    )


def documents_below(headline: Element | None, doc: Document) -> list[Attachment]:
    """Return the documents in the smallest part of the page that holds the headline and any; [] if that is a list.

    `headline` is the template's, if it knows one; else the first `h1` counts.
    Links in menus, sidebars and boxes of other articles do not count; in the whole page only what frames show does.
    """
    headline = next(iter(doc.headlines), None) if headline is None else headline
    around = islice(headline.iterancestors("*"), _MOST_LEVELS) if headline is not None else ()
    for part in around:
        if is_larger(part, _LARGEST):
            break
        tags = SHOWING if part.tag in ("body", "html") else LINKING | SHOWING
        elements = (one for one in part.iter(*tags) if not in_menu(one) and not in_related_box(one))
        found = {one.url: one for element in elements if (one := attachment(element, doc))}
        if part.tag not in ("body", "html"):
            found |= {one.url: one for one in shown_by_script(part, doc) if one.url not in found}
        if found:
            return list(found.values()) if len(found) <= _MOST_SHOWN else []
    return []
