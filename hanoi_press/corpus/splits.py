"""Part articles by day of publication into train, validation and test, so that no text is in two of them."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from hashlib import blake2b
from itertools import islice, pairwise
from pathlib import Path
from threading import Lock
from typing import Literal, get_args

from hanoi_press.corpus.days import known_day
from hanoi_press.corpus.duplicate_links import Cluster, read_clusters
from hanoi_press.corpus.filters import one_of
from hanoi_press.corpus.split_days import DEFAULT_SHARES, NAMES, SplitDays, checked_shares, days_by_share, stated_days
from hanoi_press.items import Article
from hanoi_press.store.segments import data_folder
from hanoi_press.text.syllables import with_final_tones

SplitName = Literal["train", "validation", "test"]
Undated = Literal["train", "leave_out"]

_BATCH = 500
_COPY = 3  # in the place of a split's number: a copy of an article in an earlier split
_LEFT_OUT = 4  # undated, and not wanted
_UNKNOWN_COPIES = (
    "near copies are not known, so only equal texts are kept apart; `hanoi-press corpus duplicates --write` finds them"
)


class Split(Iterable[Article]):
    """The articles of a split, in the order of the corpus; each iteration reads them from the disk.

    `first`, `last`: the days of publication of its articles, "" if all are undated. `len` counts the articles.
    """

    def __init__(self, name: SplitName, splits: Splits, size: int, first: str, last: str) -> None:
        self.name = name
        self.first = first
        self.last = last
        self._splits = splits
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Article]:
        return (one for name, one in self._splits.articles() if name == self.name)

    def __repr__(self) -> str:
        return f"<{self.name}: {self._size} articles, {self.first or '-'} to {self.last or '-'}>"


class Splits:
    """The three splits. They hold the articles that were there when they were made, in the words that they had.

    `copies`: how many articles are in none, because they are a copy of one in an earlier split. `undated`: how many
    have no date. `has_near_copies`: False if only equal texts are kept apart, because near copies are not known.
    """

    def __init__(self, read: Callable[[], Iterator[Article]], placed: _Placed, *, has_near_copies: bool) -> None:
        self._read = read
        self._placed = placed
        self.has_near_copies = has_near_copies
        self.copies = placed.count(_COPY)
        self.undated = placed.undated
        self.train, self.validation, self.test = (self._split(name) for name in get_args(SplitName))

    def _split(self, name: SplitName) -> Split:
        number = NAMES.index(name)
        return Split(name, self, self._placed.count(number), *self._placed.days(number))

    def __iter__(self) -> Iterator[Split]:
        return iter((self.train, self.validation, self.test))

    def name_of(self, article: Article) -> SplitName | None:
        """Return the split of an article; None if it is in none, or has other words than when the splits were made."""
        number = self._placed.split_of(article)
        return None if number is None or number >= len(NAMES) else get_args(SplitName)[number]

    def described(self) -> str:
        """Return the sizes of the splits, and by what rule they were made, in Markdown."""
        lines = [
            f"- `{one.name}`: {len(one):,} articles, published {one.first or '-'} to {one.last or '-'}"
            for one in self
            if len(one)
        ]
        kept_apart = "equal texts and near copies" if self.has_near_copies else "equal texts"
        lines.append(
            "- By day of publication in Hanoi, the oldest for training; no day is in two splits, nor are "
            f"{kept_apart}. "
            f"{self.copies:,} articles that repeat one of an earlier split are in none."
        )
        if self.undated:
            where = "in none" if self.undated == self._placed.count(_LEFT_OUT) else "in `train`"
            lines.append(f"- {self.undated:,} articles without a date of publication are {where}.")
        return "\n".join(lines)

    def articles(self) -> Iterator[tuple[SplitName, Article]]:
        """Yield all articles with their split, in the order of the corpus."""
        for article in self._read():
            name = self.name_of(article)
            if name is not None:
                yield name, article

    def __repr__(self) -> str:
        return f"<{', '.join(map(repr, self))}; {self.copies} copies left out>"


def split_articles(
    read: Callable[[], Iterator[Article]],
    clusters: Iterable[Cluster] | None,
    shares: tuple[float, float, float] = DEFAULT_SHARES,
    *,
    validation_from: str | date | None = None,
    test_from: str | date | None = None,
    undated: Undated = "train",
) -> Splits:
    """Part the articles that `read` returns, by shares or from stated days on.

    A day is in one split. Of articles with the same words, and of `clusters` of copies (None: not known), those in the
    earliest split stay there, and those in later ones are left out. Raises `ValueError` for invalid arguments, and if a
    split that is asked for has no article. Memory: the ids of articles that have copies; a temporary file has the rest.
    """
    one_of("undated", undated, get_args(Undated))
    is_by_day = validation_from is not None or test_from is not None
    if is_by_day and shares != DEFAULT_SHARES:
        raise ValueError("invalid shares with validation_from or test_from; use either shares or days")
    days = stated_days(validation_from, test_from) if is_by_day else None
    wanted = (True, validation_from is not None, test_from is not None)
    if days is None:
        checked = checked_shares(shares)
        wanted = (checked[0] > 0, checked[1] > 0, checked[2] > 0)
    placed = _Placed()
    placed.read(read())
    placed.place(days or days_by_share(placed.counts(), shares), 0 if undated == "train" else _LEFT_OUT)
    placed.leave_copies_out(clusters or ())
    splits = Splits(read, placed, has_near_copies=clusters is not None)
    for split, is_wanted in zip(splits, wanted, strict=True):
        if is_wanted and not len(split):
            raise ValueError(f"no article is left for {split.name} ({splits!r}); use other shares or days")
    return splits


def parted_by(
    read: Callable[[], Iterator[Article]],
    path: str | Path,
    shares: tuple[float, float, float] = DEFAULT_SHARES,
    *,
    validation_from: str | date | None = None,
    test_from: str | date | None = None,
    undated: Undated = "train",
) -> Splits:
    """Return the same as `split_articles` with the copies that are known of the corpus at `path`.

    Raises as that, and `FaultError` if the file of copies is broken.
    """
    try:
        clusters = list(read_clusters(data_folder(path)))
    except FileNotFoundError:
        clusters = None
        warnings.warn(_UNKNOWN_COPIES, stacklevel=3)
    return split_articles(read, clusters, shares, validation_from=validation_from, test_from=test_from, undated=undated)


def same_words_key(article: Article) -> bytes:
    """Return a digest that two articles share if they have the same text, in any case and spelling of tones.

    Of articles without a text, title and summary have to be the same.
    """
    words = with_final_tones(article.text) or with_final_tones(f"{article.title}\n\n{article.summary or ''}")
    return blake2b(words.encode(), digest_size=16).digest()


class _Placed:
    """The split of each article, in a temporary file of SQLite's own that is removed with this object."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._lock = Lock()
        self._db.execute("PRAGMA cache_size=-4000")
        self._db.execute(
            "CREATE TABLE article (id TEXT PRIMARY KEY, hash TEXT, words BLOB, day TEXT, split INT) WITHOUT ROWID"
        )

    def read(self, articles: Iterable[Article]) -> None:
        rows = ((one.id, one.content_hash, same_words_key(one), known_day(one)) for one in articles)
        while batch := list(islice(rows, _BATCH)):
            self._db.execute("BEGIN")
            self._db.executemany("INSERT OR REPLACE INTO article (id, hash, words, day) VALUES (?, ?, ?, ?)", batch)
            self._db.execute("COMMIT")

    def counts(self) -> list[tuple[str, int]]:
        """Return the days in order, with the number of their articles."""
        query = "SELECT day, count(*) FROM article WHERE day IS NOT NULL GROUP BY day ORDER BY day"
        return self._db.execute(query).fetchall()

    def place(self, days: SplitDays, undated: int) -> None:
        """Put each article into the split of its day; those without one into `undated`."""
        self._db.create_function("split_of", 1, lambda day: undated if day is None else days.split_of(day))
        self._db.execute("UPDATE article SET split = split_of(day)")

    def leave_copies_out(self, clusters: Iterable[Cluster]) -> None:
        """Leave articles out whose words, or those of a copy of theirs, are in an earlier split."""
        groups = _Groups()
        for cluster in clusters:
            for copy in cluster.copies:
                groups.join(cluster.original, copy.id)
        for one, other in pairwise(self._same_words()):
            if one[0] == other[0]:
                groups.join(one[1], other[1])
        earliest: dict[str, int] = {}
        for id in groups.members():
            if (split := self._split(id)) is not None:
                group = groups.find(id)
                earliest[group] = min(split, earliest.get(group, split))
        for id in groups.members():
            split = self._split(id)
            if split is not None and split > earliest[groups.find(id)]:
                self._db.execute("UPDATE article SET split = ? WHERE id = ?", (_COPY, id))

    def _same_words(self) -> Iterator[tuple[bytes, str]]:
        """Yield the articles whose words another one has too, those with the same words one after the other."""
        self._db.execute("CREATE INDEX article_words ON article (words)")
        same = "SELECT words FROM article GROUP BY words HAVING count(*) > 1"
        return self._db.execute(f"SELECT words, id FROM article WHERE words IN ({same}) ORDER BY words, id")

    def _split(self, id: str) -> int | None:
        """Return the split of an article, None if it is in none."""
        row = self._db.execute("SELECT split FROM article WHERE id = ? AND split < ?", (id, len(NAMES))).fetchone()
        return row[0] if row else None

    def split_of(self, article: Article) -> int | None:
        with self._lock:
            row = self._db.execute("SELECT split, hash FROM article WHERE id = ?", (article.id,)).fetchone()
        return row[0] if row and row[1] == article.content_hash else None

    @property
    def undated(self) -> int:
        """Return how many articles have no date."""
        return int(self._db.execute("SELECT count(*) FROM article WHERE day IS NULL").fetchone()[0])

    def count(self, split: int) -> int:
        return int(self._db.execute("SELECT count(*) FROM article WHERE split = ?", (split,)).fetchone()[0])

    def days(self, split: int) -> tuple[str, str]:
        """Return the first and the last day of a split, "" if it has none."""
        first, last = self._db.execute("SELECT min(day), max(day) FROM article WHERE split = ?", (split,)).fetchone()
        return first or "", last or ""


class _Groups:
    """Ids joined to groups: who is joined to one of a group is joined to all of it."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def find(self, id: str) -> str:
        """Return the id that stands for the group of an id."""
        group = self._above.setdefault(id, id)
        while group != self._above[group]:
            group = self._above[group]
        while id != group:  # so that the next search is short
            self._above[id], id = group, self._above[id]
        return group

    def join(self, one: str, other: str) -> None:
        self._above[self.find(one)] = self.find(other)

    def members(self) -> list[str]:
        return list(self._above)
