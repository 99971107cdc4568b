"""Read a page's bytes and address into an `Article`, with one parse and without network or Scrapy."""

from __future__ import annotations

from collections.abc import Callable

from hanoi_press.items import Article, Identity, Listed
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.context import PageContext
from hanoi_press.pages.decoding import decode, is_utf8, without_wide_letters
from hanoi_press.pages.document import Document
from hanoi_press.pages.fragment import FragmentPage
from hanoi_press.pages.heuristics import HeuristicPage
from hanoi_press.pages.json_page import JsonPage
from hanoi_press.pages.layers import Layers
from hanoi_press.pages.listed_fields import fill_from_list
from hanoi_press.pages.notice import is_whole_without_text
from hanoi_press.pages.served_list import is_section_list
from hanoi_press.pages.stated_identity import stated_identity
from hanoi_press.pages.verdicts import NotAnArticle, check, check_article, without_article
from hanoi_press.text.block_pages import is_refusal
from hanoi_press.text.language import language_of

OnRead = Callable[[Document, Article], None]


def template_for(doc: Document, context: PageContext) -> type[ArticlePage]:
    """Return the page class that reads the page.

    The templates of the page's own source are tried by their marks; if none matches, or the host is unknown, all
    templates are compared by structure; last come the page classes that need no template.
    Raises `NotAnArticle` for JSON that no template knows.
    """
    found = (
        next((template for template in context.templates if template.recognises(doc)), None)
        or next((template for template in context.other_templates if template.matches_structure(doc)), None)
        or (FragmentPage if FragmentPage.recognises(doc) else HeuristicPage)
    )
    if doc.data is not None and not issubclass(found, JsonPage):
        raise NotAnArticle("empty", "JSON without an article")
    return found


def read(
    body: bytes,
    url: str,
    context: PageContext,
    *,
    encoding: str | None = None,
    fetched_at: str,
    require_title: bool = True,
    listed: Listed | None = None,
    on_read: OnRead | None = None,
) -> Article:
    """Return the article on a page.

    `url` is the page's own address, `context` the facts on its source, `fetched_at` is UTC ("2026-11-24T03:00:00Z"),
    `encoding` the charset that the HTTP header declared. `require_title=False` is for bare bodies, which have no title.
    `listed` is what a list stated about the article. `on_read` is called with the page and its article at the end.
    Raises `NotAnArticle` with its kind for addresses of no article, challenges, error and redirect pages, sponsored
    articles, and pages on which no title is found, or neither text nor what stands for it (`pages.notice`).
    """
    body = without_wide_letters(body)
    check(body)
    identity = context.identify(url)
    if identity is None:
        raise NotAnArticle("elsewhere", url)
    doc = Document(body, url)
    article = _article(doc, identity, context, fetched_at, listed)
    if "\ufffd" in f"{article.title}{article.summary}{article.text}" and not is_utf8(body):
        doc = Document(decode(body, encoding), url)
        article = _article(doc, identity, context, fetched_at, listed)
    fill_from_list(article, listed, doc)
    missing = [name for name in ("title", "text") if not getattr(article, name) and (name == "text" or require_title)]
    if missing and not is_whole_without_text(article):
        raise without_article(doc) or NotAnArticle("empty", "no " + " and no ".join(missing))
    if on_read is not None:
        on_read(doc, article)
    return article


def _article(
    doc: Document, identity: Identity, context: PageContext, fetched_at: str, listed: Listed | None
) -> Article:
    """Return the article by the page's template, or by the layers below it."""
    template = template_for(doc, context)
    if template in (FragmentPage, HeuristicPage) and is_refusal(doc.body):  # else the text is checked instead
        raise NotAnArticle("blocked", "a refusal with HTTP 200")
    identity = stated_identity(doc, identity, context.identify)
    article = Layers(doc, identity, context, fetched_at, listed).article(template)
    check_article(article, doc)
    if is_section_list(article.title, doc, identity, context.identify):
        raise NotAnArticle("not-found", "the section's list in place of the article")
    _correct_language(article)
    return article


def _correct_language(article: Article) -> None:
    """Set the article's language by its letters if they contradict what the page states."""
    words = f"{article.title}\n{article.summary or ''}\n{article.text}"
    if (language := language_of(words, article.language)) != article.language:
        article.language = language
        article.extraction.fields = dict(sorted({**article.extraction.fields, "language": "letters"}.items()))
