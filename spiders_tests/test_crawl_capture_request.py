"""`crawl/capture_request.py`: what is asked of a web archive, and how."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from scrapy.settings import Settings

from hanoi_press.crawl.capture_request import (
    capture_request,
    web_archive_meta,
    web_archive_of,
    web_archive_slots,
    web_archives,
)
from hanoi_press.crawl.fetch import Fetch, Purpose, fetch_of
from hanoi_press.discovery.captures import COMMONCRAWL, WAYBACK, IndexedCapture
from spiders_tests.loopback import run
from spiders_tests.past.asked_captures import SETTINGS
from spiders_tests.past.old_pages import old_pages
from spiders_tests.past.past_crawls import stored
from spiders_tests.past.web_archives import FakeWebArchives
from spiders_tests.sites.serve import serve

URL = "http://www.mic.gov.vn/Pages/TinTuc/1/H%E1%BB%99i-nghi.html?a=1&b=2"


def test_a_record_of_common_crawl_is_a_range_of_a_file() -> None:
    capture = IndexedCapture(COMMONCRAWL, URL, "20150203040506", file="crawl-data/a.warc.gz", offset=1000, length=500)
    fetch = Fetch(Purpose.ARTICLE, "mst/1", capture=capture)
    request = capture_request(fetch, SETTINGS)
    assert request.url == "https://data.commoncrawl.org/crawl-data/a.warc.gz"
    assert request.headers["Range"] == b"bytes=1000-1499"
    assert request.headers["Accept-Encoding"] == b"identity"  # a range of the file as it is
    assert fetch_of(request) is fetch and web_archive_of(request) == COMMONCRAWL
    assert web_archive_of(request.replace(url="https://data.commoncrawl.org/other")) == COMMONCRAWL


def test_a_capture_of_the_wayback_machine_is_asked_for_as_it_was_stored() -> None:
    fetch = Fetch(Purpose.ARTICLE, "mst/1", capture=IndexedCapture(WAYBACK, URL, "20150203040506"))
    request = capture_request(fetch, SETTINGS)
    assert request.url == f"https://web.archive.org/web/20150203040506id_/{URL}"
    assert "Range" not in request.headers


def test_the_manners_of_every_request() -> None:
    meta = web_archive_meta("https://index.commoncrawl.org/CC-MAIN-2015-06-index?url=a", SETTINGS)
    assert meta["download_slot"] == COMMONCRAWL and meta["max_retry_times"] == 2
    assert meta["download_timeout"] == 300  # whatever a site gets
    assert meta["dont_obey_robotstxt"] is meta["allow_offsite"] is meta["autothrottle_dont_adjust_delay"] is True
    assert web_archive_meta("https://hanoimoi.vn/rss", SETTINGS) == {}
    assert web_archive_meta("https://web.archive.org.evil.example/", SETTINGS) == {}


@pytest.mark.parametrize(("stated", "delay"), [(1.5, 1.5), (0, 0.001), (60, 60)])
def test_one_request_at_a_time_whatever_the_delay_of_the_source(stated: float, delay: float) -> None:
    slots = web_archive_slots(Settings({"WEB_ARCHIVE_DELAY": stated, "DOWNLOAD_DELAY": 0, "SOURCE_DELAYS": {"mst": 9}}))
    assert slots == {name: {"concurrency": 1, "delay": delay, "jitter": 0.0} for name in (COMMONCRAWL, WAYBACK)}


def test_a_mirror() -> None:
    settings = Settings({"COMMONCRAWL_DATA_URL": "http://127.0.0.1:8080/cc/", "WAYBACK_URL": None})
    assert web_archives(settings).commoncrawl_data == "http://127.0.0.1:8080/cc"
    assert web_archives(settings).wayback == ""


def test_the_pace_of_a_crawl(tmp_path: Path) -> None:
    """One request at a time, by the archive's own delay, whatever the source's is."""
    archives = FakeWebArchives(stored(old_pages("mst"))[:3])
    with serve({}, faults=archives) as served:
        stated = ("-s", "WEB_ARCHIVE_DELAY=0.2", "-s", "AUTOTHROTTLE_ENABLED=True")
        done = run(tmp_path, "crawl", "mst", "-a", "via=commoncrawl", *stated, served=served)
    starts = sorted(hit.start for hit in served.log)
    assert done.returncode == 0, done.stderr
    assert len(starts) > 4 and max(served.peak.values()) == 1
    assert min(later - earlier for earlier, later in pairwise(starts)) > 0.15
    assert not [hit for hit in served.log if hit.url.endswith("/robots.txt")]
