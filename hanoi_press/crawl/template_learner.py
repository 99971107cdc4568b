"""Learn the template of one source from the pages that a crawl or a replay reads, and apply it to the next ones."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from hanoi_press.crawl.read_answer import Answer, Outcome, read_answer
from hanoi_press.items import Article
from hanoi_press.pages.document import Document
from hanoi_press.pages.learnt_template import LearntTemplate, elements_of
from hanoi_press.pages.observation import Observation, observe
from hanoi_press.pages.template_counts import TemplateCounts
from hanoi_press.sources import Source, sources
from hanoi_press.store.templates import load_template, save_template
from hanoi_press.text.moments import utc_now

logger = logging.getLogger(__name__)
_YOUNG = 12  # pages; a template learnt from fewer is taught by every page
_ONE_IN = 32  # pages that teach an older one, because observing a page takes as long as reading it
_ENOUGH = 64  # pages of an archive to learn from
_PAGE = 10_000  # bytes of a page in an archive
_EVERY = 100  # pages after which the counts are saved, because a run may be killed


@dataclass(frozen=True, slots=True)
class ObservedArticle:
    """An article with what its page taught."""

    article: Article
    observation: Observation


def read_observed(answer: Answer, name: str, learnt: LearntTemplate) -> Outcome | ObservedArticle:
    """Return the article of a page of the named source, or why there is none; runs in the reading process.

    An article that was read with confidence comes with what its page teaches, if that is wanted.
    """
    return observed_outcome(answer, sources()[name], learnt)


def observed_outcome(
    answer: Answer, source: Source, learnt: LearntTemplate, one_in: int = 1
) -> Outcome | ObservedArticle:
    """Return the same as `read_observed` for a source; `one_in`: the share of pages that teach a young template."""
    seen: list[Observation] = []

    def on_read(doc: Document, article: Article) -> None:
        if is_confident(article) and _teaches(doc, article, learnt, one_in):
            found = observe(doc, article, learnt)
            seen.extend([found] if found else [])

    outcome = read_answer(answer, source, learnt, on_read)
    return ObservedArticle(outcome, seen[0]) if seen and isinstance(outcome, Article) else outcome


def share_for(size: int) -> int:
    """Return which share of the pages (one in …) of archives with `size` bytes is enough to learn a template."""
    return max(1, min(_ONE_IN, size // (_PAGE * _ENOUGH)))


def is_confident(article: Article) -> bool:
    """Return True if the article's page can teach: the layers agree on it, or a template of the family read it."""
    extraction = article.extraction
    if not article.text or not article.title or "\n\n" not in article.text:
        return False
    return extraction.confidence == "high" or (extraction.confidence is None and _is_by_selectors(article))


def _is_by_selectors(article: Article) -> bool:
    return article.extraction.fields.get("text") == "css"


def _teaches(doc: Document, article: Article, learnt: LearntTemplate, one_in: int) -> bool:
    """Return True for the pages of a young template, for a few of an older one, and for those of another design.

    Chance decides by the article's id, so that every process decides alike. The template does not need to know the
    design of pages that the family's own selectors read.
    """
    if doc.data is not None:
        return False
    share = one_in if learnt.pages < _YOUNG else _ONE_IN
    if crc32(article.id.encode()) % share == 0:
        return True
    return learnt.pages > 0 and not _is_by_selectors(article) and not elements_of(learnt, "body", doc)


def _loaded(data: Path, source: str) -> TemplateCounts:
    """Return the stored counts. If the disk fails only that is logged, because all can be learnt again."""
    try:
        return load_template(data, source)
    except OSError as error:
        logger.error("the learnt template of %s could not be read and is learnt anew: %s", source, error)
        return TemplateCounts()


class TemplateLearner:
    """The template of one source and its file, for one run; nothing is written until `save` is called."""

    def __init__(self, data: Path, source: str) -> None:
        self.data = data
        self.source = source
        self.counts = _loaded(data, source)
        self.template = self.counts.template()
        self.unsaved = 0  # pages learnt from since the last save

    @property
    def is_due(self) -> bool:
        """True if the counts should be saved."""
        return self.unsaved >= _EVERY

    def article_of(self, found: Outcome | ObservedArticle) -> Outcome:
        """Learn from what was read, and return it without the observation."""
        if not isinstance(found, ObservedArticle):
            return found
        self.learn(found.observation, found.article.fetched_at[:10])
        return found.article

    def learn(self, observation: Observation, day: str) -> None:
        """Learn from a page that was fetched on a day ("2026-11-24")."""
        if self.counts.learn(observation, min(day, utc_now()[:10])):  # a wrong clock must not hold it up later
            self.unsaved += 1
            self.template = self.counts.template()

    def save(self) -> None:
        """Save the counts if anything was learnt. A failure is only logged, because all can be learnt again."""
        if self.unsaved:
            try:
                save_template(self.counts, self.data, self.source)
                self.unsaved = 0
            except OSError as error:
                logger.error("the learnt template of %s could not be saved: %s", self.source, error)
