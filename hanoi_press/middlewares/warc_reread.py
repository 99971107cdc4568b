"""Answer the requests for pages that are to be read again from the archive of the data folder."""

from __future__ import annotations

from pathlib import Path

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.stats import get_header_size, get_status_size
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector

from hanoi_press.crawl.fetch import AnswerMissing, fetch_of
from hanoi_press.middlewares.warc_replay import archived_response
from hanoi_press.store.capture_table import ArchivedAnswer
from hanoi_press.store.pruned_archives import PrunedArchives
from hanoi_press.store.takedown import id_of
from hanoi_press.warc.reader import Capture, responses_at

_SEARCHED = 64 * 1024 * 1024  # bytes


class WarcRereadMiddleware:
    """A middleware that answers a request from the place in the archive that its `Fetch.reread` states.

    It is the outermost one, so that such a request costs no robots.txt, no delay and no connection. An answer that is
    not there raises `AnswerMissing`.
    """

    def __init__(self, data: Path, stats: StatsCollector) -> None:
        self.data = data
        self.pruned = PrunedArchives(data)
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> WarcRereadMiddleware:
        assert crawler.stats is not None
        return cls(Path(crawler.settings["DATA_DIR"]), crawler.stats)

    def process_request(self, request: Request) -> Response | None:
        fetch = fetch_of(request)
        if fetch.reread is None:
            return None
        stored = archived(self.data, fetch.reread, fetch.article_id)
        if stored is None and (day := self.pruned.day(fetch.reread.file)):
            raise AnswerMissing(f"{fetch.reread.file} was pruned on {day}", is_pruned=True)
        if stored is None:
            raise AnswerMissing(f"{fetch.reread.file} has no answer of {fetch.reread.fetched} at {fetch.reread.offset}")
        fetch.page_url = stored.page
        response = archived_response(request, stored, stored.url)
        # Scrapy's figures of what came over the network count every response
        size = len(response.body) + get_header_size(response.headers) + get_status_size(response.status) + 4
        self.stats.inc_value("downloader/response_bytes", -size)
        return response


def archived(data: Path, answer: ArchivedAnswer, id: str) -> Capture | None:
    """Return an answer of the archive; None if its file or record is gone, damaged or another one.

    Where other programs wrote several records into a gzip member, it is the one of the page `id`; it is looked for in
    the first `_SEARCHED` bytes of pages only, because a member may be as large as its file.
    """
    found: list[Capture] = []
    searched = 0
    try:
        for one in responses_at(data / answer.file, answer.offset):
            if one.date == answer.fetched:
                if id_of(one.page or one.url) == id:
                    return one
                found = [*found[:1], one]
            searched += len(one.body)
            if searched > _SEARCHED:
                return None
    except (OSError, ValueError):  # ValueError: no name of a file
        return None
    return found[0] if len(found) == 1 else None
