"""Read a page by the layers that can: the source's template, heuristics, the generic page class; judge what each gives.

No layer wins by its place alone: a template that finds no body, or clearly less than the page holds, hands on, and
trafilatura (in `GenericPage`) is asked only if the others find too little.
"""

from __future__ import annotations

from hanoi_press.items import Article, Identity, Listed
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.assembly import assemble
from hanoi_press.pages.context import PageContext
from hanoi_press.pages.document import Document
from hanoi_press.pages.fallback import complete, fill_missing, reads_too_little
from hanoi_press.pages.fragment import FragmentPage
from hanoi_press.pages.generic import GenericPage
from hanoi_press.pages.heuristics import HeuristicPage
from hanoi_press.pages.notice import documents_below, is_only_documents
from hanoi_press.pages.verdicts import NotAnArticle

_POOR = 200  # characters of text that heuristics find; with fewer the generic page class is asked, too


class Layers:
    """The layers that read one page."""

    def __init__(
        self, doc: Document, identity: Identity, context: PageContext, fetched_at: str, listed: Listed | None
    ) -> None:
        self._doc = doc
        self._identity = identity
        self._context = context
        self._fetched_at = fetched_at
        self._listed = listed

    def article(self, template: type[ArticlePage]) -> Article:
        """Return the article as `template` reads it, completed by the layers below if it finds too little.

        A template none of whose selectors matches has nothing to say but the fields that the others lack.
        Raises `NotAnArticle` for a list of other articles.
        """
        if template is HeuristicPage:
            return self._by_lines()
        page = template(self._doc, self._identity, self._context.source_of)
        is_plain = template is FragmentPage or self._doc.data is not None
        if not is_plain and not page.fits:
            article = self._by_lines()
            fill_missing(article, self._read(page))
            return article
        article = self._read(page)
        article.extraction.confidence = "high"
        if is_plain or is_only_documents(article, self._doc):
            return article
        if not article.title or reads_too_little(article.text, self._doc):
            found = self._by_lines()
            article = complete(article, found, self._doc)
            article.extraction.confidence = found.extraction.confidence
        return article

    def _by_lines(self) -> Article:
        """Return the article by heuristics; by the generic page class if they find little and that finds more."""
        page = HeuristicPage(self._doc, self._identity, self._context.source_of, self._listed)
        if page.is_list:
            raise NotAnArticle("list", "headlines of other articles in place of the article")
        if kind := page.error_kind:
            raise NotAnArticle(kind, "an error page with HTTP 200")
        article = self._read(page)
        article.extraction.confidence = "high" if page.is_certain else "low"
        if (len(article.text) < _POOR or not article.title) and not is_only_documents(article, self._doc):
            generic = self._read(GenericPage(self._doc, self._identity, self._context.source_of))
            if len(generic.text) > 2 * len(article.text) + _POOR and not page.is_frame(generic.text, article.text):
                generic.extraction.confidence = "low"
                return generic
        return article

    def _read(self, page: ArticlePage) -> Article:
        article = assemble(page, self._fetched_at)
        if not article.text and not article.attachments:
            article.attachments = documents_below(page.headline, self._doc)
        return article
