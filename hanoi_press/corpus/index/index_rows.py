"""Make the rows of the index from the lines of segments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hanoi_press.corpus.days import known_day
from hanoi_press.corpus.index.index_tables import AUTHOR, SECTION, TAG
from hanoi_press.corpus.statistics import OPTIONAL_FIELDS
from hanoi_press.items import Article
from hanoi_press.text.moments import epoch_seconds
from hanoi_press.text.syllables import with_final_tones, without_accents

INSERT_ARTICLE = f"INSERT INTO article VALUES ({', '.join('?' * 13)})"
INSERT_LABEL = "INSERT INTO label VALUES (?, ?, ?, ?)"
INSERT_WORDS = "INSERT INTO words (rowid, plain_title, plain_text, exact_title, exact_text) VALUES (?, ?, ?, ?, ?)"
DELETE_WORDS = (
    "INSERT INTO words (words, rowid, plain_title, plain_text, exact_title, exact_text) "
    "VALUES ('delete', ?, ?, ?, ?, ?)"
)

Words = tuple[int, str, str, str, str]


def article_row(number: int, article: Article) -> tuple[Any, ...]:
    """Return the row of an article in the table `article`."""
    return (
        number,
        article.id,
        article.source,
        article.url,
        article.title,
        article.published_at,
        known_day(article),
        epoch_seconds(article.published_at),
        article.section[0] if article.section else None,
        article.language,
        len(article.text.split()),
        sum(1 << bit for bit, name in enumerate(OPTIONAL_FIELDS) if getattr(article, name)),
        article.archive.file if article.archive else None,
    )


def label_rows(number: int, article: Article) -> Iterator[tuple[int, str, str, str]]:
    """Yield the rows of an article in the table `label`."""
    for kind, names in ((SECTION, article.section), (TAG, article.tags), (AUTHOR, article.authors)):
        for name in dict.fromkeys(names):
            yield number, kind, without_accents(name), name


def words_row(number: int, article: Article) -> Words:
    """Return the row of an article in the table `words`."""
    text = f"{article.summary}\n{article.text}" if article.summary else article.text
    return (
        number,
        without_accents(article.title),
        without_accents(text),
        with_final_tones(article.title),
        with_final_tones(text),
    )
