"""Open the index of a corpus, up to date, and get articles out of it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from hanoi_press.corpus.duplicate_links import read_clusters
from hanoi_press.corpus.index.current_index import CurrentIndex, current_index, delete_damaged
from hanoi_press.corpus.index.index_file import is_damage
from hanoi_press.corpus.index.index_place import order_of, path_of
from hanoi_press.corpus.index.indexed_lines import IndexDamaged, unpacked
from hanoi_press.items import Article
from hanoi_press.schema import parse_line
from hanoi_press.store.pruned_archives import PrunedArchives
from hanoi_press.store.segments import Fault, data_folder
from hanoi_press.store.takedown import id_of, is_address

T = TypeVar("T")
Progress = Callable[[str], None]
_PARTS = re.compile(r"[A-Za-z0-9]+")


def say_nothing(text: str) -> None:
    """Ignore a line of progress."""


class CorpusIndex:
    """The index of a corpus. `db` is a read-only connection to its tables (see `index_tables`).

    `path` is that of the corpus, `file` that of the index. `data`: the data folder; None if the corpus is another
    folder, a file or a glob. `stale`: why the index could not be brought up to date, in words; None if it is. `made`
    and `done`: what was done before it was opened.
    """

    def __init__(self, current: CurrentIndex, path: Path) -> None:
        self.db, self.file, self.stale, self.made, self.done = current
        self.path = path
        self.data = data_folder(path)
        self._pruned = PrunedArchives(self.data) if self.data else None

    @classmethod
    def open(
        cls,
        path: str | Path = "data",
        *,
        progress: Progress = say_nothing,
        jobs: int | None = None,
        rebuild: bool = False,
    ) -> CorpusIndex:
        """Return the index of a path that `load` accepts; it is made, or brought up to date, first.

        `progress` is given lines for a person who waits. `jobs`: how many processes make it; by default as many as pay.
        `rebuild`: make it anew. Raises `FileNotFoundError` if there is no corpus, `IndexFailure` if there is no index
        that can be served.
        """
        path = Path(path)
        return cls(current_index(path, progress, jobs=jobs, rebuild=rebuild), path)

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
        """Return the faults that `load(revisions="latest")` reports, and of duplicates.jsonl, in their order."""
        return self.faults_of_lines(1)

    def faults_of_lines(self, hidden: int) -> list[Fault]:
        """Return the faults of files, and of lines whose `hidden` is below a number: with 2 those of all revisions."""
        rows = self.db.execute(
            """
            SELECT name, fault.line, reason FROM fault JOIN segment ON segment.number = fault.segment
            UNION ALL SELECT name, in_segment, broken FROM line JOIN segment ON segment.number = line.segment
            WHERE broken IS NOT NULL AND hidden < :hidden
            UNION ALL SELECT own.name, line.in_segment, other.name || char(0) || first.in_segment
            FROM line JOIN line AS first ON first.number = line.conflict
            JOIN segment AS own ON own.number = line.segment JOIN segment AS other ON other.number = first.segment
            WHERE line.conflict IS NOT NULL AND line.broken IS NULL AND line.hidden < :hidden
            """,
            {"hidden": hidden},
        ).fetchall()
        rows.sort(key=lambda row: (order_of(row[0]), row[1]))
        return [Fault(path_of(self.path, name), line, self._reason(reason)) for name, line, reason in rows]

    def _reason(self, stored: str) -> str:
        """Return the words of a reason, in which the place of a contradicted line is written with a zero character."""
        name, mark, line = stored.partition("\0")
        return f"the same id and revision as {path_of(self.path, name)}:{line}, with other words" if mark else stored

    def require_copies(self) -> None:
        """Raise what `load(without_copies=True)` raises if copies are not known (`FileNotFoundError`), or broken."""
        state = dict(self.db.execute("SELECT name, value FROM state WHERE name IN ('copies', 'duplicates')"))
        if state.get("copies") is not None:
            raise ValueError(state["copies"])
        if state.get("duplicates") is None:
            for _ in read_clusters(self.data):
                break

    def get(self, id_or_url: str) -> Article | None:
        """Return the newest revision of an article, by its id or its address in any spelling; None if it has none."""
        for id in self._ids(id_or_url):
            if row := self.db.execute("SELECT number FROM article WHERE id = ?", (id,)).fetchone():
                return self.article(row[0])
        return None

    def revisions(self, id_or_url: str) -> list[Article]:
        """Return the revisions of an article, the oldest first; [] if there is none."""
        for id in self._ids(id_or_url):
            rows = self.db.execute(
                "SELECT number FROM line WHERE id = ? AND shown ORDER BY revision, fetched, number", (id,)
            ).fetchall()
            if rows:
                return [self.article(number) for (number,) in rows]
        return []

    def _ids(self, id_or_url: str) -> Iterator[str]:
        """Yield the ids that an id or address may mean, the likeliest first.

        An address leads to another id than that of its line if the patterns of its source have changed since; such
        lines are looked for among the addresses that hold the site's own id, or are the same.
        """
        own = id_of(id_or_url)
        yield own
        if is_address(id_or_url):
            from hanoi_press.sources import identify  # imported late, because it takes half a second of a short command

            urls = {id_or_url}
            with suppress(ValueError):
                urls.add(identify(id_or_url).url)
            mark = max(_PARTS.findall(own.partition("/")[2]), key=len, default="")
            rows = self.db.execute(
                "SELECT id, url FROM article WHERE url IN (?, ?) OR (instr(url, ?) AND ? != '')",
                (min(urls), max(urls), mark, mark),
            ).fetchall()
            yield from (id for id, url in rows if url in urls or id_of(url) == own)

    def line(self, number: int) -> bytes:
        """Return a line as it stands in its segment, by its number in `line` or `article`.

        Raises `KeyError` if there is none, `IndexDamaged`.
        """
        row = self.db.execute("SELECT data FROM content WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        return unpacked(row[0])

    def article(self, number: int) -> Article:
        """Return an article by its number, as `load` yields it. Raises `KeyError`, `IndexDamaged`."""
        try:
            article = parse_line(self.line(number))
        except ValueError as error:
            raise IndexDamaged(f"line {number} of the index is damaged: {error}") from None
        if self._pruned is not None and article.archive is not None:
            article.archive.pruned = article.archive.pruned or self._pruned.day(article.archive.file)
        return article


def ask(path: str | Path, question: Callable[[CorpusIndex], T], *, progress: Progress = say_nothing) -> T:
    """Return the answer of a question to the index of a path that `load` accepts.

    If the index turns out to be damaged, it is made again, once, and asked again. Raises as `CorpusIndex.open`, and
    what `question` raises.
    """
    try:
        with CorpusIndex.open(path, progress=progress) as index:
            return question(index)
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
        progress(f"the index is damaged ({error}); it is made again")
    delete_damaged(Path(path))
    with CorpusIndex.open(path, progress=progress) as index:
        return question(index)
