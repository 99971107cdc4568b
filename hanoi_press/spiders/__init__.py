"""Make one spider for each source; Scrapy finds them through `source_loader`."""

from __future__ import annotations

from functools import cache

from hanoi_press.sources import Source
from hanoi_press.spiders.press import PressSpider


@cache
def spider_for(source: Source) -> type[PressSpider]:
    """Return the spider class of a source."""
    members = {"name": source.name, "source": source, "custom_settings": dict(source.settings), "__module__": __name__}
    return type(f"{source.name.capitalize()}Spider", (PressSpider,), members)
