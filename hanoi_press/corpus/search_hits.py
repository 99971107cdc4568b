"""Hold what a search found, as a sequence of hits that turns into a dataframe."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from hanoi_press.corpus.index.found import Hit, SearchResult
from hanoi_press.corpus.optional_library import optional_library
from hanoi_press.items import Article

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class SearchHits(Sequence[Hit]):
    """The articles that a search found, the first ones only if it was limited.

    `total` counts all of them. `other_accents`: if none has the accents that were typed, how many articles have the
    words with other accents.
    """

    def __init__(self, result: SearchResult, get: Callable[[str], Article | None]) -> None:
        self.total = result.total
        self.other_accents = result.other_accents
        self._hits = list(result.hits)
        self._get = get

    def __len__(self) -> int:
        return len(self._hits)

    @overload
    def __getitem__(self, index: int) -> Hit: ...

    @overload
    def __getitem__(self, index: slice) -> list[Hit]: ...

    def __getitem__(self, index: int | slice) -> Hit | list[Hit]:
        return self._hits[index]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self._hits)

    def __repr__(self) -> str:
        return f"<{len(self)} of {self.total} articles found>"

    def articles(self) -> Iterator[Article]:
        """Yield the articles of the hits, with all their fields."""
        return (article for hit in self._hits if (article := self._get(hit.id)) is not None)

    def to_pandas(self) -> pandas.DataFrame:
        """Return a dataframe with a row for each hit. Raises `ImportError` without pandas."""
        frame: pandas.DataFrame = optional_library("pandas", "pandas").DataFrame(self._columns())
        return frame

    def to_polars(self) -> polars.DataFrame:
        """Return the same for polars."""
        pl = optional_library("polars", "polars")
        types = {name: pl.List(pl.String) if name == "section" else pl.String for name in Hit._fields}
        frame: polars.DataFrame = pl.DataFrame(self._columns(), schema=types)
        return frame

    def to_arrow(self) -> pyarrow.Table:
        """Return the same as an Arrow table."""
        pa = optional_library("pyarrow", "arrow")
        kinds = {name: pa.list_(pa.string()) if name == "section" else pa.string() for name in Hit._fields}
        return pa.table(self._columns(), schema=pa.schema(list(kinds.items())))

    def _columns(self) -> dict[str, list[Any]]:
        columns = {name: [getattr(hit, name) for hit in self._hits] for name in Hit._fields}
        columns["section"] = [list(levels) for levels in columns["section"]]
        return columns
