"""The feed route over a site made of a dict."""

import pytest

from hanoi_press.discovery import Lead, Window
from hanoi_press.discovery.feed import feeds
from hanoi_press.discovery.reach import Reach
from spiders_tests.discovery_site import HOME, Site, at, run

HOME_FEED, CITY_FEED = f"{HOME}/rss/trang-chu", f"{HOME}/rss/do-thi"


def rss(*items: str) -> bytes:
    own = f"<title>Báo</title><link>{HOME}/</link><image><url>{HOME}/logo.png</url></image>"
    return f"<rss version='2.0'><channel>{own}{''.join(f'<item>{i}</item>' for i in items)}</channel></rss>".encode()


def item(name: str, day: int) -> str:
    return f"<link>{HOME}/{name}</link><pubDate>{day:02} Jun 2026 09:00:00 +0700</pubDate>"


A, B = Lead(f"{HOME}/a", at(16, 9)), Lead(f"{HOME}/b", at(17, 9))


@pytest.mark.parametrize(
    ("entry", "lead"),
    [
        (item("b", 17), B),
        (f"<link>\n  {HOME}/b\n</link><pubDate> Wed, 17 Jun 2026 02:00:00 UTC </pubDate>", B),
        (f"<link><![CDATA[ {HOME}/b ]]></link><pubDate>Wed, 17 Jun 2026 09:00:00 GMT+7</pubDate>", B),
        ("<link>/b</link><pubDate>Wed, 17 Jun 2026 09:00:00</pubDate>", B),
        (f"<link>{HOME}/b</link><pubDate>sáng nay</pubDate>", Lead(f"{HOME}/b")),
        (f"<link>{HOME}/b</link>", Lead(f"{HOME}/b")),
        (f"<a:link xmlns:a='urn:a' href='{HOME}/rss'/>" + item("b", 17), B),
        # escaped twice: to a parser the CDATA is plain text, and no link of the item
        (
            f"<description>&lt;![CDATA[ &lt;a href='{HOME}/c'&gt;ảnh&lt;/a&gt; chữ ]]&gt;</description>{item('b', 17)}",
            B,
        ),
        (f"<description>hai & ba</description>{item('b', 17)}", B),
    ],
)
def test_rss_item(entry: str, lead: Lead) -> None:
    assert run(feeds(Site({HOME_FEED: rss(entry)}).fetch, [HOME_FEED], Window())) == ([lead], None)


def test_an_item_with_unclosed_markup_spoils_no_other_and_keeps_its_address() -> None:
    site = Site({HOME_FEED: rss("<description>một <br> hai</description>" + item("a", 16), item("b", 17))})
    assert run(feeds(site.fetch, [HOME_FEED], Window())) == ([Lead(f"{HOME}/a"), B], None)


@pytest.mark.parametrize(
    "entry",
    [
        f"<link/><guid isPermaLink='true'>{HOME}/b</guid>",
        f"<link></link><guid>{HOME}/b</guid>",
        f"<guid>{HOME}/b</guid>",
        f"<link href='{HOME}/b'/>",
        f"<atom:link rel='self' href='{HOME}/rss'/><atom:link href='{HOME}/b'/>",
        f"<link>javascript:</link><guid>{HOME}/b</guid>",
        f"<guid isPermaLink='false'>{HOME}/c</guid><link>{HOME}/b</link>",
        f"<guid isPermaLink='false'>77</guid><feedburner:origLink>{HOME}/b</feedburner:origLink>",
        f"<LINK>{HOME}/b</LINK>",
        "<link>//bao.example:443/b</link>",
        "<link>bao.example/b</link>",
        "<link> https://BAO.example./b </link>",
        "<title>5 < 7 & <b>sáu</title><link>https://bao.example/b</link>",
    ],
)
def test_the_address_of_an_item(entry: str) -> None:
    assert run(feeds(Site({HOME_FEED: rss(entry)}).fetch, [HOME_FEED], Window())) == ([Lead(f"{HOME}/b")], None)


@pytest.mark.parametrize("entry", ["<guid>77</guid>", f"<guid isPermaLink='false'>{HOME}/b</guid>", "<title>a</title>"])
def test_an_item_without_address(entry: str) -> None:
    assert run(feeds(Site({HOME_FEED: rss(entry)}).fetch, [HOME_FEED], Window())) == ([], None)


@pytest.mark.parametrize("declared", [True, False])
def test_rss_1(declared: bool) -> None:
    names = (
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="urn:dc"'
        if declared
        else ""
    )
    feed = (
        f'<?xml version="1.0"?><rdf:RDF{names}><channel/><item rdf:about="{HOME}/b"><title>x</title>'
        f"<dc:date>2026-06-17T09:00:00+07:00</dc:date></item><item rdf:about='urn:1'><link>/a</link></item></rdf:RDF>"
    )
    leads = run(feeds(Site({HOME_FEED: feed.encode()}).fetch, [HOME_FEED], Window()))
    assert leads == ([B, Lead(f"{HOME}/a")], None)


def test_a_feed_in_json() -> None:
    feed = f"""{{"version": "https://jsonfeed.org/version/1.1", "items": [
      {{"id": "1", "url": "/b", "date_published": "2026-06-17T09:00:00+07:00"}},
      {{"id": "{HOME}/a", "date_modified": "2026-06-16T09:00:00+07:00"}}, {{"id": "3"}}, 4]}}"""
    leads = run(feeds(Site({HOME_FEED: feed.encode()}).fetch, [HOME_FEED], Window()))
    assert leads == ([B, Lead(f"{HOME}/a", None, at(16, 9))], None)


@pytest.mark.parametrize("body", [b'{"items": []}', b"{", b'{"version": "https://jsonfeed.org/version/1"}', b"[1]"])
def test_json_that_is_no_feed(body: bytes) -> None:
    assert run(feeds(Site({HOME_FEED: body}).fetch, [HOME_FEED], Window()))[1]


@pytest.mark.parametrize(
    "links",
    [
        '<link rel="self" href="/c"/><link rel="alternate" type="text/html" href="/b"/>',
        '<link type="application/json" href="/c"/><link type="text/html" href="/b"/>',
        '<link rel="http://www.iana.org/assignments/relation/alternate" href="/b"/>',
        "<link>https://bao.example/b</link>",
        "<id>https://bao.example/b</id>",
    ],
)
def test_the_address_of_an_entry(links: str) -> None:
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{links}</entry></feed>'
    leads, _ = run(feeds(Site({HOME_FEED: feed.encode()}).fetch, [HOME_FEED], Window()))
    assert [lead.url for lead in leads] == [f"{HOME}/b"]


def test_xml_base_of_the_feed_and_of_the_entry() -> None:
    entries = '<entry xml:base="do-thi/"><link href="b"/></entry><entry><link href="a"/></entry>'
    feed = f'<feed xml:base="/muc/">{entries}</feed>'
    leads, _ = run(feeds(Site({HOME_FEED: feed.encode()}).fetch, [HOME_FEED], Window()))
    assert [lead.url for lead in leads] == [f"{HOME}/muc/do-thi/b", f"{HOME}/muc/a"]


def test_atom() -> None:
    feed = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><link href="{HOME}/"/>
      <entry><link rel="enclosure" href="{HOME}/b.mp3"/><link rel="alternate" href=" /b "/>
        <published>2026-06-17T02:00:00Z</published><updated>2026-06-18T09:00:00+07:00</updated></entry>
      <entry><link href="{HOME}/a"/><updated>2026-06-16T09:00:00+07:00</updated></entry>
      <entry><link rel="self" href="{HOME}/khong"/></entry></feed>"""
    leads, failure = run(feeds(Site({HOME_FEED: feed.encode()}).fetch, [HOME_FEED], Window()))
    assert leads == [Lead(f"{HOME}/b", at(17, 9), at(18, 9)), Lead(f"{HOME}/a", None, at(16, 9))]
    assert failure is None


def test_a_url_is_given_once_and_a_feed_asked_once() -> None:
    site = Site({HOME_FEED: rss(item("b", 17), item("a", 16)), CITY_FEED: rss(item("a", 16), item("b", 17))})
    assert run(feeds(site.fetch, [HOME_FEED, CITY_FEED, HOME_FEED], Window())) == ([B, A], None)
    assert site.asked == [HOME_FEED, CITY_FEED]


def test_the_next_feed_waits_for_its_turn() -> None:
    site = Site({HOME_FEED: rss(item("b", 17)), CITY_FEED: rss(item("a", 16))})
    assert run(feeds(site.fetch, [HOME_FEED, CITY_FEED], Window()), 1) == ([B], None)
    assert site.asked == [HOME_FEED]


def test_only_the_window() -> None:
    site = Site({HOME_FEED: rss(item("c", 18), item("b", 17), item("a", 16), f"<link>{HOME}/d</link>")})
    window = Window(at(17), at(18))
    assert run(feeds(site.fetch, [HOME_FEED], window)) == ([B, Lead(f"{HOME}/d")], None)


@pytest.mark.parametrize("broken", ["404", b"", b"<html></html>", b"<urlset></urlset>"])
def test_one_feed_that_fails_does_not_stop_the_others(broken: bytes | str, caplog: pytest.LogCaptureFixture) -> None:
    site = Site({HOME_FEED: broken, CITY_FEED: rss(item("b", 17))})
    assert run(feeds(site.fetch, [HOME_FEED, CITY_FEED], Window())) == ([B], None)
    assert HOME_FEED in caplog.text


def test_a_torn_feed_gives_what_is_whole_and_has_failed() -> None:
    torn = rss(item("b", 17), item("a", 16))[:-60]
    leads, failure = run(feeds(Site({HOME_FEED: torn}).fetch, [HOME_FEED], Window()))
    assert leads == [B]
    assert failure == f"{HOME_FEED}: XML without its end"


def test_all_feeds_failed() -> None:
    site = Site({HOME_FEED: "blocked", CITY_FEED: b"<html></html>"})
    leads, failure = run(feeds(site.fetch, [HOME_FEED, CITY_FEED], Window()))
    assert leads == []
    assert failure == f"{HOME_FEED}: blocked; {CITY_FEED}: HTML instead of XML"


def test_a_feed_without_items_is_no_failure() -> None:
    address = f"{HOME}/rss/kinh-te.rss"
    assert run(feeds(Site({address: rss()}).fetch, [address], Window())) == ([], None)
    assert run(feeds(Site({}).fetch, [], Window())) == ([], None)


@pytest.mark.parametrize("name", ["atom:updated", "dcterms:modified", "a10:updated"])
def test_an_item_that_states_its_change(name: str) -> None:
    entry = item("b", 17) + f"<{name}>2026-06-19T10:00:00+07:00</{name}>"
    found, _ = run(feeds(Site({HOME_FEED: rss(entry)}).fetch, [HOME_FEED], Window()))
    assert found == [Lead(f"{HOME}/b", at(17, 9), at(19, 10))]


@pytest.mark.parametrize(
    ("days", "begins"),  # of the items of the home page's feed, and of those of the sections
    [
        ([[16, 17]], 16),
        ([[9, 17]], None),  # reaches back before the window
        ([[16, 17], [17], [9, 12]], 17),  # the sections' feeds name what the home page's has dropped
        ([[16, 17], [8], [9, 12]], None),
        ([[]], None),  # nothing is known of it
    ],
)
def test_where_feeds_begin(days: list[list[int]], begins: int | None) -> None:
    urls = [f"{HOME}/rss/{number}" for number in range(len(days))]
    pages = [rss(*(item(f"{number}-{day}", day) for day in one)) for number, one in enumerate(days)]
    reach = Reach()
    run(feeds(Site(dict(zip(urls, pages, strict=True))).fetch, urls, Window(at(12), reach=reach)))
    assert reach.begins == (at(begins, 9) if begins else None) and reach.is_feed is (begins is not None)
