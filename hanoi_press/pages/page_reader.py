"""From bytes and an address to an `Article`: one parse a page, no network, no Scrapy."""

from __future__ import annotations

from urllib.parse import urlsplit

from hanoi_press.items import Article, Identity
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.context import Identify, PageContext
from hanoi_press.pages.document import Document, decode, is_utf8
from hanoi_press.pages.fragment import FragmentPage
from hanoi_press.pages.generic import GenericPage
from hanoi_press.pages.json_page import JsonPage
from hanoi_press.pages.verdicts import NotAnArticle, check, without_text
from hanoi_press.text.block_pages import is_refusal

_SHORT = 300  # characters; on a page of no known template such a text may be an error message


def template_for(doc: Document, context: PageContext) -> type[ArticlePage]:
    """Return the page class that reads the page.

    The templates of the page's own source decide by their marks; where none does, or the host is unknown, all templates
    are compared by structure; last come the page classes that need no template.
    Raises `NotAnArticle` for JSON that no template knows.
    """
    found = (
        next((template for template in context.templates if template.recognises(doc)), None)
        or next((template for template in context.other_templates if template.matches_structure(doc)), None)
        or (FragmentPage if FragmentPage.recognises(doc) else GenericPage)
    )
    if doc.data is not None and not issubclass(found, JsonPage):
        raise NotAnArticle("empty", "JSON that holds no article")
    return found


def read(body: bytes, url: str, context: PageContext, *, encoding: str | None = None, fetched_at: str) -> Article:
    """The article on a page.

    `url` is the page's own address, `context` tells whose page it is, `fetched_at` is UTC ("2026-11-24T03:00:00Z"),
    `encoding` what the HTTP header declared. Raises `NotAnArticle` with its kind for addresses of none, challenges,
    sponsored pieces and pages without title and text.
    """
    check(body)
    identity = context.identify(url)
    if identity is None:
        raise NotAnArticle("elsewhere", url)
    article = _article(Document(body, url), identity, context, fetched_at)
    if "\ufffd" in article.title + article.text and not is_utf8(body):
        return _article(Document(decode(body, encoding), url), identity, context, fetched_at)
    return article


def _article(doc: Document, identity: Identity, context: PageContext, fetched_at: str) -> Article:
    page = template_for(doc, context)
    if page in (FragmentPage, GenericPage) and is_refusal(doc.body):  # on a page of a known template its text tells
        raise NotAnArticle("blocked", "a refusal with HTTP 200")
    try:
        article = page(doc, _canonical(doc, identity, context.identify), context).article(fetched_at)
    except NotAnArticle as verdict:
        if verdict.kind == "empty" and (better := without_text(doc)):
            raise better from None
        raise
    guessed = article.extraction.page in (FragmentPage.name, GenericPage.name) and len(article.text) < _SHORT
    if (guessed or not article.text) and (better := without_text(doc)):
        raise better
    return article


def _canonical(doc: Document, identity: Identity, identify: Identify) -> Identity:
    """The page's own word on its address, where it names the same article: a site may serve an id under any slug."""
    address = doc.canonical
    if not address or address == identity.url or urlsplit(address).path in ("", "/"):
        return identity
    stated = identify(address)
    if stated and stated.source == identity.source and (stated.id == identity.id or identity.hashed):
        return stated
    return identity
