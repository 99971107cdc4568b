"""Hold the index of a corpus open for many questions, also from several threads, after a fork, and if it is damaged."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import TypeVar

from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.corpus.index.current_index import delete_damaged
from hanoi_press.corpus.index.index_file import is_damage
from hanoi_press.corpus.index.index_place import IndexFailure
from hanoi_press.items import Article

T = TypeVar("T")


class HeldIndex:
    """The index of a path that `load` takes; it is made or brought up to date when it is first asked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._index: CorpusIndex | None = None
        self._process = 0
        self._lock = Lock()

    @property
    def index(self) -> CorpusIndex:
        """Return the index. Raises `IndexFailure` if there is none and none can be made."""
        with self._lock:
            if self._index is None or self._process != os.getpid():  # SQLite must not be used on both sides of a fork
                self._index, self._process = CorpusIndex.open(self.path), os.getpid()
            return self._index

    def close(self) -> None:
        """Close the index; the next question opens it again, up to date."""
        with self._lock:
            if self._index is not None and self._process == os.getpid():
                self._index.close()
            self._index = None

    def ask(self, question: Callable[[CorpusIndex], T]) -> T:
        """Return the answer to a question; an index that turns out to be damaged is made again, once."""
        index = self.index
        try:
            return question(index)
        except sqlite3.Error as error:
            if not is_damage(error):
                raise
        self._discard(index)
        return question(self.index)

    def watched(self, articles: Iterator[Article]) -> Iterator[Article]:
        """Yield articles out of the index. Raises `IndexFailure` if it is damaged; the next question makes it again."""
        index = self.index
        try:
            yield from articles
        except sqlite3.Error as error:
            if not is_damage(error):
                raise
            self._discard(index)
            raise IndexFailure(f"{self.path}: the index was damaged ({error}), and is made again; ask again") from None

    def _discard(self, damaged: CorpusIndex) -> None:
        """Delete a damaged index, unless another thread did. Who still reads from it may go on."""
        with self._lock:
            if self._index is damaged:
                delete_damaged(self.path)
                self._index = None
