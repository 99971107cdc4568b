"""Find the spiders of all sources for Scrapy, those of the user's own folder as well."""

from __future__ import annotations

from scrapy.spiderloader import SpiderLoader

from hanoi_press.sources import sources
from hanoi_press.spiders import spider_for


class SourceSpiderLoader(SpiderLoader):
    """Scrapy's loader, with a spider for each source that is known when a command begins."""

    def _load_all_spiders(self) -> None:
        super()._load_all_spiders()
        self._spiders.update({name: spider_for(source) for name, source in sources().items()})
