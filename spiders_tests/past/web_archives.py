"""Serve web archives on loopback: index.commoncrawl.org, data.commoncrawl.org and web.archive.org.

    archives = FakeWebArchives([StoredCapture("http://hanoimoi.com.vn/…", "20150203040506", body)])
    with serve({}, faults=archives) as served: …

`Served.log` has what was asked, in order. What each server is modelled after: `commoncrawl_server`, `wayback_server`.
"""

from __future__ import annotations

import gzip
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from spiders_tests.past.commoncrawl_server import DATA, INDEX, SLOW_DOWN, CommonCrawlServer
from spiders_tests.past.stored_capture import StoredCapture
from spiders_tests.past.wayback_server import WEB, WaybackServer
from spiders_tests.sites.page import HTML, Page
from spiders_tests.sites.wreck import Wreck

COLLINFO, CC_INDEX, CC_DATA = "collinfo", "commoncrawl-index", "commoncrawl-data"
WAYBACK_INDEX, WAYBACK_CAPTURE = "wayback-index", "wayback-capture"
KINDS = (COLLINFO, CC_INDEX, CC_DATA, WAYBACK_INDEX, WAYBACK_CAPTURE)
_ERROR = b"<html><head><title>%d</title></head><body><h1>%d</h1></body></html>"


class FakeWebArchives:
    """Both web archives, as `Served.faults`: the answer to an address of theirs, None for any other address.

    `block`, `page_size`: lines of a block and blocks of a page of Common Crawl's index. `most`: rows of an answer of
    the Wayback Machine's. `indexes`: ids of further, empty indexes of Common Crawl.
    """

    def __init__(
        self,
        captures: Sequence[StoredCapture] = (),
        *,
        block: int = 3000,
        page_size: int = 5,
        most: int = 150_000,
        indexes: Sequence[str] = (),
    ) -> None:
        self.captures = list(captures)
        self.commoncrawl = CommonCrawlServer(self.captures, block=block, page_size=page_size, indexes=indexes)
        self.wayback = WaybackServer(self.captures, most=most)
        self.asked: Counter[str] = Counter()
        self._faults: dict[tuple[str, int], tuple[str, int]] = {}
        self._lock = threading.Lock()

    def fail(self, kind: str, number: int, how: str, *, times: int = 1, retry_after: int = 0) -> None:
        """Spoil answer `number` (from 1) of a kind (`KINDS`), and the next ones up to `times`.

        `how`: a status ("503", "429", "504", "403", "404"), "slow-down" (S3's), "cut" (half the body, as if whole),
        "half" (half the body of a stated length), "reset", "html" (a page of HTML with status 200), "empty", "gzip"
        (packed, which is no fault), or one of `Wreck`'s: "stalled", "bomb" and so on. `retry_after` in seconds, for 429
        and 503.
        """
        assert kind in KINDS, kind
        for each in range(number, number + times):
            self._faults[kind, each] = (how, retry_after)

    def __call__(self, url: str) -> Page | None:
        """Return the answer to an address; None if it is no archive's."""
        kind = kind_of(url)
        if kind is None:
            return None
        with self._lock:
            self.asked[kind] += 1
            how, seconds = self._faults.get((kind, self.asked[kind]), ("", 0))
        page = self._answer(kind, url)
        return _spoiled(page, how, seconds) if how else page

    def _answer(self, kind: str, url: str) -> Page:
        match kind:
            case "collinfo" | "commoncrawl-index":
                return self.commoncrawl.index(url)
            case "commoncrawl-data":
                return self.commoncrawl.data(url)
            case "wayback-index":
                return self.wayback.index(url)
            case _:
                return self.wayback.capture(url)


def kind_of(url: str) -> str | None:
    """Return what an address asks for: one of `KINDS`; None if it is no archive's."""
    host, _, path = url.partition("://")[2].partition("/")
    server = f"https://{host}"
    if server == INDEX:
        return COLLINFO if path.startswith("collinfo.json") else CC_INDEX
    if server == DATA:
        return CC_DATA
    if server == WEB:
        return WAYBACK_INDEX if path.startswith("cdx/") else WAYBACK_CAPTURE
    return None


def _spoiled(page: Page, how: str, seconds: int) -> Page:
    half = len(page.body) // 2
    if how == "slow-down":
        return replace(SLOW_DOWN, headers=SLOW_DOWN.headers | {"Retry-After": str(seconds)})
    if how.isdigit():
        waits = {"Retry-After": str(seconds)} if how in ("429", "503") else {}
        return Page(int(how), {"Content-Type": HTML} | waits, _ERROR % (int(how), int(how)))
    match how:
        case "cut":
            return Page(page.status, page.headers, page.body[:half])
        case "half":
            return Wreck(page.status, page.headers, page.body, how="cut")
        case "reset":
            return Wreck(how="reset")
        case "html":
            return Page.of("<html><body>We are down for maintenance.</body></html>")
        case "empty":
            return Page(200, page.headers, b"")
        case "gzip":
            packed = gzip.compress(page.body, mtime=0)
            return Page(page.status, page.headers | {"Content-Encoding": "gzip"}, packed)
        case "stalled" | "no-length" | "gzip-cut" | "gzip-bad" | "bomb" | "not-http":
            return Wreck(page.status, page.headers, page.body, how=how)
    raise ValueError(f"no such fault: {how}")
