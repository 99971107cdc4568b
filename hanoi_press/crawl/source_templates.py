"""Keep the learnt templates of one source: that of its site, and one a year for captures of web archives.

A capture is read by what captures of its year taught, and teaches these only. Nothing that a capture taught is applied
to a page of the site, and nothing that the site taught to a capture.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from hanoi_press.crawl.read_answer import Answer, Outcome
from hanoi_press.crawl.template_learner import ObservedArticle, TemplateLearner
from hanoi_press.pages.learnt_template import LearntTemplate
from hanoi_press.pages.observation import Observation
from hanoi_press.store.learnt_names import learnt_name, names_of_captures, year_of
from hanoi_press.store.templates import FOLDER

_NEAR = 2  # years between a capture and those that taught the template which reads it


class CaptureLearner(TemplateLearner):
    """The template of one year's captures, which need not come in the order of their days."""

    def learn(self, observation: Observation, day: str) -> None:
        super().learn(observation, max(day, self.counts.last))


class SourceTemplates:
    """The learnt templates of one source, for one run; nothing is written until `save` is called."""

    def __init__(self, data: Path, source: str) -> None:
        self.data = data
        self.source = source
        self._of_captures: dict[str, CaptureLearner] | None = None

    @cached_property
    def site(self) -> TemplateLearner:
        """The template of the site's own pages."""
        return TemplateLearner(self.data, self.source)

    def template_for(self, answer: Answer) -> LearntTemplate:
        """Return the template by which an answer is read."""
        return self.template_of(learnt_name(self.source, answer.fetched_at, answer.via))

    def template_of(self, name: str) -> LearntTemplate:
        """Return the template of a name (`learnt_names`): of a year that has none, that of the nearest one.

        A neighbour's lends its locators only; the year is still taught by every page.
        """
        year = year_of(name)
        if year is None:
            return self.site.template
        learner = self._known().get(name)
        own = learner.template if learner else LearntTemplate()
        if own.locators("body") or own.ruled:
            return own
        lenders = {year_of(one) or 0: other.template for one, other in self._known().items()}
        near = [one for one, other in lenders.items() if other.locators("body") and abs(one - year) <= _NEAR]
        nearest = min(near, key=lambda one: (abs(one - year), one), default=None)
        return own if nearest is None else lenders[nearest]._replace(pages=own.pages)

    def knows(self, name: str) -> bool:
        """Return True if the captures of a name's year have taught where bodies are."""
        learner = self._known().get(name)
        return learner is not None and bool(learner.template.locators("body"))

    def pages(self, name: str) -> int:
        """Return the number of captures that taught the template of a name."""
        learner = self._known().get(name)
        return learner.counts.pages if learner is not None else 0

    def article_of(self, found: Outcome | ObservedArticle) -> Outcome:
        """Learn from what was read, and return it without the observation."""
        if isinstance(found, ObservedArticle):
            article = found.article
            name = learnt_name(self.source, article.fetched_at, article.extraction.via)
            self.learn(name, found.observation, article.fetched_at[:10])
            return article
        return found

    def learn(self, name: str, observation: Observation, day: str) -> None:
        """Learn from a page that was fetched on a day ("2026-11-24")."""
        learner = self.site if year_of(name) is None else self._captures(name)
        learner.learn(observation, day)

    @property
    def is_due(self) -> bool:
        """True if something should be saved."""
        return any(learner.is_due for learner in self._learners())

    def save(self) -> None:
        """Save what was learnt. A failure is only logged, because all can be learnt again."""
        for learner in self._learners():
            learner.save()

    def by_name(self) -> dict[str, LearntTemplate]:
        """Return the template of each name under which one may be asked for: the source's, and those of years."""
        known = [year_of(name) or 0 for name in self._known()]
        years = sorted({year + step for year in known for step in range(-_NEAR, _NEAR + 1)})
        names = [self.source, *(learnt_name(self.source, f"{year}", "web archive") for year in years)]
        return {name: self.template_of(name) for name in names}

    def _learners(self) -> list[TemplateLearner]:
        site = [self.site] if "site" in self.__dict__ else []  # it is read when it is wanted
        return [*site, *(self._of_captures or {}).values()]

    def _known(self) -> dict[str, CaptureLearner]:
        """Return the templates of captures, those of the data folder read when the first one is wanted."""
        if self._of_captures is None:
            names = names_of_captures(self.data / FOLDER, self.source)
            self._of_captures = {name: CaptureLearner(self.data, name) for name in names}
        return self._of_captures

    def _captures(self, name: str) -> CaptureLearner:
        known = self._known()
        if name not in known:
            known[name] = CaptureLearner(self.data, name)
        return known[name]


def template_for(data: Path, source: str, fetched_at: str, via: str | None) -> LearntTemplate:
    """Return the stored template by which an answer of a source is read; see `SourceTemplates`."""
    return SourceTemplates(data, source).template_of(learnt_name(source, fetched_at, via))
