"""Tell whether a site corrected what it states about an article without changing its words.

The ledger keeps a digest of these statements for each article, so that no line has to be read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from hashlib import blake2b
from typing import Any

from hanoi_press.items import Article
from hanoi_press.store.ledger_tables import Page

_DIGEST_BYTES = 6  # a correction is missed once in 2^48
_EMPTY = "-"
_STATED = ("authors", "dateline", "published_at")


def metadata_digest(record: dict[str, Any]) -> str:
    """Return a digest of the statements in a line of the corpus: 12 hex digits for each, "-" for one that is empty.

    They are in this order: authors, dateline, date of publication, attribution, captions and credits, documents.
    Sections, tags, the time of the last change and the addresses of pictures are left out, because sites change them by
    themselves. A record of another shape counts as empty.
    """
    return ".".join(_digest(one) for one in _statements(record))


def article_digest(article: Article) -> str:
    """Return the same digest of an article that is not a line yet, without a copy of its text."""
    stated = {name: getattr(article, name) for name in _STATED}
    stated |= {name: [asdict(one) for one in getattr(article, name)] for name in ("images", "attachments")}
    stated["attribution"] = asdict(article.attribution) if article.attribution else None
    return metadata_digest(stated)


def has_other_line(page: Page, article: Article) -> bool:
    """Return True if an article's words, or what its site states about it, differ from its line in the corpus.

    `page` is the article in the ledger.
    """
    return page.hash != article.content_hash or is_corrected(page.metadata, article_digest(article))


def is_corrected(before: str | None, now: str) -> bool:
    """Return True if a statement is new or another one.

    One that is missing now is no correction: a page that a template reads less well must not replace a better line.
    False if `before` is unknown, as in ledgers of earlier versions.
    """
    if before is None:
        return False
    pairs = zip(before.split("."), now.split("."), strict=False)
    return any(new not in (_EMPTY, old) for old, new in pairs)


def _digest(parts: list[str]) -> str:
    if not any(parts):
        return _EMPTY
    return blake2b("\0".join(parts).encode(errors="replace"), digest_size=_DIGEST_BYTES).hexdigest()


def _statements(record: dict[str, Any]) -> Iterator[list[str]]:
    yield [str(one) for one in _list(record, "authors")]
    yield [str(record.get("dateline") or "")]
    yield [str(record.get("published_at") or "")]
    yield _values(record.get("attribution"), "name", "url")
    yield [word for one in _list(record, "images") for word in _values(one, "caption", "credit") if word]
    yield [word for one in _list(record, "attachments") for word in _values(one, "title", "url") if word]


def _list(record: dict[str, Any], name: str) -> list[Any]:
    found = record.get(name)
    return found if isinstance(found, list) else []


def _values(found: Any, *names: str) -> list[str]:
    """Return the values of a record inside the line; of an address the part before the query, which may be a token."""
    if not isinstance(found, dict):
        return [""] * len(names)
    return [str(found.get(name) or "").partition("?" if name == "url" else "\0")[0] for name in names]
