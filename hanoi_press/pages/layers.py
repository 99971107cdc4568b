"""Read a page by the layers that can, and judge what each gives.

They are the source's template, heuristics, what was learnt from other pages of the source, the generic page class.

No layer wins by its place alone: a template that finds no body, or clearly less than the page holds, hands on, and
trafilatura (in `GenericPage`) is asked only if the others find too little.
"""

from __future__ import annotations

from hanoi_press.items import Article, Identity, Listed
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.assembly import assemble
from hanoi_press.pages.context import PageContext
from hanoi_press.pages.document import Document
from hanoi_press.pages.fallback import complete, continues, fill_missing, may_read_too_little, reads_too_little
from hanoi_press.pages.fragment import FragmentPage
from hanoi_press.pages.generic import GenericPage
from hanoi_press.pages.heuristics import HeuristicPage
from hanoi_press.pages.learnt_fields import agree, overrule
from hanoi_press.pages.learnt_page import LearntPage, learnt_page
from hanoi_press.pages.notice import documents_below, is_only_documents
from hanoi_press.pages.verdicts import NotAnArticle
from hanoi_press.text.normalize import fold

_POOR = 200  # characters of text that heuristics find; with fewer the generic page class may be asked, too


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

        What a person's selectors find counts more than any layer. Raises `NotAnArticle` for a list of other articles.
        """
        article = self._by_template(template)
        learnt = self._context.learnt
        if learnt is not None and learnt.ruled and self._doc.data is None:
            page = LearntPage(self._doc, self._identity, self._context.source_of, learnt)
            overrule(article, self._read(page), learnt.ruled)
        return article

    def _by_template(self, template: type[ArticlePage]) -> Article:
        """Return the article by a template of its source; one that matches nothing only fills what others lack."""
        if template is HeuristicPage:
            return self._without_template()
        page = template(self._doc, self._identity, self._context.source_of)
        is_plain = template is FragmentPage or self._doc.data is not None
        if not is_plain and not page.fits:
            article = self._without_template()
            fill_missing(article, self._read(page))
            return article
        article = self._read(page)
        article.extraction.confidence = "high"
        if is_plain or is_only_documents(article, self._doc):
            return article
        is_poor = not article.title or reads_too_little(article.text, self._doc)
        if is_poor or may_read_too_little(article, self._doc):
            return self._completed(article, is_poor=is_poor)
        return article

    def _completed(self, article: Article, *, is_poor: bool) -> Article:
        """Return a template's article with what the layers below find more.

        Their text counts if it goes on where the template's stops; if that is poor, also if it is several times longer.
        """
        try:
            found = self._without_template()
        except NotAnArticle:
            if is_poor:
                raise
            return article
        if found.extraction.confidence == "high" and article.text and continues(found.text, article.text):
            overrule(article, found, ("body",))
        elif is_poor:
            article = complete(article, found, self._doc)
            article.extraction.confidence = found.extraction.confidence
        return article

    def _without_template(self) -> Article:
        """Return the article by heuristics and the source's learnt template.

        The template fills what the heuristics lack. It wins where they are not certain, and its headline is the one
        that address, list or metadata state.
        """
        lines = HeuristicPage(self._doc, self._identity, self._context.source_of, self._listed)
        lines.near = min((one.NEAR for one in self._context.templates), default=lines.near)
        article = self._by_lines(lines)
        page = learnt_page(self._doc, self._identity, self._context.source_of, self._context.learnt)
        found = self._read(page) if page is not None else None
        if found is None or not found.text:
            return article
        is_agreed = agree(article, found)
        if article.extraction.confidence == "low" and not is_agreed and lines.known.title_weight(fold(found.title)):
            article, found = found, article
        fill_missing(article, found)
        if is_agreed or article.extraction.confidence is None:
            article.extraction.confidence = "high"
        return article

    def _by_lines(self, page: HeuristicPage) -> Article:
        """Return the article by heuristics; by the generic page class if they find little and that finds more."""
        if page.is_list:
            raise NotAnArticle("list", "headlines of other articles in place of the article")
        if kind := page.error_kind:
            raise NotAnArticle(kind, "an error page with HTTP 200")
        article = self._read(page)
        article.extraction.confidence = "high" if page.is_certain else "low"
        is_poor = len(article.text) < _POOR or not article.title
        if is_poor and page.holds_more(article.text) and not is_only_documents(article, self._doc):
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
