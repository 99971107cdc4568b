"""Write articles to one file: Parquet, JSONL, or CSV without the text. A file appears when it is complete."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from hanoi_press.corpus.dataframes import arrow_batches, arrow_schema, with_words
from hanoi_press.items import Article
from hanoi_press.store.atomic import whole_file

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CSV_COLUMNS = (
    *("id", "revision", "source", "publisher", "url", "title", "summary", "authors", "dateline"),
    *("published_at", "modified_at", "section", "tags", "images", "attachments", "attribution", "attribution_source"),
    *("language", "words", "content_hash", "fetched_at"),
)
# A spreadsheet evaluates a cell that begins so, which is unsafe because the cells come from foreign sites.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_parquet_file(articles: Iterable[Article], path: Path) -> None:
    """Write one Parquet file (zstd), with row groups of a thousand articles. Raises `ImportError` without pyarrow."""
    kind, articles = with_words(articles)
    batches = arrow_batches(articles, kind=kind)
    schema = arrow_schema(kind)
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
            writer.writerow([_harmless(cell) for cell in _cells(article)])


def _cells(article: Article) -> list[Any]:
    attribution = article.attribution
    known: dict[str, Any] = {
        "authors": "; ".join(article.authors),
        "section": " > ".join(article.section),
        "tags": "; ".join(article.tags),
        "images": len(article.images),
        "attachments": len(article.attachments),
        "attribution": attribution and attribution.name,
        "attribution_source": attribution and attribution.source,
        "words": len(article.text.split()),
    }
    return [known[name] if name in known else getattr(article, name) for name in CSV_COLUMNS]


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


WRITERS: dict[str, Callable[[Iterable[Article], Path], None]] = {
    "parquet": to_parquet_file,
    "jsonl": to_jsonl_file,
    "csv": to_csv_file,
}
