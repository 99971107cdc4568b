"""Make the rows of the index from the lines of segments: pure, so that other processes may do it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

from hanoi_press.compression import zstd
from hanoi_press.corpus.days import known_day
from hanoi_press.corpus.index.index_tables import AUTHOR, SECTION, TAG
from hanoi_press.corpus.statistics import filled_bits
from hanoi_press.corpus.visible_lines import key_of, place_of, url_of
from hanoi_press.schema import decode_line
from hanoi_press.store.takedown import id_of
from hanoi_press.text.moments import epoch_seconds
from hanoi_press.text.syllables import index_words, without_accents

INSERT_LINE = (
    "INSERT INTO line (number, segment, in_segment, id, revision, hash, fetched, place, digest, address_id,"
    " broken, shown) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_ARTICLE = f"INSERT INTO article VALUES ({', '.join('?' * 13)})"
_INSERT_LABEL = "INSERT INTO label VALUES (?, ?, ?, ?)"
_WORDS = "plain_title, plain_text, exact_title, exact_text"
_INSERT_WORDS = f"INSERT INTO words (rowid, {_WORDS}) VALUES (?, ?, ?, ?, ?)"
_DELETE_WORDS = f"INSERT INTO words (words, rowid, {_WORDS}) VALUES ('delete', ?, ?, ?, ?, ?)"
_LEVEL = 1  # of zstd
_DIGEST = 16  # bytes


class IndexDamaged(sqlite3.DatabaseError):
    """Raised if the index holds something that was not written to it."""


class ArticleRows(NamedTuple):
    """What is written for an article that `load` yields; each row lacks its number."""

    article: tuple[Any, ...]
    labels: list[tuple[str, str, str]]
    words: tuple[str, str, str, str]


class IndexedLine(NamedTuple):
    """What is written for a line with an id. `key`: the values of `line` from `id` to `digest`. `data`: it, compressed.

    `rows` is None if the line is `broken`.
    """

    key: tuple[str, int, bytes, str, bytes, bytes]
    data: bytes
    address_id: str | None
    broken: str | None
    rows: ArticleRows | None


def indexed_line(raw: bytes, *, with_address: bool) -> IndexedLine | str:
    """Return what is written for a line; for a line without an id the reason why it is no article.

    `with_address`: find out which id its address leads to.
    """
    key = key_of(raw)
    rows, broken = None, None
    try:
        rows = article_rows(decode_line(raw))
    except ValueError as error:
        broken = str(error)
    if key is None:
        return broken or "no article"
    address_id = address_id_of(raw, key[0]) if with_address else None
    return IndexedLine((*key, place_of(raw), digest_of(raw)), packed(raw), address_id, broken, rows)


def address_id_of(raw: bytes, id: str) -> str | None:
    """Return the id that the address in a line with this id leads to, None if it is the same."""
    found = id_of(url_of(raw))
    return None if found == id else found


def digest_of(raw: bytes) -> bytes:
    """Return a digest of a line, by which it is found again in another segment."""
    return blake2b(raw, digest_size=_DIGEST).digest()


def packed(raw: bytes) -> bytes:
    """Return a line as it is stored in `content`."""
    compressor = _compressor()
    return bytes(compressor.compress(raw, compressor.FLUSH_FRAME))


def unpacked(data: bytes) -> bytes:
    """Return the line of a row of `content`. Raises `IndexDamaged`."""
    try:
        return bytes(zstd.decompress(data))
    except (zstd.ZstdError, TypeError, EOFError) as error:
        raise IndexDamaged(f"a line of the index cannot be unpacked: {error}") from None


@cache
def _compressor() -> zstd.ZstdCompressor:
    return zstd.ZstdCompressor(_LEVEL)


def article_rows(article: Any) -> ArticleRows:
    """Return the rows of an article, given as `decode_line` or `parse_line` gives it."""
    plain_title, exact_title, _ = index_words(article.title)
    plain_text, exact_text, syllables = index_words(article.text)
    if article.summary:
        plain, exact, _ = index_words(article.summary)
        plain_text, exact_text = f"{plain} {plain_text}", f"{exact} {exact_text}"
    row = (
        article.id,
        article.source,
        article.url,
        article.title,
        article.published_at,
        known_day(article),
        epoch_seconds(article.published_at),
        article.section[0] if article.section else None,
        article.language,
        syllables,
        filled_bits(article),
        article.archive.file if article.archive else None,
    )
    return ArticleRows(row, list(_labels(article)), (plain_title, plain_text, exact_title, exact_text))


def _labels(article: Any) -> Iterator[tuple[str, str, str]]:
    for kind, names in ((SECTION, article.section), (TAG, article.tags), (AUTHOR, article.authors)):
        for name in dict.fromkeys(names):
            yield kind, name, without_accents(name)


def insert_articles(db: sqlite3.Connection, articles: Sequence[tuple[int, ArticleRows]]) -> None:
    """Write the rows of articles whose lines have these numbers."""
    db.executemany(_INSERT_ARTICLE, [(number, *rows.article) for number, rows in articles])
    db.executemany(_INSERT_LABEL, [(number, *label) for number, rows in articles for label in rows.labels])
    db.executemany(_INSERT_WORDS, [(number, *rows.words) for number, rows in articles])


def delete_article(db: sqlite3.Connection, number: int) -> None:
    """Delete the rows of an article; its line is still in `content`. Raises `IndexDamaged`."""
    row = db.execute("SELECT data FROM content WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise IndexDamaged(f"line {number} of the index is gone")
    db.execute(_DELETE_WORDS, (number, *stored_rows(row[0]).words))
    db.execute("DELETE FROM article WHERE number = ?", (number,))
    db.execute("DELETE FROM label WHERE article = ?", (number,))


def stored_rows(data: bytes) -> ArticleRows:
    """Return the rows of an article that is stored in `content`. Raises `IndexDamaged`."""
    try:
        return article_rows(decode_line(unpacked(data)))
    except ValueError as error:
        raise IndexDamaged(f"a line of the index is damaged: {error}") from None
