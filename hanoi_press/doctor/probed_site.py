"""Define `ProbedSite`, all that a probe found of a site that no source describes, as values."""

from __future__ import annotations

from dataclasses import dataclass, field

from hanoi_press.discovery import Fetched
from hanoi_press.doctor.address_rules import AddressRule, SiteBase
from hanoi_press.doctor.sample_pages import SamplePage


@dataclass(frozen=True, slots=True)
class ProbedSitemap:
    """A sitemap with articles: `child` is searched in the names of the sitemaps that it lists."""

    url: str
    child: str
    articles: int


@dataclass(frozen=True, slots=True)
class ProbedList:
    """A list: its address, the articles on its first page, and how its next page is found.

    `pager` is `searched` (`pager_search` finds it), `printed` (only `printed_next` does), `none`, or "" if nobody
    looked. `is_seen` is False for a list of the menu that was not asked for, because others of its form were.
    """

    url: str
    articles: int = 0
    dated: int = 0
    pager: str = ""
    is_seen: bool = True


@dataclass(slots=True)
class ProbedSite:
    """What a probe found. Without `rules` no article was found, and `failure` says why.

    `unsure` are sentences on what a person should look at; `seen` on what was seen.
    """

    url: str
    host: str
    failure: str = ""
    base: SiteBase | None = None
    home: str = ""
    publisher: str = ""
    family: str = ""
    rules: tuple[AddressRule, ...] = ()
    feeds: dict[str, int] = field(default_factory=dict)  # articles by feed
    sitemaps: list[ProbedSitemap] = field(default_factory=list)
    lists: list[ProbedList] = field(default_factory=list)
    home_articles: int = 0
    home_pager: str = ""  # as `ProbedList.pager`
    is_sitemap_whole: bool = False  # the sitemaps have every article that was seen anywhere
    samples: list[SamplePage] = field(default_factory=list)
    pages: dict[str, Fetched] = field(default_factory=dict)  # the articles that were read
    unsure: list[str] = field(default_factory=list)
    requests: int = 0

    @property
    def articles(self) -> list[SamplePage]:
        """Return the samples that were read as articles."""
        return [one for one in self.samples if one.is_article]
