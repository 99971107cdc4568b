"""Find out which article a page says that it is.

A site may serve an article under addresses of others: a server that answers every address with one article, an article
that was moved to another section, an AMP or print version. Its metadata then name the article's own address.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from hanoi_press.items import Identity
from hanoi_press.pages.context import Identify
from hanoi_press.pages.document import Document
from hanoi_press.pages.json_ld import addresses, is_article


def stated_identity(doc: Document, identity: Identity, identify: Identify) -> Identity:
    """Return the identity of the article that a page states; `identity` is that of the page's address.

    The canonical link may name the same article under another slug, or give an address without an id one of its own
    source. Any other id of the same source counts if no statement (canonical link, JSON-LD, `og:url`) names the
    address's own id; if they name several, the canonical link counts, then JSON-LD. Names of a home page, a section, an
    article without an id (if the address has one) or another source's article count for nothing, nor does JSON-LD of
    several articles.
    """
    canonical = _address(doc, doc.canonical)
    if canonical == identity.url:
        return identity
    own = identify(canonical) if canonical else None
    if own and own.source == identity.source and (identity.hashed or _is_same(own, identity)):
        return own

    def named(printed: Iterable[Any]) -> list[Identity]:
        absolute = (_address(doc, one) for one in printed if isinstance(one, str))
        found = (identify(one) for one in absolute if one)
        return [one for one in found if one and one.source == identity.source and one.hashed <= identity.hashed]

    news = [
        named(addresses(one)) for one in doc.json_ld if one is doc.news or ("headline" in one and _counts(one, doc))
    ]
    in_link, in_news, in_og = named([canonical]), [one for each in news for one in each], named([doc.meta("og:url")])
    if any(_is_same(one, identity) for one in (*in_news, *in_og)):
        return identity
    if not all(news) or len({one.id for one in in_news}) > 1:  # one may be the page's own, the others of related ones
        in_news = []
    return next(iter((*in_link, *in_news, *in_og)), identity)


def _counts(one: dict[str, Any], doc: Document) -> bool:
    """Return False for an article of a page that has objects of other articles alone."""
    return bool(doc.news) or not is_article(one)


def _is_same(one: Identity, other: Identity) -> bool:
    return one.id.casefold() == other.id.casefold() or one.url.casefold() == other.url.casefold()


def _address(doc: Document, stated: str | None) -> str | None:
    """Return a stated address as an absolute one; None for a home page, or a fragment of the page itself."""
    if not stated or not stated.strip() or stated.strip().startswith("#"):
        return None
    address = stated if stated == doc.url else doc.absolute(stated)
    return None if address is None or urlsplit(address).path in ("", "/") else address
