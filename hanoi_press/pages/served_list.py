"""Recognise the list of a section that a server gives at an article's address, as moh.gov.vn does.

Found by a reader of its pages in 2026: the heading of the section, then teasers of other articles.
"""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import unquote, urlsplit

from hanoi_press.items import Identity
from hanoi_press.pages.context import Identify
from hanoi_press.pages.document import Document
from hanoi_press.text.normalize import strip_accents

_WORDS = re.compile(r"[a-z0-9]+")
_MOST_HEADINGS, _MOST_LINKS = 100, 1_000
_MOST_TEXTS = 100  # of one heading or link: hostile pages nest them
_FEWEST_WORDS = 3  # of an article's slug
_ENOUGH = 3  # other articles that a list has at least
_HEADLINE = 20  # characters that a link to an article has at least


def is_section_list(title: str, doc: Document, identity: Identity, identify: Identify) -> bool:
    """Return True if a page with this title is the list of the section that the article's address names.

    That is: the title is the section's name as the address spells it, no heading resembles the article's own slug, and
    the page links at least three other articles of the source by their headlines.
    """
    *sections, slug = _segments(identity.url)
    if not any(sections):
        return False
    if sum(len(word) > 1 and word.isalpha() for word in slug.split("-")) < _FEWEST_WORDS:
        return False  # the article's own slug may stand before its number
    name = "-".join(_words(title))
    if not name or name not in sections or slug.startswith(name):
        return False
    return not names_slug(doc, slug) and _links_others(doc, identity, identify)


def _segments(url: str) -> list[str]:
    path = strip_accents(unquote(urlsplit(url).path)).lower()
    return ["-".join(_words(one)) for one in path.rstrip("/").split("/")]


def _words(text: str) -> list[str]:
    return _WORDS.findall(strip_accents(text).lower())


def names_slug(doc: Document, slug: str) -> bool:
    """Return True if a heading or the window's title has half of the slug's words; moh's slugs have no letter đ.

    A heading that is a link may be the article's own teaser.
    """
    wanted = set(slug.split("-"))
    headings = [doc.root.findtext(".//title") or "", doc.meta("og:title") or ""]
    boxes = islice(doc.root.iter("h1", "h2", "h3", "h4", "h5"), _MOST_HEADINGS)
    own = (one for one in boxes if one.tag == "h1" or all(part.tag != "a" for part in islice(one.iter(), _MOST_TEXTS)))
    headings += ["".join(islice(one.itertext(), _MOST_TEXTS)) for one in own]
    without = (re.sub("[đĐ]", "", one) for one in headings)
    found = (set(_words(one)) | set(_words(other)) for one, other in zip(headings, without, strict=True))
    return any(2 * len(wanted & words) >= len(wanted) for words in found)


def _links_others(doc: Document, identity: Identity, identify: Identify) -> bool:
    found: set[str] = set()
    for link in islice(doc.root.iter("a"), _MOST_LINKS):
        words = "".join(islice(link.itertext(), _MOST_TEXTS))
        if (address := link.get("href")) and len(words.strip()) >= _HEADLINE and (url := doc.absolute(address)):
            other = identify(url)
            if other and other.source == identity.source and other.id != identity.id:
                found.add(other.id)
    return len(found) >= _ENOUGH
