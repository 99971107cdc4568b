"""Recognise the placeholders that scripts replace by posts and players of other sites.

The words of an embedded post are its author's on another site, cut or translated by its script, so they are no text of
the article; a quotation that a paper prints itself stays, also with a link to where it was written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hanoi_press.pages.document import Element, is_larger, text_of
from hanoi_press.text.embed_lines import is_embed_line
from hanoi_press.text.normalize import clean

_CLASSES = frozenset(
    (
        "twitter-tweet twitter-video twitter-timeline twitter-follow-button instagram-media tiktok-embed fb-post "
        "fb-video fb-comments fb-comment-embed fb-quote fb-like fb-page fb-share-button fb-save fb-reel fb-root "
        "text-post-media threads-embed reddit-embed-bq reddit-card imgur-embed-pub mastodon-embed bluesky-embed "
        "wp-embedded-content zalo-share-button zalo-follow-only-button zalo-follow-button zalo-chat-widget "
        "strawpoll-embed flourish-embed flickr-embed giphy-embed embedly-card telegram-post linkedin-embed "
        "pinterest-embed soundcloud-embed spotify-embed youtube-embed-placeholder tumblr-post vk-post"
    ).split()
)
_ATTRIBUTES = (
    "data-instgrm-permalink",
    "data-instgrm-captioned",
    "data-text-post-permalink",
    "data-bluesky-uri",
    "data-telegram-post",
    "data-tweet-id",
)
_AMP = re.compile(
    r"amp-(?:instagram|twitter|facebook[\w-]*|tiktok|youtube|ad|sticky-ad|embed|social-share|iframe|video|audio|reddit|pinterest)"
)
_POST = re.compile(
    r"//(?:[\w-]+\.)?(?:instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/|tiktok\.com/|(?:twitter|x)\.com/\w+/status/"
    r"|(?:facebook|fb)\.com/|fb\.watch/|threads\.(?:net|com)/@|bsky\.app/profile/|reddit\.com/r/|t\.me/\w+/\d"
    r"|youtube\.com/|youtu\.be/)",
    re.I,
)
_LARGEST = 100  # elements of a post


def is_embed(element: Element) -> bool:
    """Return True if an element is the placeholder of an embedded post, player or button of another site."""
    classes, tag = element.get("class"), element.tag
    if classes is not None and _is_embed_class(classes):
        return True
    if tag == "blockquote":
        return (
            any(element.get(name) is not None for name in _ATTRIBUTES)
            or _POST.search(element.get("cite") or "") is not None
            or _holds_post(element)
        )
    if tag == "a":
        return element.get("data-pin-do") is not None
    return tag.startswith("amp-") and _AMP.fullmatch(tag) is not None


@lru_cache(maxsize=2048)  # classes recur
def _is_embed_class(classes: str) -> bool:
    return not _CLASSES.isdisjoint(classes.split())


def _holds_post(quote: Element) -> bool:
    """Return True for a quotation without a name that links a post and ends or consists of its placeholder's lines."""
    if is_larger(quote, _LARGEST) or not any(_POST.search(link.get("href") or "") for link in quote.iter("a")):
        return False
    lines = [text_of(one) for one in quote.iter("p", "a", "div", "section")]
    if any(map(is_embed_line, lines)):
        return True
    last = quote[-1]  # the date of a post, after its author
    before = last.getprevious()
    author = (before.tail if before is not None else quote.text) or ""
    return is_embed_line(clean(f"{author} {text_of(last)}"))
