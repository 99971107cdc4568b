"""Convert articles to dataframes of pandas, polars or Arrow; each library is an extra of its own."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import msgspec

from hanoi_press.corpus.column_types import column_tree, members, polars_type, without_none
from hanoi_press.corpus.optional_library import optional_library
from hanoi_press.corpus.segmented_words import SegmentedArticle, Segmenter, segmented
from hanoi_press.items import Article

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_BATCH = 1000  # articles turned into columns at once


def to_pandas(articles: Iterable[Article], *, words: Segmenter | None = None) -> pandas.DataFrame:
    """Return a dataframe with a row for each article and a column for each field.

    Lists stay lists, records are dicts, times are strings. `words`: also segment title, summary and text, in columns of
    their own (`SegmentedArticle`), by "underthesea" or "pyvi"; articles that have their words keep them.

    Raises `ImportError`, which names the package to install, if a library is not installed.
    """
    library = optional_library("pandas", "pandas")
    kind, articles = with_words(articles, words)
    names = [one.name for one in fields(kind)]
    dataframe: pandas.DataFrame = library.DataFrame.from_records(list(_rows(articles)), columns=names)
    return dataframe


def to_polars(articles: Iterable[Article], *, words: Segmenter | None = None) -> polars.DataFrame:
    """Return the same as `to_pandas` with list and struct columns; `extraction.fields` is a list of `{key, value}`."""
    library = optional_library("polars", "polars")
    kind, articles = with_words(articles, words)
    columns = {name: polars_type(tree, pairs=True) for name, tree in column_tree(kind).items()}
    dataframe: polars.DataFrame = library.DataFrame([_paired(row) for row in _rows(articles)], schema=columns)
    return dataframe


def to_arrow(articles: Iterable[Article], *, words: Segmenter | None = None) -> pyarrow.Table:
    """Return an Arrow table with the schema of `arrow_schema`, also if there is no article."""
    pyarrow = optional_library("pyarrow", "arrow")
    kind, articles = with_words(articles, words)
    return pyarrow.Table.from_batches(arrow_batches(articles, kind=kind), schema=arrow_schema(kind))


def with_words(articles: Iterable[Article], words: Segmenter | None = None) -> tuple[type[Article], Iterable[Article]]:
    """Return the class of articles and the articles themselves, with their words if that is asked for.

    Without `words` the first article tells, or a stream from `load`.
    """
    if words is not None:
        return SegmentedArticle, segmented(articles, words)
    kind = getattr(articles, "kind", None)
    if isinstance(kind, type) and issubclass(kind, Article):
        return kind, articles
    stream = iter(articles)
    first = list(islice(stream, 1))
    is_segmented = any(isinstance(one, SegmentedArticle) for one in first)
    return SegmentedArticle if is_segmented else Article, chain(first, stream)


def arrow_batches(
    articles: Iterable[Article], size: int = _BATCH, kind: type[Article] = Article
) -> Iterator[pyarrow.RecordBatch]:
    """Yield record batches of `size` articles, so that a corpus need not fit in memory."""
    pyarrow = optional_library("pyarrow", "arrow")
    schema = arrow_schema(kind)
    rows = _rows(articles)
    while batch := list(islice(rows, size)):
        yield pyarrow.RecordBatch.from_pylist([_paired(row) for row in batch], schema=schema)


def arrow_schema(kind: type[Article] = Article) -> pyarrow.Schema:
    """Return the Arrow schema of the columns, made from `Article`, or from `SegmentedArticle` with the words."""
    pyarrow = optional_library("pyarrow", "arrow")
    return pyarrow.schema([_arrow_field(name, one, pyarrow) for name, one in members(kind)])


def _rows(articles: Iterable[Article]) -> Iterator[dict[str, Any]]:
    return (msgspec.to_builtins(article) for article in articles)


def _paired(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with `extraction.fields` as a list of pairs, because columns need fixed names. Changes `row`."""
    printed = row["extraction"]["fields"]
    row["extraction"]["fields"] = [{"key": key, "value": value} for key, value in printed.items()]
    return row


def _arrow_field(name: str, kind: Any, pa: Any) -> Any:
    bare, optional = without_none(kind)
    return pa.field(name, _arrow_type(bare, pa), nullable=optional)


def _arrow_type(kind: Any, pa: Any) -> Any:
    if kind is str:
        return pa.string()
    if kind is int:
        return pa.int64()
    if is_dataclass(kind):
        return pa.struct([_arrow_field(name, one, pa) for name, one in members(kind)])
    if typing.get_origin(kind) is dict:
        return pa.list_(pa.struct([pa.field("key", pa.string(), False), pa.field("value", pa.string(), False)]))
    return pa.list_(_arrow_type(typing.get_args(kind)[0], pa))
