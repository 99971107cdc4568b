"""Define `ProbeSpider`, which probes an unknown site with the machinery of a crawl and keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from scrapy.crawler import CrawlerProcessBase

from hanoi_press.crawl.bounded import TooCostly
from hanoi_press.discovery import VN, Fetched
from hanoi_press.doctor.findings import Contact, SourceFindings, Verdict
from hanoi_press.doctor.probed_site import ProbedSite
from hanoi_press.doctor.sample_pages import SamplePage, read_sample
from hanoi_press.doctor.site_probe import probe
from hanoi_press.doctor.source_writer import source_text
from hanoi_press.doctor.visit import visit
from hanoi_press.doctor.visit_run import run_visits
from hanoi_press.doctor.visit_spider import VisitSpider, visit_spider_for
from hanoi_press.families.unknown_cms import UNKNOWN_CMS
from hanoi_press.sources import Source
from hanoi_press.sources.own_sources import source_of_text
from hanoi_press.text.hosts import host_of

_NAME = "unknown_site"  # of the source in memory


class ProbeSpider(VisitSpider):
    """Probes the site at `address` and keeps what it found in `site`; writes nothing, and opens no data folder.

    With `visits` it then visits the source that the probe describes, as one that has a file.
    """

    address: ClassVar[str]
    visits: ClassVar[bool] = True

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.site = ProbedSite(self.address, host_of(self.address), "the probe did not start, see the log (-L INFO)")
        self._pages: dict[str, Fetched] = {}

    async def visit(self) -> SourceFindings:
        """Return what a visit of the probed site finds."""
        self.site = await probe(self.address, self)
        site, archive = self.site, self.arguments.archive
        if not site.rules or not self.visits:
            return self._unvisited()
        found = source_of_text(source_text(site, _NAME, datetime.now(VN).date().isoformat()), Path(f"{_NAME}.py"))
        findings = await visit(found, self, archive=str(archive) if archive else None)
        findings.source, findings.unsure = self.source.name, list(site.unsure)
        findings.requests = self.outcome.counts["discovery_pages"] + len(findings.pages)
        findings.next_step = f"newsource NAME {self.address} --probe writes this source"
        return findings

    def _unvisited(self) -> SourceFindings:
        """Return the findings of a site on which no article was found, or that is only probed."""
        site = self.site
        findings = SourceFindings(source=self.source.name, requests=site.requests, unsure=list(site.unsure))
        findings.robots = self.robots()
        is_blocked = site.failure.startswith("blocked")
        findings.contact = Contact.BLOCKED if is_blocked else Contact.REACHED if site.home else Contact.UNREACHABLE
        findings.verdict = Verdict.BLOCKED if is_blocked else Verdict.BROKEN
        findings.next_step = findings.verdict.next_step
        findings.reasons = [site.failure] if site.failure else []
        return findings

    async def fetch_page(self, url: str, *, json: Any = None, form: Mapping[str, str] | None = None) -> Fetched:
        """Return one page, as in a crawl, each once. Raises `FetchFailed`."""
        if json is None and form is None and url in self._pages:
            return self._pages[url]
        page = await super().fetch_page(url, json=json, form=form)
        if json is None and form is None:
            self._pages[url] = page
        return page

    async def read_sample(self, page: Fetched) -> SamplePage:
        """Return what a page is, read in the process that reads pages."""
        try:
            found: SamplePage = await self.worker.run(read_sample, page.body, page.url)
        except TooCostly as error:
            return SamplePage(page.url, f"too costly: {error}")
        return found


def probe_spider_for(url: str, *, visits: bool = True) -> type[ProbeSpider]:
    """Return the spider class that probes the site at `url`, and with `visits` visits what it found."""
    host = host_of(url)
    unknown = Source(name=host, publisher=host, family=UNKNOWN_CMS, hosts=(host,))
    spider = visit_spider_for(unknown, ProbeSpider)
    assert issubclass(spider, ProbeSpider)
    spider.address, spider.visits = url, visits
    return spider


def run_probe(process: CrawlerProcessBase, url: str, archive: Path | None = None) -> ProbedSite:
    """Probe the site at `url` and return what was found; starts the process, which can be done once.

    `archive`: a WARC file that answers in place of the site.
    """
    [crawler] = run_visits(process, [probe_spider_for(url, visits=False)], archive)
    spider = crawler.spider
    if not isinstance(spider, ProbeSpider):
        return ProbedSite(url, host_of(url), "the probe did not start, see the log (-L INFO)")
    if not spider.site.rules and spider.site.failure == "":
        spider.site.failure = "; ".join(spider.findings.reasons)
    return spider.site
