"""Check the files of `-o` and `-O`: before a crawl whether they can be written, after it whether they were."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from w3lib.url import file_uri_to_path

_STORED, _FAILED = "feedexport/success_count/", "feedexport/failed_count/"


def unusable_feeds(feeds: Iterable[str]) -> Iterator[str]:
    """Yield the files to which nothing can be written. Other places (`ftp:`, `s3:`) are known only afterwards."""
    for feed in feeds:
        path = _local_path(feed)
        if path is not None and not _can_be_written(path):
            yield feed


def _local_path(feed: str) -> Path | None:
    if feed.startswith("file:"):
        return Path(file_uri_to_path(feed))
    return None if urlsplit(feed).scheme else Path(feed)


def _can_be_written(path: Path) -> bool:
    """Return False if the file, or the folder in which it would be made, takes nothing."""
    if os.path.lexists(path):
        return not path.is_dir() and os.access(path, os.W_OK)
    for parent in path.absolute().parents:
        if os.path.lexists(parent):
            return parent.is_dir() and os.access(parent, os.W_OK)
    return False


def are_stored(crawler: Crawler) -> bool:
    """Return False if an output of a crawl that has ended was not written as a whole; its articles are lost."""
    feeds = crawler.settings.getdict("FEEDS")
    if not feeds or crawler.stats is None:
        return True
    stats = crawler.stats.get_stats()
    stored, failed = (sum(n for name, n in stats.items() if name.startswith(one)) for one in (_STORED, _FAILED))
    wanted = len(feeds) if crawler.settings.getbool("FEED_STORE_EMPTY") else min(1, stats.get("item_scraped_count", 0))
    return bool(failed == 0 and stored >= wanted)
