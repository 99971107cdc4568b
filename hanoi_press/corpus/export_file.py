"""Write articles to one file: Parquet, JSONL, or CSV without the text. A file appears when it is complete."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from hanoi_press.corpus.dataframes import arrow_batches, arrow_schema
from hanoi_press.items import Article
from hanoi_press.store.atomic import whole_file
from hanoi_press.text.cells import CSV_COLUMNS, csv_row

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def to_parquet_file(articles: Iterable[Article], path: Path) -> None:
    """Write one Parquet file (zstd), with row groups of a thousand articles. Raises `ImportError` without pyarrow."""
    batches = arrow_batches(articles)
    schema = arrow_schema()
    import pyarrow.parquet

    with whole_file(path) as part, pyarrow.parquet.ParquetWriter(part, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)


def to_jsonl_file(articles: Iterable[Article], path: Path) -> None:
    """Write one JSONL file like a segment, compressed if its name ends in `.zst`."""
    with whole_file(path) as part:
        file: Any = zstd.open(part, "wb") if path.suffix == ".zst" else part.open("wb")
        with file:
            for article in articles:
                file.write(msgspec.json.encode(article.to_dict()) + b"\n")


def to_csv_file(articles: Iterable[Article], path: Path) -> None:
    """Write one CSV file, a row for each article, without the text: lists joined, images and attachments counted.

    UTF-8 with a byte order mark, which spreadsheets need. A cell that is a formula gets a `'` before it.
    """
    with whole_file(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(CSV_COLUMNS)
        for article in articles:
            writer.writerow(csv_row(article))


WRITERS: dict[str, Callable[[Iterable[Article], Path], None]] = {
    "parquet": to_parquet_file,
    "jsonl": to_jsonl_file,
    "csv": to_csv_file,
}
