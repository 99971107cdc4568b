"""Write a dataset that can be published: Parquet shards by source and year, a card, Croissant metadata."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path, PureWindowsPath
from typing import Any

from hanoi_press.corpus.card import card
from hanoi_press.corpus.croissant import croissant
from hanoi_press.corpus.dataframes import arrow_batches, arrow_schema, with_words
from hanoi_press.corpus.dataset_contents import Dataset, Shard
from hanoi_press.corpus.days import known_day
from hanoi_press.corpus.licence import LICENCE_FILE, licence_file
from hanoi_press.corpus.loading import ArticleStream
from hanoi_press.corpus.splits import Splits
from hanoi_press.items import Article

UNDATED = "undated"
_ROWS = 1000  # articles in a row group
_HELD = 5000  # articles in memory at most, of all years of a source that are still written
_SHARD = 100_000  # articles in a file
_LOCAL = ("/", "\\", "../", "file:", "local:")  # how the name of a file begins that is not in the data folder
_EXPORTED = {"README.md", LICENCE_FILE, "croissant.json", "data", ".gitattributes"}


class ForeignFolderError(ValueError):
    """Raised for a target folder with files that are not an export's; it is not overwritten."""


def publish(
    articles: Iterable[Article],
    folder: Path,
    *,
    contact: str,
    without_copies: bool = False,
    splits: Splits | None = None,
) -> Dataset:
    """Write the dataset to `folder`, which appears when it is complete; an earlier export there is replaced.

    `contact`: the address for removal requests. `splits`: those of the articles; what is in none of them is left out.
    Raises `ForeignFolderError` if the folder has files of another origin,
    `ImportError` without pyarrow.
    """
    if folder.exists() and (not folder.is_dir() or {one.name for one in folder.iterdir()} - _EXPORTED):
        raise ForeignFolderError(
            f"invalid folder {folder}: it contains files that are not an export's; use a new folder"
        )
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        dataset = _write_all(articles, part, splits, contact=contact, without_copies=without_copies)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    if folder.exists():
        shutil.rmtree(folder)
    part.replace(folder)
    return dataset


def _write_all(
    articles: Iterable[Article], part: Path, splits: Splits | None, *, contact: str, without_copies: bool
) -> Dataset:
    """Write the files of the dataset to a new folder; return their description."""
    dataset = Dataset(
        contact=contact, without_copies=without_copies, splits=splits.described() if splits is not None else ""
    )
    for shard in _write(articles, part, dataset, splits):
        written = part / shard.path
        shard.bytes = written.stat().st_size
        with written.open("rb") as file:
            shard.sha256 = file_digest(file, "sha256").hexdigest()
        dataset.shards.append(shard)
    dataset.skipped = articles.skipped if isinstance(articles, ArticleStream) else 0
    dataset.shards.sort(key=lambda one: one.path)
    part.mkdir(parents=True, exist_ok=True)
    (part / "README.md").write_text(card(dataset), "utf-8")
    (part / LICENCE_FILE).write_text(licence_file(dataset), "utf-8")
    (part / "croissant.json").write_text(croissant(dataset), "utf-8")
    return dataset


def _folder_name(source: str) -> str:
    """Return a folder name for a source's name, which may be a foreign file's and must not lead out of the folder."""
    return re.sub(r"[^A-Za-z0-9_.-]", "_", source).lstrip(".") or "_"


def _write(articles: Iterable[Article], folder: Path, dataset: Dataset, splits: Splits | None) -> Iterator[Shard]:
    """Write the shards; yield each when complete. Articles sorted by source, as from `load`, give the fewest shards."""
    open_years: dict[tuple[str, str], _YearShards] = {}
    source = None
    for article in map(_without_local_path, articles):
        split = splits.name_of(article) if splits is not None else ""
        if split is None:
            continue
        dataset.count(article, split)
        if article.source != source:
            yield from _closed(open_years)
            source = article.source
        day = known_day(article)
        year = day[:4] if day else UNDATED
        if (split, year) not in open_years:
            open_years[split, year] = _YearShards(folder, article.source, year, split)
        yield from open_years[split, year].add(article)
        if sum(len(one.rows) for one in open_years.values()) >= _HELD:
            max(open_years.values(), key=lambda one: len(one.rows)).flush()
    yield from _closed(open_years)


def _without_local_path(article: Article) -> Article:
    """Return an article whose archive, if it lies outside of the data folder, is named without the folders it is in.

    They say who made the dataset, and help nobody else.
    """
    place = article.archive
    if place is None or not (place.file.startswith(_LOCAL) or PureWindowsPath(place.file).is_absolute()):
        return article
    name = PureWindowsPath(place.file).name or "-"  # which takes either separator
    return replace(article, archive=replace(place, file=name))


def _closed(open_years: dict[tuple[str, str], _YearShards]) -> Iterator[Shard]:
    for one in open_years.values():
        yield from one.close()
    open_years.clear()


class _YearShards:
    """The writer of the shards of one year of a source, or of what one split has of it."""

    def __init__(self, folder: Path, source: str, year: str, split: str) -> None:
        self.folder, self.source, self.year, self.split = folder, _folder_name(source), year, split
        self.start = f"{split}-{year}" if split else year
        self.number = len(list((folder / "data" / self.source).glob(f"{self.start}-*")))
        self.written = 0
        self.rows: list[Article] = []
        self.writer: Any = None

    def add(self, article: Article) -> Iterator[Shard]:
        self.rows.append(article)
        if len(self.rows) == _ROWS:
            self.flush()
            if self.written >= _SHARD:
                yield from self.close()

    def flush(self) -> None:
        """Write the articles in memory."""
        import pyarrow.parquet

        kind, _ = with_words(self.rows)
        if self.writer is None:
            path = self.folder / self._name()
            path.parent.mkdir(parents=True, exist_ok=True)
            self.writer = pyarrow.parquet.ParquetWriter(path, arrow_schema(kind), compression="zstd")
        for batch in arrow_batches(self.rows, _ROWS, kind):
            self.writer.write_batch(batch)
        self.written += len(self.rows)
        self.rows.clear()

    def _name(self) -> str:
        return f"data/{self.source}/{self.start}-{self.number:05}.parquet"

    def close(self) -> Iterator[Shard]:
        if self.rows:
            self.flush()
        if self.writer is not None:
            self.writer.close()
            yield Shard(self._name(), self.source, self.year, self.written, split=self.split)
        self.writer, self.written = None, 0
        self.number += 1
