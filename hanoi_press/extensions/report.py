"""The run's last word: where the articles are, how many, and how many pages could not be read."""

from __future__ import annotations

from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class ReportExtension:
    """Prints one line to standard output when the spider closes."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ReportExtension:
        if crawler.settings.getbool("REPORT_DISABLED"):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_closed(self, reason: str) -> None:
        assert self.crawler.stats is not None and self.crawler.spider is not None
        feeds = list(self.crawler.settings.getdict("FEEDS"))
        print(summary(self.crawler.spider.name, self.crawler.stats.get_stats(), feeds, reason), flush=True)


def summary(source: str, stats: dict[str, Any], feeds: list[str], reason: str) -> str:
    """`hanoimoi: 41 articles in data/…jsonl; 0 pages could not be read; left out: 2 sponsored`."""
    kept = stats.get("item_scraped_count", 0)
    where = stats.get("press/file") or ", ".join(map(str, feeds))
    parts = [f"{kept} article{'s' * (kept != 1)}" + (f" in {where}" if kept and where else "")]
    parts += [
        f"{stats[f'press/{kind}']} {kind}" for kind in ("changed", "unchanged", "known") if stats.get(f"press/{kind}")
    ]
    missed = stats.get("press/unreadable", 0) + stats.get("press/invalid", 0)
    kinds = by_kind(stats, "unreadable")
    parts.append(f"{missed} page{'s' * (missed != 1)} could not be read" + (f" ({kinds})" if kinds else ""))
    if refused := by_kind(stats, "refused"):
        parts.append(f"left out: {refused}")
    if trouble := by_kind(stats, "trouble"):
        parts.append(f"trouble: {trouble}")
    if stats.get("press/blocked"):
        parts.append(f"blocked: {stats['press/blocked']}")
    if stats.get("press/incomplete"):
        parts.append("discovery was incomplete, see the log")
    if stats.get("press/no_route"):
        parts.append("no discovery route answered")
    if reason != "finished":
        parts.append(f"ended early: {reason}")
    return f"{source}: " + "; ".join(parts)


def by_kind(stats: dict[str, Any], name: str) -> str:
    """`2 gone, 1 seen`: what was counted under `press/<name>/<kind>`; "" for nothing."""
    start = f"press/{name}/"
    return ", ".join(f"{n} {key.removeprefix(start)}" for key, n in sorted(stats.items()) if key.startswith(start))
