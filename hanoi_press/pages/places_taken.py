"""Recognise pages that stand in the place of an article: login forms, pages of what is missing, the home page."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from urllib.parse import urlsplit

from hanoi_press.items import Article
from hanoi_press.pages.context import Identify
from hanoi_press.pages.document import Document, text_of
from hanoi_press.pages.served_list import names_slug
from hanoi_press.text.normalize import clean, fold
from hanoi_press.text.page_phrases import (
    asks_to_log_in,
    mentions_logging_in,
    mentions_login,
    names_login,
    says_absent,
    says_broken,
    title_parts,
)

_FEW = 300  # characters of a text that may be all labels and notices
_LONG = 1500  # characters of a text that is an article, whatever its title says
_MOST_HEADLINES, _MOST_LINKS, _MOST_INPUTS = 10, 2_000, 1_000
_MOST_TEXTS = 20  # of one link: hostile pages nest them
_HOME = re.compile(r"(?:trang chủ|home(?: ?page)?|index|welcome|default|trang nhất)", re.I)
_ROOT = re.compile(
    r"/?(?:(?:index|default|home|trang-?chu)(?:\.\w{2,5})?/?|pages/(?:default|home|trangchu)\.aspx)?", re.I
)


def is_login_page(doc: Document, article: Article | None) -> bool:
    """Return True if a page asks for a password in place of an article; `article`: what was read of the page.

    Many sites have a login form beside each article, so the form alone says nothing where an article was read.
    """
    text = article.text if article else ""
    if article is not None and (len(text) >= _LONG or _is_sure(article) or has_own_headline(doc)):
        return False
    has_password = any(
        (one.get("type") or "").lower() == "password" for one in islice(doc.root.iter("input"), _MOST_INPUTS)
    )
    window, *headlines = _titles(doc)
    named = names_login(window) or (article is not None and names_login(article.title))
    named = named or (len(text) < _FEW and any(map(names_login, headlines)))
    if named and (has_password or len(text) < _FEW):
        return True
    if article is None:
        return has_password or any(map(asks_to_log_in, _notices(doc)))
    if len(text) < _FEW:
        return asks_to_log_in(text) or (has_password and mentions_login(f"{article.title} {text}"))
    return has_password and article.published_at is None and mentions_logging_in(text[:_FEW])


def has_own_headline(doc: Document) -> bool:
    """Return True if a headline, or the window's title, has half of the words that the address spells, if it does."""
    slug = urlsplit(doc.url).path.rstrip("/").rsplit("/", 1)[-1].partition(".")[0].lower()
    return _is_slug(slug) and names_slug(doc, slug)


def _is_slug(name: str) -> bool:
    return sum(len(word) > 1 and word.isalpha() for word in name.split("-")) > 2


def is_missing_page(doc: Document, article: Article | None) -> bool:
    """Return True if a page says that what was asked for is not there, and has no article."""
    return _is_notice(doc, article, says_absent)


def is_broken_page(doc: Document, article: Article | None) -> bool:
    """Return True if a page is what a server, or the program behind it, prints when it fails, and has no article."""
    return _is_notice(doc, article, says_broken)


def _is_notice(doc: Document, article: Article | None, says: Callable[[str], bool]) -> bool:
    """Return True if the title or the text of a page `says` something, and it has no article."""
    if article is not None and (len(article.text) >= _LONG or _is_sure(article) or has_own_headline(doc)):
        return False
    if article is not None and len(article.text) >= _FEW and article.published_at is not None:
        return False
    if any(map(says, _titles(doc))) or (article is not None and says(article.title)):
        return True
    if article is not None:
        return len(article.text) < _FEW and says(article.text)
    return says(_words(doc)) or any(map(says, _notices(doc)))


def is_home_page(doc: Document, article: Article | None, url: str, identify: Identify) -> bool:
    """Return True if a page is the home page, or another list, at an article's address.

    It states the root as its own address, or its first headline leads to another article; and its window does not show
    the headline, or its headlines have nothing of the address.
    """
    if has_own_headline(doc):
        return False
    has_slug = _is_slug(urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1].partition(".")[0])
    states_root = any(map(_is_root, filter(None, (doc.canonical, doc.meta("og:url")))))
    if article is None:
        is_home = any(_HOME.fullmatch(one) for title in _titles(doc)[:1] for one in title_parts(title))
        return states_root or is_home
    leads_on = _leads_elsewhere(doc, article, url, identify)
    if _is_sure(article):
        return states_root and leads_on
    window = fold(doc.root.findtext(".//title") or "") + fold(doc.meta("og:title"))
    is_untitled = fold(article.title)[:40] not in window
    return (states_root or leads_on) and (states_root + leads_on + is_untitled + has_slug) >= 2


def _is_sure(article: Article) -> bool:
    """Return True if the family's own selectors read an article with a date."""
    return article.published_at is not None and article.extraction.fields.get("text") in ("css", "json")


def _is_root(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.query and _ROOT.fullmatch(parts.path) is not None


def _leads_elsewhere(doc: Document, article: Article, url: str, identify: Identify) -> bool:
    """Return True if the headline is a link to another article, and none to this one."""
    own, title, found = identify(url), fold(article.title), False
    for link in islice(doc.root.iter("a"), _MOST_LINKS):
        address = link.get("href")
        if not address or not title or fold("".join(islice(link.itertext(), _MOST_TEXTS))) != title:
            continue
        target = doc.absolute(address)
        other = identify(target) if target else None
        if other and own and other.source == own.source:
            if other.id in (own.id, article.id):
                return False
            found = True
    return found


def _titles(doc: Document) -> list[str]:
    headlines = [*doc.headlines, *islice(doc.root.iter("h2"), _MOST_HEADLINES)][:_MOST_HEADLINES]
    return [clean((doc.root.findtext(".//title") or "")[:1000]), *map(text_of, headlines)]


def _words(doc: Document) -> str:
    body = doc.root.find("body")
    return text_of(body) if body is not None else ""


def _notices(doc: Document) -> list[str]:
    """Return the short texts of a page outside its links."""
    boxes = islice(doc.root.iter("h1", "h2", "h3", "h4", "p", "div", "span", "td", "strong", "b"), _MOST_INPUTS)
    texts = (f"{box.text or ''}{(box.tail or '')[:_FEW] if box.tag in ('strong', 'b') else ''}" for box in boxes)
    return [clean(text) for text in texts if text and len(text) < 2 * _FEW]
