"""Visit several sources at once, each with a crawler of its own, in one process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scrapy.crawler import Crawler, CrawlerProcessBase

from hanoi_press.doctor.findings import Contact, SourceFindings, Verdict
from hanoi_press.doctor.visit_spider import VisitSpider


def run_visits(
    process: CrawlerProcessBase, spiders: Sequence[type[VisitSpider]], archive: Path | None = None
) -> list[Crawler]:
    """Visit the sources of these spider classes; return their crawlers, in the same order, when all have ended.

    `archive`: a WARC file that answers in place of the sites. The spider of a crawler is None if it did not start.
    """
    crawlers = [process.create_crawler(spider) for spider in spiders]
    arguments = {"archive": str(archive)} if archive else {}
    for crawler in crawlers:
        process.crawl(crawler, **arguments)
    process.start()
    return crawlers


def findings_of(crawler: Crawler) -> SourceFindings:
    """Return what a crawler's visit found."""
    if isinstance(crawler.spider, VisitSpider):
        return crawler.spider.findings
    spider: type[VisitSpider] = crawler.spidercls  # type: ignore[assignment]
    return SourceFindings(source=spider.name, status=spider.source.status, reasons=["the visit did not start"])


def not_visited(spider: type[VisitSpider]) -> SourceFindings:
    """Return the findings of a source that is not asked, because its site refuses crawlers."""
    source = spider.source
    return SourceFindings(
        source=source.name,
        status=source.status,
        contact=Contact.REFUSED,
        reason=source.remark,
        verdict=Verdict.BLOCKED,
        next_step=Verdict.BLOCKED.next_step,
        reasons=[f"not visited: {source.remark}"],
    )
