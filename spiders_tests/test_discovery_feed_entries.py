"""What an entry of a feed states of its article."""

from __future__ import annotations

import json

import pytest

from hanoi_press.discovery.feed import read_feed
from hanoi_press.discovery.feed_entries import without_markup
from hanoi_press.discovery.statements import MAX_SUMMARY, MAX_TITLE
from hanoi_press.items import Listed

URL = "https://bao.example/rss/tin.rss"
ATOM = "http://www.w3.org/2005/Atom"
SPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)
LINK = "<link>https://bao.example/a-1.html</link>"
SAPO = "Ngày 20/11, Bộ Y tế họp."
MOMENT = "2026-11-20T08:15:00+07:00"


def rss(item: str) -> Listed | None:
    document = f'<?xml version="1.0"?><rss {SPACES}><channel><item>{LINK}{item}</item></channel></rss>'
    (lead,) = read_feed(document.encode(), URL)[0]
    return lead.listed


RSS = {
    "picture, line break and link to the rest in the description": (
        '<title>Một &amp;amp; hai</title><description><![CDATA[<a href="/a-1.html"><img src="/anh/1.jpg"/></a></br>'
        'Ngày 20/11, Bộ <b>Y tế</b> họp. <a href="/a-1.html">Xem chi tiết</a>]]></description>'
        "<pubDate>Fri, 20 Nov 2026 08:15:00 +0700</pubDate><category>Y tế</category><dc:creator>Mai Hoa</dc:creator>",
        Listed("Một & hai", SAPO, MOMENT, "https://bao.example/anh/1.jpg", "Y tế", "Mai Hoa"),
    ),
    "escaped twice": (
        f"<title>Một</title><description>&amp;lt;p&amp;gt;{SAPO}&amp;lt;/p&amp;gt;</description>",
        Listed("Một", SAPO),
    ),
    "fields of a picture and of a podcast beside its own": (
        f"<media:title>Ảnh: An</media:title><itunes:title>Tập 1</itunes:title><title>Một</title>"
        f"<media:description>Ảnh</media:description><description>{SAPO}</description>",
        Listed("Một", SAPO),
    ),
    "an enclosure": (
        '<title>Một</title><enclosure url="/anh/1.jpg" type="image/jpeg" length="1"/>',
        Listed("Một", picture="https://bao.example/anh/1.jpg"),
    ),
    "a recording is no picture": (
        '<title>Một</title><enclosure url="/1.mp3" type="audio/mpeg"/><media:content url="/1.mp4" medium="video"/>'
        '<media:thumbnail url="/anh/2.jpg"/>',
        Listed("Một", picture="https://bao.example/anh/2.jpg"),
    ),
    "an image element, with and without an address inside": (
        "<title>Một</title><image><url>/anh/1.jpg</url></image>",
        Listed("Một", picture="https://bao.example/anh/1.jpg"),
    ),
    "a day stays a day": ("<title>Một</title><pubDate>20/11/2026</pubDate>", Listed("Một", None, "2026-11-20")),
    "an address of mail with a name": (
        "<title>Một</title><author>toasoan@bao.example (Lê An)</author>",
        Listed("Một", authors="Lê An"),
    ),
    "the description repeats the title": (
        "<title>Một hai</title><description>Một  hai</description>",
        Listed("Một hai"),
    ),
    "a cut off description is kept as it is": (
        "<title>Một</title><description>Ngày 20/11, Bộ [...]</description>",
        Listed("Một", "Ngày 20/11, Bộ [...]"),
    ),
    "a whole article is no summary": (
        f"<title>Một</title><description><![CDATA[{'<p>Một câu.</p>' * 2_000}]]></description>",
        Listed("Một"),
    ),
    "nothing": ("<guid>x</guid>", None),
}


@pytest.mark.parametrize("name", RSS)
def test_an_item_of_rss(name: str) -> None:
    item, wanted = RSS[name]
    assert rss(item) == wanted


def test_an_entry_of_atom() -> None:
    entry = (
        '<title type="html">Một &lt;b&gt;hai&lt;/b&gt;</title><link href="/a-1.html"/><published>2026-11-20T01:15:00Z'
        '</published><link rel="enclosure" type="image/jpeg" href="/anh/1.jpg"/><updated>2026-11-21T01:15:00Z</updated>'
        f"<summary>{SAPO}</summary>"
        '<author><name>Lê An</name><email>an@bao.example</email></author><category term="Y tế"/>'
    )
    (lead,) = read_feed(f'<feed xmlns="{ATOM}"><entry>{entry}</entry></feed>'.encode(), URL)[0]
    assert lead.listed == Listed("Một hai", SAPO, MOMENT, "https://bao.example/anh/1.jpg", "Y tế", "Lê An")


def test_a_change_is_no_publication() -> None:
    entry = '<title>Một</title><link href="/a-1.html"/><updated>2026-11-21T01:15:00Z</updated>'
    (lead,) = read_feed(f'<feed xmlns="{ATOM}"><entry>{entry}</entry></feed>'.encode(), URL)[0]
    assert lead.listed == Listed("Một")


def test_an_item_of_a_json_feed() -> None:
    item = {
        "url": "https://bao.example/a-1.html", "title": "Một", "summary": SAPO,
        "date_published": "2026-11-20T08:15:00+07:00",
        "image": "/anh/1.jpg", "authors": [{"name": "Lê An"}, {"url": "x"}, 7], "tags": ["Y tế", "họp"],
    }  # fmt: skip
    odd = {"url": "/a-2.html", "title": 7, "authors": 7, "tags": [[]], "image": []}
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [item, odd]}
    first, second = read_feed(json.dumps(feed).encode(), URL)[0]
    assert first.listed == Listed("Một", SAPO, MOMENT, "https://bao.example/anh/1.jpg", "Y tế", "Lê An")
    assert second.listed is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 < 2 và 3 &gt; 2", "1 < 2 và 3 &gt; 2"),  # `listed` undoes what is left
        ("<p>Một</p><p>hai</p>", "Một hai"),
        ("Theo <a href=x>TTXVN</a>, hôm nay", "Theo TTXVN, hôm nay"),
        ("<script>x</script>Một", "Một"),
        ("<![CDATA[Một]]>", ""),
        ("<" * 50, "<" * 50),
    ],
)
def test_descriptions_lose_their_markup(text: str, words: str) -> None:
    assert without_markup(text)[0] == words


def test_hostile_items_are_bounded() -> None:
    stated = rss(f"<title>{'a' * 9_000_000}</title><description>{'b ' * 100_000}</description><category>x</category>")
    assert stated == Listed(section="x")
    listed = rss(f"<title>{'a' * MAX_TITLE}</title><description>{'b' * MAX_SUMMARY}</description>")
    assert listed == Listed("a" * MAX_TITLE, "b" * MAX_SUMMARY)
