"""Placeholders of embedded posts and players are no text; what a paper quotes itself is."""

from __future__ import annotations

import pytest

from spiders_tests.family_pages import PARAGRAPHS, FamilyPage
from spiders_tests.inserted_parts import ALL_PAGES, TWO_PAGES, paragraphs_of, with_part

WORDS = "Xe đêm chạy từ tháng mười hai"
TWEET = (
    f'<p lang="vi">{WORDS} <a href="https://t.co/x">pic.twitter.com/abc</a></p>&mdash; Xe Đêm (@xedem) '
    '<a href="https://twitter.com/xedem/status/1">November 20, 2026</a>'
)
POST = "https://www.instagram.com/p/x/"
EMBEDS = {
    "instagram": f'<blockquote class="instagram-media"><div><a href="{POST}"><div></div><div>View this post on'
    f' Instagram</div></a><p><a href="{POST}">A post shared by Xe Đêm (@xedem)</a></p></div></blockquote>',
    "instagram in lines": f'<p><a href="{POST}">Xem bài viết này trên Instagram</a></p>'
    f'<p><a href="{POST}">Bài viết do Xe Đêm (@xedem) chia sẻ</a></p>',
    "instagram without a name": f'<blockquote data-instgrm-permalink="{POST}"><p>{WORDS}</p></blockquote>',
    "instagram by its lines": f'<blockquote><a href="{POST}">Xem bài viết này trên Instagram</a></blockquote>',
    "tweet": f'<blockquote class="twitter-tweet">{TWEET}</blockquote><script src="//x.example/w.js"></script>',
    "tweet without a name": f"<blockquote>{TWEET}</blockquote>",
    "post on x": f"<blockquote><p>{WORDS}</p>— Xe Đêm (@xedem) "
    '<a href="https://x.com/xedem/status/1">20 Tháng 11, 2026</a></blockquote>',
    "tiktok in a line": f'<p><a href="https://www.tiktok.com/@a/video/1">@a</a> {WORDS} ♬ nhạc nền - a</p>',
    "spotify": '<p><a href="https://open.spotify.com/episode/x">Listen on Spotify</a></p>',
    "live": "<p>https://www.youtube.com/live/abc</p>",
    "shared post": "<p>https://www.facebook.com/share/p/abc/</p>",
    "tiktok": '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@a/video/1"><section>'
    f'<a href="https://www.tiktok.com/@a">@a</a><p>{WORDS}</p><a href="https://tiktok.com/m">♬ original sound - a</a>'
    "</section></blockquote>",
    "tiktok by its address": f'<blockquote cite="https://www.tiktok.com/@a/video/1"><p>{WORDS}</p></blockquote>',
    "tiktok in lines": "<p>♬ nhạc nền - Xe Đêm</p><p>Xem thêm trên TikTok</p>",
    "facebook": f'<div class="fb-post" data-href="https://www.facebook.com/x/posts/1"><blockquote><p>{WORDS}</p>Posted '
    'by <a href="#">X</a> on Friday, November 20, 2026</blockquote></div>',
    "comments": f'<div class="fb-comments">{WORDS}</div>',
    "threads": f'<blockquote class="text-post-media"><a href="https://www.threads.net/@a/post/x">{WORDS}</a></blockquote>',
    "reddit": f'<blockquote class="reddit-embed-bq"><a href="https://www.reddit.com/r/x">{WORDS}</a></blockquote>',
    "bluesky": f'<blockquote class="bluesky-embed"><p>{WORDS}</p></blockquote>',
    "mastodon": f'<blockquote class="mastodon-embed"><a href="https://m.example/1">{WORDS}</a></blockquote>',
    "article of another site": f'<blockquote class="wp-embedded-content"><a href="/x">{WORDS}</a></blockquote>',
    "pinterest": f'<a data-pin-do="embedPin" href="https://www.pinterest.com/pin/1/">{WORDS}</a>',
    "zalo": f'<div class="zalo-share-button">{WORDS}</div>',
    "amp": f'<amp-instagram data-shortcode="x"><p>{WORDS}</p></amp-instagram>',
    "telegram": '<script src="https://telegram.org/js/t.js" data-telegram-post="x/1"></script>',
    "figure": f'<figure><div><blockquote class="twitter-tweet"><p>{WORDS}</p></blockquote></div></figure>',
    "bare address": "<p>https://www.youtube.com/watch?v=abc</p>",
    "video": '<p><a href="https://youtu.be/x">Xem video này trên YouTube</a></p>',
}
QUOTES = {
    "plain": f"<blockquote><p>“{WORDS}”, anh nói.</p></blockquote>",
    "with a link": f'<blockquote><p>“{WORDS}”, anh viết trên <a href="https://facebook.com/x/posts/1">trang của mình'
    "</a> hôm qua.</p></blockquote>",
    "with a source": f'<blockquote cite="https://baovidu.example/a"><p>“{WORDS}”.</p></blockquote>',
    "prose on a post": f'<p>{WORDS}, theo bài viết này trên Instagram của <a href="{POST}">đội xe</a>.</p>',
    "prose on sharing": f"<p>{WORDS}. Bài viết do đội xe chia sẻ đã có nghìn lượt xem.</p>",
    "a dialogue": f"<p>– {WORDS} (chuyến cuối lúc bốn giờ).</p>",
}


@pytest.mark.parametrize("page", TWO_PAGES, ids=lambda page: page.template)
@pytest.mark.parametrize("part", EMBEDS.values(), ids=EMBEDS.keys())
def test_placeholders_are_no_text(page: FamilyPage, part: str) -> None:
    got = with_part(page, part)
    assert got.text.split("\n\n") == [*PARAGRAPHS]
    assert not got.images


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.template)
def test_every_template(page: FamilyPage) -> None:
    for name in ("instagram", "instagram in lines", "tweet", "tiktok by its address", "facebook"):
        assert with_part(page, EMBEDS[name]).text.endswith("\n\n".join(PARAGRAPHS)), name


@pytest.mark.parametrize("page", TWO_PAGES, ids=lambda page: page.template)
@pytest.mark.parametrize("part", QUOTES.values(), ids=QUOTES.keys())
def test_quotations_stay(page: FamilyPage, part: str) -> None:
    got = paragraphs_of(page, part)
    assert len(got) == 4 and WORDS in got[1]
