"""Hostile lists, feeds, sitemaps, compressed bodies and addresses: four times the length, four times the cost.

Each kind once cost the square of its length, or stands beside one that did.
"""

from __future__ import annotations

import gzip
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hanoi_press.compression import zstd
from hanoi_press.discovery import Fetched, pagers
from hanoi_press.discovery.feed import read_feed
from hanoi_press.discovery.feed_entries import without_markup
from hanoi_press.discovery.json_lists import JsonList
from hanoi_press.discovery.links import links_matching
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.discovery.lists import MAX_ROWS, RowSelectors, rows
from hanoi_press.discovery.pager_search import search_next
from hanoi_press.discovery.row_search import search_rows
from hanoi_press.discovery.statements import listed
from hanoi_press.discovery.xml import parse
from hanoi_press.families.onecms import onecms_lists
from hanoi_press.families.vccorp.vccorp_lists import ROWS as VCCORP_ROWS
from hanoi_press.families.vhv.vhv_pager import script_pager
from hanoi_press.sources.address import canonicalise, fetchable_url
from hanoi_press.warc.bodies import BodyError, unpack
from spiders_tests.growth import MAX_RATIO, cost

_REPEATS = 3
URL = "https://moit.gov.vn/tin-tuc"
BESIDE = RowSelectors('a[href*="/chi-tiet/"]')
BOXES = RowSelectors(".item, .row", "a.t, a", ".d", within=".item", outside=".side")
BELOW = RowSelectors(".item a, .row > a")
API = JsonList(URL, None, "rows", "https://a.vn/{id}/{slug}", "t", title="title")
SOURCE = ListSource(lambda url: url if "/chi-tiet/" in url or url.endswith(".htm") else None)
LINKS = re.compile(r"https://moit\.gov\.vn/(?:.*/)?chi-tiet/\d+")


def repeated(text: str) -> Callable[[int], str]:
    return lambda n: "".join(text.replace("%", str(number)) for number in range(n))


def fewer(text: str) -> Callable[[int], str]:
    return lambda n: repeated(text)(n // 4)


def under(outer: str, text: str) -> Callable[[int], str]:
    return lambda n: outer + repeated(text)(n)


def page(read: Callable[[Fetched], object]) -> Callable[[str], object]:
    return lambda html: read(Fetched(URL, f"<html><body>{html}</body></html>".encode()))


CARD = (
    '<a href="/chi-tiet/%.htm"><img src="/%.jpg"></a>'
    '<h3><a class=t href="/chi-tiet/%.htm" title="Tin %">Tin % …</a></h3>'
    '<a href="/muc">Mục</a> <i class=d>20/11/2026</i><p>Một tóm tắt dài hơn tám chữ của bài này.</p><b>Chi tiết</b>'
)
LIST_READERS: dict[str, Callable[[str], object]] = {
    "dates beside": page(lambda fetched: rows(fetched, BESIDE)),
    "dates in boxes": page(lambda fetched: rows(fetched, BOXES)),
    "links below": page(lambda fetched: rows(fetched, BELOW)),
    "vccorp": page(lambda fetched: rows(fetched, VCCORP_ROWS)),
    "onecms": page(lambda fetched: (onecms_lists.rows(fetched.body, URL), onecms_lists.channel_id(fetched.body))),
    "printed pager": page(lambda fetched: pagers.printed_next(fetched, 1)),
    "pager box": page(lambda fetched: pagers.in_pager(".Paging", "{url}?page={number}")(fetched, 1)),
    "next link": page(lambda fetched: pagers.next_link("a.next, li.next > a")(fetched, 1)),
    "script pager": page(lambda fetched: script_pager("1")(fetched, 1)),
    "links": page(lambda fetched: links_matching(fetched, LINKS)),
    "rows without selectors": page(lambda fetched: search_rows(fetched, SOURCE, MAX_ROWS)),
    "pager without classes": page(lambda fetched: search_next(fetched, 1, SOURCE)),
}
LISTS = {
    "one link": repeated('<a href="/chi-tiet/1">x</a>'),
    "one link in a box": under("<div><p>x</p>", '<p>x</p><a href="/chi-tiet/1">x</a>'),
    "many links": repeated('<a class=t href="/chi-tiet/%">x %</a>'),
    "rows": repeated('<div class=item><a href="/chi-tiet/%">x</a><i class=d>1/2/2026</i></div>'),
    "nested rows": repeated('<div class=item><a href="/chi-tiet/%">x</a><i class=d>x</i>'),
    "nested rows without address": repeated("<div class=item><a>x</a><i class=d>x</i>"),
    "links in nested rows": under("<div class=item>" * 150, '<a href="/chi-tiet/%">x</a>'),
    "rows in a side bar": under("<div class=side>" * 150, '<a href="/chi-tiet/%">x</a>'),
    "dates of one box": under("<div class=item>", '<i class=d>x</i><a class=row href="/chi-tiet/%">x</a>'),
    "cards": fewer(f"<li>{CARD}</li>"),
    "cards in nested boxes": fewer(f"<div class=item>{CARD}"),
    "flat rows": fewer('<h3><a href="/chi-tiet/%">Tin % hôm nay</a></h3><p>Một hai ba bốn năm sáu bảy tám.</p><br>x'),
    "one card of many texts": lambda n: f"<div class=item>{CARD}{'<span>20/11</span><p>2026</p>' * n}</div>",
    "one card in many places": fewer(f"<li>{CARD}</li>".replace("%", "1")),
    "vccorp": repeated(
        '<div class="box-category-item box-focus-item"><a class="box-stream-link-title box-category-link-title"'
        ' href="/a-%.htm">x</a><i class="box-time">x</i>'
    ),
    "onecms": repeated('<ul class=onecms__loading><li pid=%><p class=b-grid__title><a href="/a-%.html">x</a></p>'),
    "onecms views": under('<div data-view="mostRead">' * 150, '<b data-action="api/getarticlebychannel/0"></b>'),
    "pagers": repeated('<div class=Paging><a class=next href="?page=%">2</a></div>'),
    "nested pagers": repeated('<div class=Paging><a class=next href="?page=%">2</a>'),
    "pager of a long class": lambda n: f'<div class="{"pag " * n}">' + '<a href="?page=2">2</a>' * n + "</div>",
    "links of many kinds": repeated(
        '<a class=next href="?p=%">2</a><link rel=next href="?p=%"><li class=next><a>2</a>'
    ),
    "dates and links of one box": repeated('1/2/2026<a href="/chi-tiet/%">x</a><br>'),
    "nested lists": repeated('<ul><li><a href="/chi-tiet/%">x</a>1/2/2026<li><a href="/chi-tiet/%0">x</a>'),
    "one article in boxes": under("<div>" * 150, '<b><a href="/chi-tiet/1">x</a></b>'),
    "two articles in boxes": under(
        "<div>" * 150, '<b><a href="/chi-tiet/1">x</a></b><i><a href="/chi-tiet/2">x</a></i>'
    ),
    "numbers": repeated('<a href="?p=%">%</a> <a href="?p=2">2</a>'),
    "postbacks": under(
        "<form>", """<input type=hidden name=a%><a href="javascript:__doPostBack('a','Page$2')">2</a>"""
    ),
    "long words": lambda n: '<a href="/chi-tiet/1">' + "h 1/2/2026 " * n,
    "long address": lambda n: '<a class=t href="/chi-tiet/' + "a/../" * n + '">x</a>',
    "attributes": lambda n: "<a " + " ".join(f"a{number}=1" for number in range(n)) + ' href="/chi-tiet/1">x</a>',
}


@pytest.fixture(autouse=True)
def no_log() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def check(read: Callable[[Any], object], make: Callable[[int], Any], n: int) -> None:
    """Assert that what is four times as long costs about four times as much; a few milliseconds count as nothing.

    A disturbed measurement only looks worse, so it is repeated. Where a bound begins to act between the two (absurd
    markup is flattened), the longer one is the measure.
    """
    if not any(_is_linear(read, make, n) for _ in range(_REPEATS)):
        assert any(_is_linear(read, make, 4 * n) for _ in range(_REPEATS))


def _is_linear(read: Callable[[Any], object], make: Callable[[int], Any], n: int) -> bool:
    return cost(read, make(4 * n), 2) <= MAX_RATIO * cost(read, make(n), 2) + 0.02


@pytest.mark.parametrize("reader", LIST_READERS)
@pytest.mark.parametrize("kind", LISTS)
def test_list_pages(reader: str, kind: str) -> None:
    check(LIST_READERS[reader], LISTS[kind], 500)


@pytest.mark.parametrize(
    "make",
    [
        lambda n: b"<rss>" + b"<item>" * 200 + b"<link>" + b"<b>x</b>" * n + b"</link>" + b"</item>" * 200 + b"</rss>",
        lambda n: b"<urlset>" + (b"<url>" * 200 + b"<loc>x</loc>" + b"</url>" * 200) * (n // 200) + b"</urlset>",
        lambda n: b"<urlset><url>" + b"<loc>x</loc>" * n + b"</url></urlset>",
        lambda n: b"<urlset>" + b"<!DOCTYPE " * n,
    ],
)
def test_sitemaps_and_feeds(make: Callable[[int], bytes]) -> None:
    def read(body: bytes) -> list[dict[str, str]]:
        document = parse(body)
        return [*document.records("url"), *document.records("item")]

    check(lambda body: _or_error(read, body), make, 2_000)


@pytest.mark.parametrize(
    "make",
    [
        lambda n: b'{"rows":[{"id":1,"title":"a' + "\u0301\u0323".encode() * n + b'"}]}',
        lambda n: b'{"rows":[{"id":' + b"1" * n + b"}]}",
        lambda n: b'{"rows":[' * n,
        lambda n: b'{"rows":[{"id":1,"title":"x","t":"' + b"1/" * n + b'"}]}',
        lambda n: b'{"rows":[' + b",".join(b'{"id":%d,"title":"x"}' % number for number in range(n)) + b"]}",
    ],
)
def test_json_lists(make: Callable[[int], bytes]) -> None:
    check(lambda body: _or_error(lambda one: API.leads(one, {"name": "n", "id": "i"}), body), make, 4_000)


@pytest.mark.parametrize("encodings", ["gzip, gzip", "zstd, gzip", ", ".join(["gzip"] * 300)])
def test_compressed_bodies(encodings: str) -> None:
    member = zstd.compress(b"") if "zstd" in encodings else gzip.compress(b"")
    check(
        lambda body: _or_error(lambda one: unpack(one, [encodings], 20_000_000), body),
        lambda n: gzip.compress(member * n),
        4_000,
    )


@pytest.mark.parametrize("part", "a=1& utm_a=1& ;jsessionid=1 / ../ %41 % ? # ; . @ : 1 - &utm_".split())
def test_addresses(part: str) -> None:
    def read(url: str) -> str:
        fetchable_url.cache_clear()
        return canonicalise(url)

    check(read, lambda n: "https://moit.gov.vn/a" + part * n, 5_000)
    check(read, lambda n: "https://moit.gov.vn/a?" + part * n, 5_000)


def _or_error(read: Callable[[bytes], object], body: bytes) -> object:
    try:
        return read(body)
    except (BodyError, ValueError) as error:
        return error


@pytest.mark.parametrize(
    "entry",
    [
        "<title>{}</title>".format("a&amp;amp;lt;" * 40),
        "<description><![CDATA[" + "<p><a href=x><img src=/1.jpg>Một</a> hai</p>" * 20 + "]]></description>",
        "<description>" + "&amp;lt;b&amp;gt;" * 40 + "</description>",
        "<media:content url='/1.jpg'/>" * 60 + "<category>x</category>" * 60,
        "<author><name>An</name>" * 20 + "</author>" * 20,
    ],
)
def test_what_feeds_state(entry: str) -> None:
    def make(n: int) -> bytes:
        item = f"<item><link>https://a.vn/1</link>{entry}</item>"
        return f"<rss>{item * n}</rss>".encode()

    check(lambda body: list(read_feed(body, URL)[0]), make, 100)


@pytest.mark.parametrize(
    "text", ["<p>", "&lt;", "<a href=x>", "20/11/2026 ", "Xem chi tiết <b>", "<!--", "&amp;lt;p", "á\u0301\u0323"]
)
def test_what_one_description_states(text: str) -> None:
    check(without_markup, lambda n: text * n, 2_000)
    check(lambda long: listed(title=long, summary=long, published=long, section=long), lambda n: text * n, 2_000)
