"""Write articles to one file: Parquet, JSONL or CSV. A file appears when it is complete."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from hanoi_press.corpus.dataframes import arrow_batches, arrow_schema, with_words
from hanoi_press.items import Article
from hanoi_press.store.atomic import whole_file
from hanoi_press.text.cells import ALL_COLUMNS, CSV_COLUMNS, csv_cell, csv_row
from hanoi_press.text.plurals import count_of

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LONGEST_CELL = 32_767  # UTF-16 units in a cell of Excel; LibreOffice has more
MOST_ROWS = 1_048_576  # of a sheet of Excel, with the head
CUT = "… [cut]"


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
        file: Any = zstd.open(part, "wb") if path.suffix.lower() == ".zst" else part.open("wb")
        with file:
            for article in articles:
                file.write(msgspec.json.encode(article.to_dict()) + b"\n")


def to_csv_file(articles: Iterable[Article], path: Path, *, with_text: bool = False) -> int:
    """Write one CSV file, a row for each article; return in how many of them a cell was cut.

    Lists are joined. Without the text there are the columns of a table, images and attachments counted; with it all
    fields. UTF-8 with a byte order mark, which spreadsheets need. A cell that is a formula gets a `'` before it, and
    one that is longer than a spreadsheet's cell is cut, because the rest would fill the next rows. The words of
    segmented articles stand in the last columns.
    """
    kind, articles = with_words(articles)
    words = [one.name for one in fields(kind)[len(fields(Article)) :] if with_text or one.name != "text_words"]
    columns = (*(ALL_COLUMNS if with_text else CSV_COLUMNS), *words)
    number_cut = 0
    with whole_file(path) as part, part.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for article in articles:
            row = [csv_cell(article, name) for name in columns] if with_text else csv_row(article, columns)
            fitting = [_fitting(cell) for cell in row]
            number_cut += fitting != row
            writer.writerow(fitting)
    return number_cut


def _fitting(cell: Any) -> Any:
    """Return a cell with the characters that a spreadsheet shows, at most; `CUT` marks where it was cut."""
    if not isinstance(cell, str) or len(cell) * 2 <= LONGEST_CELL:
        return cell
    units = cell.encode("utf-16-le", "replace")  # spreadsheets count two for an emoji
    if len(units) <= 2 * LONGEST_CELL:
        return cell
    return units[: 2 * (LONGEST_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT


WRITERS: dict[str, Callable[[Iterable[Article], Path], object]] = {
    "parquet": to_parquet_file,
    "jsonl": to_jsonl_file,
    "csv": to_csv_file,
}


class WrittenFile(NamedTuple):
    """What was written to a file: how many articles, and lines for the user about what is not in it."""

    articles: int
    remarks: list[str]


def kind_of(path: Path) -> str:
    """Return the key of `WRITERS` for the name of a file. Raises `ValueError` for any other name."""
    name = path.name.lower().removesuffix(".zst")
    kind = next((one for one in WRITERS if name.endswith(f".{one}")), None)
    if kind is None or (kind != "jsonl" and path.suffix.lower() == ".zst"):
        advice = "a name that ends in .jsonl, .jsonl.zst, .csv (for spreadsheets, too) or .parquet"
        raise ValueError(f"invalid file {path}; use {advice}")
    return kind


def write_articles(articles: Iterable[Article], path: Path, kind: str, *, with_text: bool = True) -> WrittenFile:
    """Write a file of this kind. A CSV file has the text only `with_text`. Raises `OSError`, `ImportError`."""
    number = 0

    def counted() -> Iterator[Article]:
        nonlocal number
        for article in articles:
            number += 1
            yield article

    if kind != "csv":
        WRITERS[kind](counted(), path)
        return WrittenFile(number, [])
    remarks = []
    if cut := to_csv_file(counted(), path, with_text=with_text):
        remarks.append(
            f"{path}: cells of {count_of(cut, 'article')} are cut and end in {CUT!r}, because a cell of a spreadsheet "
            f"has {LONGEST_CELL:,} characters at most; .jsonl and .parquet have them whole"
        )
    if number >= MOST_ROWS:
        remarks.append(f"{path} has {number:,} articles; Excel opens the first {MOST_ROWS - 1:,}")
    return WrittenFile(number, remarks)
