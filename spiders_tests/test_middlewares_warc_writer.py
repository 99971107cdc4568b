"""`middlewares/warc_writer.py`: what of an answer goes into the archive."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import Response
from warcio.archiveiterator import ArchiveIterator

from hanoi_press.crawl.fetch import Fetch
from hanoi_press.discovery.captures import WAYBACK, IndexedCapture
from hanoi_press.items import Listed
from hanoi_press.middlewares.warc_writer import exchange
from hanoi_press.text.moments import utc_now
from hanoi_press.warc.reader import responses
from hanoi_press.warc.writer import WarcWriter

URL = "https://hanoimoi.vn/a-1301.html"


@pytest.mark.parametrize(("status", "reason"), [(200, "OK"), (404, "Not Found"), (522, ""), (999, "")])
def test_every_status_can_be_stored(tmp_path: Path, status: int, reason: str) -> None:
    """Proxies answer with statuses that the standard does not name."""
    fetch = Fetch(fetched_at="2026-11-24T03:00:00Z")
    stored = exchange(Request(URL), Response(URL, status=status, body=b"<p>a</p>"), fetch)
    assert (stored.status, stored.reason) == (status, reason)
    writer = WarcWriter(tmp_path, "hanoimoi", "test")
    writer.write(stored)
    writer.close()
    (file,) = tmp_path.glob("archive/*/*/*.warc.gz")
    (capture,) = responses(file, pytest.fail)
    assert (capture.url, capture.status, capture.body) == (URL, status, b"<p>a</p>")


@pytest.mark.parametrize(
    "listed", [None, Listed(), Listed("Quốc hội “họp”\r\nX-Page-URI: x", "Hai 🇻🇳.", "2026-11-20", "https://a.vn/1.jpg")]
)
def test_what_a_list_stated_is_found_with_the_page(tmp_path: Path, listed: Listed | None) -> None:
    fetch = Fetch(fetched_at="2026-11-24T03:00:00Z", listed=listed)
    writer = WarcWriter(tmp_path, "hanoimoi", "test")
    writer.write(exchange(Request(URL), Response(URL, body=b"<p>a</p>"), fetch))
    writer.close()
    (file,) = tmp_path.glob("archive/*/*/*.warc.gz")
    (capture,) = responses(file, pytest.fail)
    assert capture.listed == (listed if listed != Listed() else None) and capture.page is None
    with file.open("rb") as stream:
        names = [record.rec_type for record in ArchiveIterator(stream)]
    assert names == ["warcinfo", "response", "request"]


def test_a_capture_is_stored_as_the_sites_answer_in_the_file_of_today(tmp_path: Path) -> None:
    """In the file of its own day it would be among the answers of years ago, which `prune-archives` deletes."""
    page = "http://hanoimoi.com.vn/Tin-tuc/1/mot"
    one = IndexedCapture(WAYBACK, page, "20150203040506")
    fetch = Fetch(fetched_at="2015-02-03T04:05:06Z", capture=one, via=WAYBACK)
    request = Request("https://web.archive.org/web/20150203040506id_/http://hanoimoi.com.vn/Tin-tuc/1/mot")
    writer = WarcWriter(tmp_path, "hanoimoi", "test")
    place = writer.write(exchange(request, Response(page, headers={"Server": "IIS"}, body=b"<p>a</p>"), fetch))
    writer.close()
    (file,) = tmp_path.glob("archive/*/*/*.warc.gz")
    assert file.name == f"hanoimoi-{utc_now()[:10].replace('-', '')}.warc.gz" and place.file.endswith(file.name)
    (capture,) = responses(file, pytest.fail)
    assert (capture.url, capture.date, capture.via, capture.page) == (page, "2015-02-03T04:05:06Z", WAYBACK, None)
    assert capture.headers == [("Server", "IIS")]
    with file.open("rb") as stream:
        assert [record.rec_type for record in ArchiveIterator(stream)] == ["warcinfo", "response"]
