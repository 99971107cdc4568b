"""Hold the index of a corpus open for many questions, also from several threads, after a fork, and if it is damaged."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock, local
from typing import TypeVar
from weakref import WeakSet

from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.corpus.index.current_index import delete_damaged
from hanoi_press.corpus.index.index_file import is_damage
from hanoi_press.corpus.index.index_place import IndexFailure
from hanoi_press.items import Article

T = TypeVar("T")
_inherited: list[CorpusIndex] = []  # opened before a fork


class HeldIndex:
    """The index of a path that `load` takes; it is made or brought up to date when it is first asked.

    Each thread has a connection of its own, because a question is a transaction.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._own = local()
        self._opened: WeakSet[CorpusIndex] = WeakSet()
        self._lock = Lock()
        self._process = os.getpid()
        self._state = 0  # another one after the index was closed, or made again

    @property
    def index(self) -> CorpusIndex:
        """Return the index of this thread. Raises `IndexFailure` if there is none and none can be made."""
        held: tuple[int, int, CorpusIndex] | None = getattr(self._own, "held", None)
        if held is not None and held[:2] == (self._state, os.getpid()):
            return held[2]
        with self._lock:
            self._leave_inherited()
            index = CorpusIndex.open(self.path)
            self._opened.add(index)
            self._own.held = self._state, os.getpid(), index
        return index

    def _leave_inherited(self) -> None:
        """Forget what was opened before a fork, without closing it, which might disturb the other process."""
        if self._process != os.getpid():
            _inherited.extend(self._opened)
            self._opened.clear()
            self._process = os.getpid()

    def close(self) -> None:
        """Close the index in all threads; the next question opens it again, up to date."""
        with self._lock:
            self._leave_inherited()
            self._state += 1
            for index in list(self._opened):
                index.close()
            self._opened.clear()

    def ask(self, question: Callable[[CorpusIndex], T]) -> T:
        """Return the answer to a question; an index that turns out to be damaged is made again, once."""
        state, index = self._state, self.index
        try:
            return question(index)
        except sqlite3.Error as error:
            if not is_damage(error):
                raise
        self._discard(state)
        return question(self.index)

    def watched(self, articles: Iterator[Article]) -> Iterator[Article]:
        """Yield articles out of the index. Raises `IndexFailure` if it is damaged; the next question makes it again."""
        state = self._state
        try:
            yield from articles
        except sqlite3.Error as error:
            if not is_damage(error):
                raise
            self._discard(state)
            raise IndexFailure(f"{self.path}: the index was damaged ({error}), and is made again; ask again") from None

    def _discard(self, state: int) -> None:
        """Delete a damaged index, unless that was done since this state. Who still reads from it may go on."""
        with self._lock:
            if self._state == state:
                delete_damaged(self.path)
                self._state += 1
