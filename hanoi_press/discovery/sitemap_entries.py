"""Read what an entry of a sitemap states of its article, by the extensions for news and for pictures.

`lastmod` is not read: it is no publication.
"""

from __future__ import annotations

from itertools import islice

from lxml import etree

from hanoi_press.discovery.addresses import absolute
from hanoi_press.discovery.statements import listed
from hanoi_press.discovery.xml import child_texts, local_name
from hanoi_press.items import Listed
from hanoi_press.text.slugs import is_spelled_in

_MOST = 20  # children of an entry that are looked at


def of_element(entry: etree._Element, url: str) -> Listed | None:
    """Return what a `url` element states; None if it has neither `news:news` nor `image:image`.

    The title of a picture is the article's only if the article's address spells it; else it is a caption.
    """
    news: dict[str, str] = {}
    picture: dict[str, str] = {}
    for child in islice(entry.iterchildren("*"), _MOST):
        name = local_name(child).lower()
        if name == "news":
            news = news or child_texts(child)
        elif name == "image":
            picture = picture or child_texts(child)
    if not news and not picture:
        return None
    named = next((one for key in ("title", "caption") if is_spelled_in(one := picture.get(key, ""), url)), "")
    return listed(
        title=news.get("title", "") or named,
        published=news.get("publication_date"),
        picture=absolute(url, picture["loc"]) if picture.get("loc") else None,
    )
