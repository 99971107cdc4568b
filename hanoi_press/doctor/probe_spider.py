"""Define `ProbeSpider`, which probes an unknown site with the machinery of a crawl and keeps nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess, CrawlerProcess

from hanoi_press.crawl.bounded import TooCostly
from hanoi_press.discovery import Fetched, FetchFailed
from hanoi_press.doctor.probed_site import ProbedSite
from hanoi_press.doctor.sample_pages import SamplePage, read_sample
from hanoi_press.doctor.site_probe import probe
from hanoi_press.families.unknown_cms import UNKNOWN_CMS
from hanoi_press.sources import Source
from hanoi_press.spiders.press import Closing, PressSpider
from hanoi_press.text.hosts import host_of

# A dead host costs two requests of 20 s; a site that is busy is left alone, whatever it asks to wait.
_SETTINGS: dict[str, Any] = {
    "RETRY_TIMES": 1,
    "DOWNLOAD_TIMEOUT": 20,
    "RETRY_HTTP_CODES": [500, 502, 504, 522, 524, 408],
    "ARCHIVE_RAW": False,
    "ITEM_PIPELINES": {},
    "EXTENSIONS": {
        "hanoi_press.extensions.clean_log.CleanLogExtension": 1,
        "scrapy.extensions.feedexport.FeedExporter": None,
        "hanoi_press.extensions.crawl_delay.CrawlDelayExtension": 10,
        "hanoi_press.extensions.retry_after.RetryAfterExtension": 11,
    },
}


class ProbeSpider(PressSpider):
    """Probes the site at `address` and keeps what it found in `site`; writes nothing, and opens no data folder."""

    address: ClassVar[str]
    site: ProbedSite

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.site = ProbedSite(self.address, host_of(self.address), "the probe did not start, see the log (-L INFO)")

    async def start(self) -> AsyncIterator[Request]:
        """Probe the site. Yields nothing: every page is asked for in turn."""
        self.worker  # noqa: B018  (started now, before any connection is open)
        try:
            self.site = await probe(self.address, self)
        except Exception as error:
            self.logger.exception("the probe of %s failed", self.address)
            self.site.failure = f"the probe itself failed: {type(error).__name__}: {error}"
        for request in ():
            yield request

    async def fetch_page(self, url: str, *, json: Any = None, form: Mapping[str, str] | None = None) -> Fetched:
        """Return one page, as in a crawl. Raises `FetchFailed`."""
        try:
            return await super().fetch_page(url, json=json, form=form)
        except Closing:
            raise FetchFailed("the run is ending") from None

    def _blocked(self, url: str, *, at_once: bool) -> None:
        """Fail for a challenge page; the probe, not Scrapy, decides what follows from it."""
        self.outcome.count("blocked")
        raise FetchFailed("blocked")

    async def read_sample(self, page: Fetched) -> SamplePage:
        """Return what a page is, read in the process that reads pages."""
        try:
            found: SamplePage = await self.worker.run(read_sample, page.body, page.url)
        except TooCostly as error:
            return SamplePage(page.url, f"too costly: {error}")
        return found


def probe_spider_for(url: str) -> type[ProbeSpider]:
    """Return the spider class that probes the site at `url`."""
    host = host_of(url)
    unknown = Source(name=host, publisher=host, family=UNKNOWN_CMS, hosts=(host,))
    members = {
        "name": host,
        "source": unknown,
        "address": url,
        "custom_settings": dict(_SETTINGS),
        "__module__": __name__,
    }
    return type("UnknownSiteProbe", (ProbeSpider,), members)


def run_probe(process: AsyncCrawlerProcess | CrawlerProcess, url: str, archive: Path | None = None) -> ProbedSite:
    """Probe the site at `url` and return what was found; starts the process, which can be done once.

    `archive`: a WARC file that answers in place of the site.
    """
    crawler = process.create_crawler(probe_spider_for(url))
    process.crawl(crawler, **({"archive": str(archive)} if archive else {}))
    process.start()
    if isinstance(crawler.spider, ProbeSpider):
        return crawler.spider.site
    return ProbedSite(url, host_of(url), "the probe did not start, see the log (-L INFO)")
