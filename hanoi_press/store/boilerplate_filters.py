"""Keep the filters of learnt boilerplate that one run needs: that of a site, and one a year for captures of it."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.items import Article
from hanoi_press.store.learnt_boilerplate import BoilerplateFilter
from hanoi_press.store.learnt_names import learnt_name


class BoilerplateFilters:
    """The filters of a data folder, each read when it is needed first, for crawl and replay. `by_name`: those read.

    The captures of web archives of each year have lines of their own. Those of the site are removed from them, too, or
    words that did not change would be a revision. Methods raise as `learnt_boilerplate.load`.
    """

    def __init__(self, data: Path) -> None:
        self.data = data
        self.by_name: dict[str, BoilerplateFilter] = {}

    def of(self, name: str) -> BoilerplateFilter:
        """Return the filter of a name (`learnt_names`)."""
        if name not in self.by_name:
            self.by_name[name] = BoilerplateFilter(self.data, name)
        return self.by_name[name]

    def teacher_of(self, article: Article) -> BoilerplateFilter:
        """Return the filter that learns from an article."""
        return self.of(learnt_name(article.source, article.fetched_at, article.extraction.via))

    def process(self, article: Article, *, is_new: bool) -> int:
        """Learn from the article if it is new, and remove the learnt lines from it. Return their number."""
        removed = self.teacher_of(article).process(article, is_new=is_new)
        if article.extraction.via is not None:
            removed += self.of(article.source).remove_from(article)
        return removed
