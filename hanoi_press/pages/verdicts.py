"""Detect pages that are no article: challenges, refusals, error and redirect pages, shells, sponsored articles."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from hanoi_press.items import Article
from hanoi_press.pages.document import Document, Element, text_of
from hanoi_press.pages.notice import is_whole_without_text
from hanoi_press.text.block_pages import contains_refusal, is_challenge, is_refusal
from hanoi_press.text.normalize import clean
from hanoi_press.text.server_phrases import (
    is_404,
    is_report,
    mentions_missing,
    says_missing,
    states_status,
    text_kind,
    title_kind,
)

_ROOTS = frozenset({"app", "root", "__nuxt", "__next"})  # the element that a script fills
_NO_PLACES = frozenset("script style noscript link template iframe img br hr input p a svg canvas".split())
_FEW = 300  # characters of words on an error page, a redirect, or a page that waits for its script
_REFUSAL = 600  # characters of a body that only refuses; an article may quote the phrase
_LONG_REPORT = 4000  # characters of words on a server's own error page, with what it advises or reports
_PROSE = 60  # characters that a paragraph of prose begins with
_MOST_LEVELS = 10  # between a paragraph and its `article`; on a hostile page there are thousands
_MOST_HEADLINES = 30  # that are checked: a hostile page has thousands
_SPONSORED = frozenset({"tin tài trợ", "tài trợ"})


class NotAnArticle(Exception):
    """Raised for a page that is no article.

    `kind` is one word: blocked, elsewhere, empty, error, list, not-found, redirect, shell or sponsored.
    """

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind


def is_block_page(body: bytes) -> bool:
    """Return True for a challenge, or a refusal in words with HTTP 200."""
    return is_challenge(body) or is_refusal(body)


def check(body: bytes) -> None:
    """Raise `NotAnArticle` for bytes that are not worth a parse."""
    if not body or body.isspace():
        raise NotAnArticle("empty", "no bytes")
    if is_challenge(body):
        raise NotAnArticle("blocked", "a challenge page")


def check_article(article: Article, doc: Document) -> None:
    """Raise `NotAnArticle` for a sponsored article, and for an error or redirect page that was read like an article."""
    if {name.lower() for name in article.section} & _SPONSORED or "(tài trợ)" in article.title.lower():
        raise NotAnArticle("sponsored", article.url)
    if contains_refusal(article.title) or (len(article.text) < _REFUSAL and contains_refusal(article.text)):
        raise NotAnArticle("blocked", "a refusal with HTTP 200")
    by_selectors = article.extraction.fields.get("text") in ("css", "json") and article.extraction.page != "fragment"
    few = len(article.text) < _FEW
    verdict = _short_text(article.text) if few else None
    if verdict is None and (few or not by_selectors):
        verdict = server_page(doc)
    if verdict is None and few and not ((article.text and by_selectors) or is_whole_without_text(article)):
        verdict = without_article(doc, article.text)
    if verdict:
        raise verdict


def _short_text(text: str) -> NotAnArticle | None:
    """Return the verdict on a short text that begins as a server's own page does."""
    kind = text_kind(text)
    return NotAnArticle(kind, "an error page with HTTP 200") if kind else None


def server_page(doc: Document) -> NotAnArticle | None:
    """Return the verdict on a server's own page, recognised by its whole title; None for any other page."""
    titles = _titles(doc)
    kinds = {title: kind for title in titles if (kind := title_kind(title))}
    if kinds and _is_servers_own(doc, kinds):
        return NotAnArticle(next(iter(kinds.values())), "a server's own page with HTTP 200")
    # a missing page inside the site's layout, with any number of other articles below
    if any(map(says_missing, titles[1:] or titles)) and not _holds_article(doc):
        return NotAnArticle("not-found", "an error page with HTTP 200")
    return None


def _is_servers_own(doc: Document, titles: Iterable[str]) -> bool:
    """Return True if a page with a server's titles is short, or longer because the server reports or advises."""
    words = _words(doc)
    if len(words) < _FEW:
        return True
    return (
        len(words) < _LONG_REPORT and (any(map(states_status, titles)) or is_report(words)) and not _holds_article(doc)
    )


def _holds_article(doc: Document) -> bool:
    """Return True if the page states an article, in JSON-LD or as an `article` element of two paragraphs or more.

    A teaser may be an `article` too, but it has one paragraph.
    """
    if doc.news:
        return True
    known: set[Element] = set()
    for paragraph in doc.paragraphs:
        words = paragraph.text or (paragraph[0].text if len(paragraph) else "") or ""
        around = islice(paragraph.iterancestors("*"), _MOST_LEVELS) if len(words) > _PROSE else ()
        article = next((one for one in around if one.tag == "article"), None)
        if article is not None:
            if article in known:
                return True
            known.add(article)
    return False


def without_article(doc: Document, text: str = "") -> NotAnArticle | None:
    """Return the verdict on a page without a body, or with `text`, a few words that no selector found.

    An error page that answers 200, a refusal inside the site's layout, a redirect by a meta tag, or an app's shell;
    None for an article's page whose body is empty or whose template is not known.
    """
    words = _words(doc)
    if contains_refusal(words):
        return NotAnArticle("blocked", "a refusal with HTTP 200")
    if any(says_missing(head) or is_404(head) for head in _titles(doc)) or (
        not text and len(words) < _FEW and mentions_missing(words)
    ):
        return NotAnArticle("not-found", "an error page with HTTP 200")
    if len(words) >= _FEW:
        return None
    if doc.refreshes:
        return NotAnArticle("redirect", "a page that only leads to another")
    if any(element.get("id") in _ROOTS for element in doc.root.iter("div")) or (not text and _waits_for_script(doc)):
        return NotAnArticle("shell", "a page that a script fills")
    return None


def _waits_for_script(doc: Document) -> bool:
    """Return True if the body has an empty element of whatever name, and the page loads a script that may fill it."""
    body = doc.root.find("body")
    has_place = body is not None and any(
        isinstance(one.tag, str) and one.tag not in _NO_PLACES and not len(one) and not (one.text or "").strip()
        for one in body
    )
    return has_place and any(one.get("src") for one in doc.root.iter("script"))


def _titles(doc: Document) -> list[str]:
    """Return the window's title and the headlines."""
    return [clean(doc.root.findtext(".//title") or ""), *map(text_of, doc.headlines[:_MOST_HEADLINES])]


def _words(doc: Document) -> str:
    body = doc.root.find("body")
    return text_of(body) if body is not None else ""
