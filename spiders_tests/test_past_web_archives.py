"""Tests of the modelled web archives, as far as they have logic of their own."""

from __future__ import annotations

import gzip
import io
import json
from urllib.request import Request, urlopen

import pytest
from warcio.archiveiterator import ArchiveIterator

from spiders_tests.past.stored_capture import StoredCapture, digest_of, urlkey
from spiders_tests.past.web_archives import FakeWebArchives
from spiders_tests.sites.page import HTML, Page
from spiders_tests.sites.serve import serve

CC, DATA, WB = "https://index.commoncrawl.org", "https://data.commoncrawl.org", "https://web.archive.org"
ONE = "http://www.hanoimoi.com.vn/tin-tuc/Kinh-te/1/mot"


def page(number: int) -> StoredCapture:
    return StoredCapture(f"http://hanoimoi.com.vn/{number}", "20150203040506", b"<p>%d</p>" % number)


def answer(archives: FakeWebArchives, url: str) -> Page:
    found = archives(url)
    assert found is not None
    return found


def rows(archives: FakeWebArchives, query: str) -> list[list[str]]:
    return json.loads(answer(archives, f"{WB}/cdx/search/cdx?output=json&{query}").body)  # type: ignore[no-any-return]


def test_urlkey_is_the_same_with_and_without_www() -> None:
    assert urlkey(ONE) == "vn,com,hanoimoi)/tin-tuc/kinh-te/1/mot"
    assert urlkey("hanoimoi.com.vn") == "vn,com,hanoimoi)/"


@pytest.mark.parametrize("captured", ["20090203040506", "20150203040506"])
def test_a_range_of_a_file_is_one_record(captured: str) -> None:
    archives = FakeWebArchives([page(1), StoredCapture(ONE, captured, b"<p>words</p>"), page(3)])
    id = archives.captures[1].stated_index
    line = json.loads(answer(archives, f"{CC}/{id}-index?url={ONE}&output=json").body)
    first, length = int(line["offset"]), int(line["length"])
    with serve({}, faults=archives) as served:
        asked = Request(f"{served.proxy}/{line['filename']}", headers={"Host": "data.commoncrawl.org"})
        asked.add_header("X-Forwarded-Proto", "https")
        asked.add_header("Range", f"bytes={first}-{first + length - 1}")
        with urlopen(asked) as sent:
            assert sent.status == 206
            content = sent.read()
        assert served.log[0].bytes_asked == f"bytes={first}-{first + length - 1}"
    (record,) = list(ArchiveIterator(io.BytesIO(content), arc2warc=True))
    assert record.rec_headers.get_header("WARC-Target-URI") == ONE
    assert line["digest"] == digest_of(b"<p>words</p>")
    assert gzip.decompress(content).rstrip().endswith(b"<p>words</p>")


def test_headers_of_a_record_can_disagree() -> None:
    lie = {"WARC-Payload-Digest": "sha1:AAAA", "WARC-Target-URI": "http://elsewhere.vn/", "Content-Length": "7"}
    head = gzip.decompress(StoredCapture(ONE, "20150203040506", b"x", record_headers=lie).member).partition(b"\r\n\r\n")
    for name, value in lie.items():
        assert head[0].count(f"{name}: {value}".encode()) == 1
        assert head[0].count(name.encode()) == 1


def test_commoncrawl_pages_are_counted_before_the_filter() -> None:
    gone = StoredCapture("http://hanoimoi.com.vn/2", "20150203040506", b"", status=404)
    archives = FakeWebArchives([page(1), gone, page(3)], block=1, page_size=1)
    query = f"{CC}/CC-MAIN-2015-07-index?url=hanoimoi.com.vn&matchType=host&output=json&filter=status:200"
    assert json.loads(answer(archives, f"{query}&showNumPages=true").body) == {"pages": 3, "pageSize": 1, "blocks": 3}
    found = [answer(archives, f"{query}&page={number}") for number in range(4)]
    assert [one.status for one in found] == [200, 404, 200, 400]
    assert json.loads(found[1].body) == {"message": "No Captures found for: hanoimoi.com.vn"}
    assert answer(archives, f"{CC}/CC-MAIN-2015-07-index?url=else.vn&matchType=host").status == 404


def test_collinfo_is_newest_first() -> None:
    archives = FakeWebArchives([page(1)], indexes=["CC-MAIN-2012", "CC-MAIN-2020-10"])
    listed = json.loads(answer(archives, f"{CC}/collinfo.json").body)
    assert [one["id"] for one in listed] == ["CC-MAIN-2020-10", "CC-MAIN-2015-07", "CC-MAIN-2012"]
    assert listed[1]["cdx-api"] == f"{CC}/CC-MAIN-2015-07-index"
    assert listed[1]["from"][:7] == listed[1]["to"][:7] == "2015-02"


def test_wayback_collapses_adjacent_rows_and_resumes() -> None:
    again = [StoredCapture(ONE, f"2015020{day}000000", b"<p>same</p>") for day in (1, 2, 3)]
    archives = FakeWebArchives([*again, page(1), page(2)], most=1)
    query = "url=hanoimoi.com.vn&matchType=host&filter=statuscode:200&collapse=digest&showResumeKey=true"
    first = rows(archives, query)
    assert first[2:] == [[], ["vn%2Ccom%2Chanoimoi%29%2F1+20150203040506%21"]]
    archives.wayback.most = 5
    later = rows(archives, f"{query}&resumeKey={first[-1][0]}")
    assert [row[1] for row in later] == ["timestamp", "20150203040506", "20150201000000"]
    assert rows(archives, "url=else.vn&matchType=host") == []


def test_wayback_leads_to_the_nearest_capture() -> None:
    archives = FakeWebArchives([page(1)])
    moved = answer(archives, f"{WB}/web/20150101000000id_/http://hanoimoi.com.vn/1")
    assert moved.status == 302
    there = answer(archives, moved.headers["Location"])
    assert (there.status, there.body) == (200, b"<p>1</p>")
    assert there.headers["Memento-Datetime"] == "Tue, 03 Feb 2015 04:05:06 GMT"
    assert there.headers["x-archive-orig-content-type"] == HTML
    assert answer(archives, f"{WB}/web/2015id_/http://hanoimoi.com.vn/9").status == 404


def test_answers_fail_as_told() -> None:
    archives = FakeWebArchives([page(1)])
    archives.fail("wayback-index", 2, "503", retry_after=3)
    archives.fail("wayback-index", 3, "cut")
    query = f"{WB}/cdx/search/cdx?url=hanoimoi.com.vn&matchType=host&output=json"
    found = [answer(archives, query) for _ in range(4)]
    assert [one.status for one in found] == [200, 503, 200, 200]
    assert found[1].headers["Retry-After"] == "3"
    assert len(found[2].body) == len(found[0].body) // 2
    assert archives("https://hanoimoi.vn/") is None
