"""Load, search, compare and export the corpus. Nothing here needs Scrapy, a network or a crawl.

>>> import hanoi_press.corpus
>>> with hanoi_press.corpus.open("data") as corpus:  # doctest: +SKIP
...     for hit in corpus.search('giao thông "vành đai 3"', since="2026-11-01"):
...         print(hit.published_at, hit.title)
"""

from __future__ import annotations

from hanoi_press.corpus.column_types import duckdb_columns, features, parse_lines, polars_schema
from hanoi_press.corpus.dataframes import to_arrow, to_pandas, to_polars
from hanoi_press.corpus.index.found import Hit
from hanoi_press.corpus.loading import Articles, SegmentedArticles, load

# Not in `__all__`, so that `import *` does not hide the builtin.
from hanoi_press.corpus.opened_corpus import Corpus
from hanoi_press.corpus.opened_corpus import open as open
from hanoi_press.corpus.search_hits import SearchHits
from hanoi_press.corpus.segmented_words import SegmentedArticle, segmented, segmenter
from hanoi_press.corpus.splits import Split, Splits
from hanoi_press.items import Article
from hanoi_press.store.segments import Fault, FaultError, segments

__all__ = [
    "Article",
    "Articles",
    "Corpus",
    "Fault",
    "FaultError",
    "Hit",
    "SearchHits",
    "SegmentedArticle",
    "SegmentedArticles",
    "Split",
    "Splits",
    "duckdb_columns",
    "features",
    "load",
    "parse_lines",
    "polars_schema",
    "segmented",
    "segmenter",
    "segments",
    "to_arrow",
    "to_pandas",
    "to_polars",
]
