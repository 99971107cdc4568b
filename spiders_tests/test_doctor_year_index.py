"""What a visit asks the indexes of web archives for."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from hanoi_press.discovery import Fetched
from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.discovery.cdx import BadIndex
from hanoi_press.discovery.web_archives import WebArchives
from hanoi_press.doctor.year_index import VisitedIndex, YearIndex, key_filter, of_year
from hanoi_press.sources import sources
from spiders_tests.past.old_pages import MERGED, old_pages
from spiders_tests.past.stored_capture import urlkey

COLLECTIONS = "CC-MAIN-2015-48 CC-MAIN-2015-35 CC-MAIN-2015-22 CC-MAIN-2015-06 CC-MAIN-2012 CC-MAIN-2008-2009".split()


@pytest.mark.parametrize("name", sorted(sources()))
def test_every_sources_filter_is_short_and_valid(name: str) -> None:
    expression = key_filter(sources()[name])
    assert 0 < len(expression) < 700 and "?P" not in expression
    re.compile(expression)


@pytest.mark.parametrize("name", ["hanoimoi", "mst", *MERGED])
def test_the_filter_lets_articles_pass(name: str) -> None:
    passes = re.compile(key_filter(sources()[name])).fullmatch
    for page in old_pages(name):
        assert passes(urlkey(page.url)), page.url


def test_the_filter_keeps_lists_and_pictures_out() -> None:
    passes = re.compile(key_filter(sources()["hanoimoi"])).fullmatch
    for url in ("http://hanoimoi.com.vn/Danh-muc-tin/163/Xa-hoi", "http://hanoimoi.com.vn/Uploads/a.jpg"):
        assert not passes(urlkey(url))


@pytest.mark.parametrize(
    ("year", "names"),
    [
        (2015, ["CC-MAIN-2015-22", "CC-MAIN-2015-48"]),
        (2012, ["CC-MAIN-2012"]),
        (2009, ["CC-MAIN-2008-2009"]),
        (2008, ["CC-MAIN-2008-2009"]),
        (2010, []),
        (2006, []),
    ],
)
def test_at_most_two_indexes_of_a_year(year: int, names: list[str]) -> None:
    assert of_year(COLLECTIONS, year) == names


class Asked:
    """A `FetchPage` that answers with these bodies in turn."""

    def __init__(self, *bodies: Any) -> None:
        self.bodies = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in bodies]
        self.urls: list[str] = []

    async def __call__(self, url: str, **options: Any) -> Fetched:
        self.urls.append(url)
        return Fetched(url, self.bodies[len(self.urls) - 1])


def read(asked: Asked, archive: str = "wayback", year: int = 2015, known: Sequence[IndexedCapture] = ()) -> YearIndex:
    index = VisitedIndex(archive, WebArchives(), asked, lambda year: list(known))
    return asyncio.run(index.captures(sources()["hanoimoi"], ["hanoimoi.com.vn"], year))


def test_one_bounded_answer_of_the_wayback_machine() -> None:
    names = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
    row = ["k", "20150203040506", "http://www.hanoimoi.com.vn:80/Tin-tuc/a/700001/b", "text/html", "200", "A" * 32, "9"]
    other = ["k", "20150203040506", "http://hanoimoi.com.vn/", "text/html", "200", "B" * 32, "9"]
    asked = Asked([names, row, other, [], ["next"]])
    found = read(asked)
    assert [one.captured for one in found.captures] == ["20150203040506"] and found.has_more
    (url,) = asked.urls
    query = parse_qs(urlsplit(url).query)
    assert (query["url"], query["matchType"]) == (["hanoimoi.com.vn"], ["host"])
    assert (query["from"], query["to"], query["limit"]) == (["2015"], ["2015"], ["1000"])
    assert query["filter"] == ["statuscode:200", "mimetype:text/html", f"urlkey:{key_filter(sources()['hanoimoi'])}"]


def test_nothing_is_asked_where_a_crawl_has_read_enough() -> None:
    def known(number: int) -> IndexedCapture:
        return IndexedCapture("wayback", f"http://hanoimoi.com.vn/tin-tuc/a/{number}/b", f"2015{number:02}01000000")

    asked = Asked([])
    assert read(asked, known=[known(1), known(2), known(3)]).captures == (known(1), known(2), known(3))
    assert asked.urls == []
    assert read(asked, known=[known(1), known(2), known(2)]).captures == () and len(asked.urls) == 1


def test_an_answer_that_is_no_index_is_refused() -> None:
    with pytest.raises(BadIndex):
        read(Asked(b"<html>We are down</html>"))
    with pytest.raises(BadIndex):
        read(Asked({"message": "not a list"}), "commoncrawl")


def test_common_crawls_second_index_only_if_the_first_names_too_little() -> None:
    def line(number: int) -> str:
        url = f"http://hanoimoi.com.vn/tin-tuc/a/{number}/b"
        place = {"filename": "crawl-data/a.warc.gz", "offset": "1", "length": "9"}
        return json.dumps({"url": url, "timestamp": "20150203040506", "status": "200", "mime": "text/html", **place})

    collections = [{"id": name} for name in COLLECTIONS]
    asked = Asked(collections, line(700001).encode(), line(700002).encode())
    assert len(read(asked, "commoncrawl").captures) == 2
    assert [urlsplit(url).path for url in asked.urls] == [
        "/collinfo.json",
        "/CC-MAIN-2015-22-index",
        "/CC-MAIN-2015-48-index",
    ]
    asked = Asked(collections, "\n".join(map(line, range(700001, 700004))).encode())
    found = read(asked, "commoncrawl")
    assert len(found.captures) == 3 and not found.has_more and len(asked.urls) == 2
    many = "\n".join(map(line, range(700001, 701001))).encode()
    assert read(Asked(collections, many), "commoncrawl").has_more
    of_2015 = "\n".join(map(line, range(700001, 700004))).encode()
    of_2008 = of_2015.replace(b"20150203", b"20080203")
    found = read(Asked(collections, of_2008 + b"\n" + of_2015.replace(b"20150203", b"20090203")), "commoncrawl", 2008)
    assert {one.captured[:4] for one in found.captures} == {"2008"}  # one index has two years
