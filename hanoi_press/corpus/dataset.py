"""A dataset that can be published: Parquet shards by source and year, a card, Croissant metadata."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hanoi_press.corpus.card import card
from hanoi_press.corpus.croissant import croissant
from hanoi_press.corpus.dataframes import arrow_batches, arrow_schema
from hanoi_press.corpus.loading import Articles, day_published
from hanoi_press.corpus.statistics import Statistics
from hanoi_press.items import Article

UNDATED = "undated"
_ROWS = 1000  # articles a row group: what is held of each year of a source before it is written
_SHARD = 100_000  # articles a file
_OURS = {"README.md", "croissant.json", "data", ".gitattributes"}


@dataclass
class Shard:
    """A Parquet file of the dataset; `path` relative to its folder, `source` as it is written there."""

    path: str
    source: str
    year: str
    articles: int
    bytes: int = 0
    sha256: str = ""


@dataclass
class Dataset:
    """What is published, as its card and metadata need it."""

    shards: list[Shard] = field(default_factory=list)
    statistics: Statistics = field(default_factory=Statistics)
    publishers: dict[str, str] = field(default_factory=dict)
    hosts: dict[str, set[str]] = field(default_factory=dict)
    fetched: tuple[str, str] = ("", "")
    undated: int = 0
    skipped: int = 0

    def count(self, article: Article) -> None:
        """Counts an article in."""
        self.statistics.count(article)
        self.publishers[article.source] = article.publisher
        self.hosts.setdefault(article.source, set()).add(_host(article.url))
        first, last = self.fetched
        self.fetched = (min(first or article.fetched_at, article.fetched_at), max(last, article.fetched_at))
        self.undated += article.published_at is None


class NotOursError(ValueError):
    """A folder that holds something else is not overwritten."""


def publish(articles: Iterable[Article], folder: Path, *, contact: str, without_copies: bool = False) -> Dataset:
    """Writes the dataset to `folder`, which appears when it is whole; an earlier export there is replaced as a whole.

    `contact`: whom to ask for a removal. Raises `NotOursError` where the folder holds files of another origin,
    `ImportError` without pyarrow.
    """
    if folder.exists() and (not folder.is_dir() or {one.name for one in folder.iterdir()} - _OURS):
        raise NotOursError(f"{folder} holds other things than an export; a new or earlier export's folder is accepted")
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    dataset = Dataset()
    for shard in _write(articles, part, dataset):
        written = part / shard.path
        shard.bytes = written.stat().st_size
        with written.open("rb") as file:
            shard.sha256 = file_digest(file, "sha256").hexdigest()
        dataset.shards.append(shard)
    dataset.skipped = articles.skipped if isinstance(articles, Articles) else 0
    dataset.shards.sort(key=lambda one: one.path)
    part.mkdir(parents=True, exist_ok=True)
    (part / "README.md").write_text(card(dataset, contact=contact, without_copies=without_copies), "utf-8")
    (part / "croissant.json").write_text(croissant(dataset), "utf-8")
    if folder.exists():
        shutil.rmtree(folder)
    part.replace(folder)
    return dataset


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "-"
    except ValueError:
        return "-"


def _folder_name(source: str) -> str:
    """A source's name as a folder: what a stranger wrote there must not lead out of the dataset."""
    return re.sub(r"[^A-Za-z0-9_.-]", "_", source).lstrip(".") or "_"


def _write(articles: Iterable[Article], folder: Path, dataset: Dataset) -> Iterator[Shard]:
    """Writes the shards; gives each when it is whole. Articles come sorted by source, as `load` gives them."""
    open_years: dict[str, _Year] = {}
    source = None
    for article in articles:
        dataset.count(article)
        if article.source != source:
            yield from _closed(open_years)
            source = article.source
        try:
            day = day_published(article)
        except ValueError:
            day = None
        year = day[:4] if day else UNDATED
        if year not in open_years:
            open_years[year] = _Year(folder, article.source, year)
        yield from open_years[year].add(article)
    yield from _closed(open_years)


def _closed(open_years: dict[str, _Year]) -> Iterator[Shard]:
    for one in open_years.values():
        yield from one.close()
    open_years.clear()


class _Year:
    """The shards of a source's year."""

    def __init__(self, folder: Path, source: str, year: str) -> None:
        self.folder, self.source, self.year = folder, _folder_name(source), year
        self.number = len(list((folder / "data" / self.source).glob(f"{year}-*")))
        self.written = 0
        self.rows: list[Article] = []
        self.writer: Any = None

    def add(self, article: Article) -> Iterator[Shard]:
        self.rows.append(article)
        if len(self.rows) == _ROWS:
            self._flush()
            if self.written >= _SHARD:
                yield from self.close()

    def _flush(self) -> None:
        import pyarrow.parquet

        if self.writer is None:
            path = self.folder / self._name()
            path.parent.mkdir(parents=True, exist_ok=True)
            self.writer = pyarrow.parquet.ParquetWriter(path, arrow_schema(), compression="zstd")
        for batch in arrow_batches(self.rows, _ROWS):
            self.writer.write_batch(batch)
        self.written += len(self.rows)
        self.rows.clear()

    def _name(self) -> str:
        return f"data/{self.source}/{self.year}-{self.number:05}.parquet"

    def close(self) -> Iterator[Shard]:
        if self.rows:
            self._flush()
        if self.writer is not None:
            self.writer.close()
            yield Shard(self._name(), self.source, self.year, self.written)
        self.writer, self.written = None, 0
        self.number += 1
