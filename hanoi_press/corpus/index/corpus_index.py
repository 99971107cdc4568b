"""Open the index of a corpus, up to date, and get articles out of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from hanoi_press.compression import zstd
from hanoi_press.corpus.index.index_file import current_index
from hanoi_press.corpus.index.index_place import stamped_segments
from hanoi_press.items import Article
from hanoi_press.schema import parse_line
from hanoi_press.store.pruned_archives import PrunedArchives
from hanoi_press.store.segments import Fault, data_folder
from hanoi_press.store.takedown import id_of


def _say_nothing(text: str) -> None:
    pass


class CorpusIndex:
    """The index of a corpus. `db` is a read-only connection to its tables (see `index_tables`).

    `data`: the data folder; None if the corpus is another folder, a file or a glob. `faults`: lines that are not
    loaded. `stale`: why the index could not be brought up to date, in words; None if it is.
    """

    def __init__(self, db: sqlite3.Connection, path: Path, stale: str | None) -> None:
        self.db = db
        self.path = path
        self.data = data_folder(path)
        self.stale = stale
        self._pruned = PrunedArchives(self.data) if self.data else None

    @classmethod
    def open(cls, path: str | Path = "data", *, progress: Callable[[str], None] = _say_nothing) -> CorpusIndex:
        """Return the index of a path that `load` accepts; it is made, or brought up to date, first.

        `progress` is given lines for a person who waits. Raises `FileNotFoundError` if there is no corpus,
        `IndexFailure` if there is no index and none can be made.
        """
        path = Path(path)
        return cls(current_index(path, data_folder(path), stamped_segments(path), progress), path, None)

    def __enter__(self) -> CorpusIndex:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the index."""
        self.db.close()

    @property
    def faults(self) -> list[Fault]:
        """Return the faults of lines and segments that `load(revisions="latest")` reports, in their order."""
        rows = self.db.execute(
            "SELECT name, line, reason FROM fault JOIN segment ON segment = number ORDER BY name, line"
        )
        return [Fault(self.path / name, line, reason) for name, line, reason in rows]

    def get(self, id_or_url: str) -> Article | None:
        """Return the newest revision of an article, by its id or its address in any spelling; None if it has none."""
        row = self.db.execute("SELECT number FROM article WHERE id = ?", (id_of(id_or_url),)).fetchone()
        return self.article(row[0]) if row else None

    def revisions(self, id_or_url: str) -> list[Article]:
        """Return the revisions of an article, the oldest first; [] if there is none."""
        rows = self.db.execute(
            "SELECT number FROM line WHERE id = ? AND shown ORDER BY revision", (id_of(id_or_url),)
        ).fetchall()
        return [self.article(number) for (number,) in rows]

    def line(self, number: int) -> bytes:
        """Return a line as it stands in its segment, by its number in `line` or `article`. Raises `KeyError`."""
        row = self.db.execute("SELECT data FROM content WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        return bytes(zstd.decompress(row[0]))

    def article(self, number: int) -> Article:
        """Return an article by its number, as `load` yields it. Raises `KeyError`."""
        article = parse_line(self.line(number))
        if self._pruned is not None and article.archive is not None:
            article.archive.pruned = article.archive.pruned or self._pruned.day(article.archive.file)
        return article
