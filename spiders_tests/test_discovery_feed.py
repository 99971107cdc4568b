"""The feed route over a site made of a dict."""

import pytest

from hanoi_press.discovery import Lead, Window
from hanoi_press.discovery.feed import feeds
from spiders_tests.test_discovery_routes import HOME, Site, at, run

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


def test_an_item_with_unclosed_markup_spoils_no_other() -> None:
    site = Site({HOME_FEED: rss("<description>một <br> hai</description>" + item("a", 16), item("b", 17))})
    assert run(feeds(site.fetch, [HOME_FEED], Window())) == ([B], None)


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
