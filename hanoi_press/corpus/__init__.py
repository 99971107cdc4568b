"""Load, search, compare and export the corpus. Nothing here needs Scrapy, a network or a crawl.

>>> from hanoi_press.corpus import load
>>> for article in load("data", since="2026-11-01"):  # doctest: +SKIP
...     print(article.published_at, article.title)
"""

from __future__ import annotations

from hanoi_press.corpus.column_types import duckdb_columns, features, parse_lines, polars_schema
from hanoi_press.corpus.dataframes import to_arrow, to_pandas, to_polars
from hanoi_press.corpus.loading import Articles, load
from hanoi_press.items import Article
from hanoi_press.store.segments import Fault, FaultError, segments

__all__ = [
    "Article",
    "Articles",
    "Fault",
    "FaultError",
    "duckdb_columns",
    "features",
    "load",
    "parse_lines",
    "polars_schema",
    "segments",
    "to_arrow",
    "to_pandas",
    "to_polars",
]
