"""Define the interface between a spider and the record of the captures of web archives that earlier runs saw.

`store.past_history.PastHistory` implements it with the ledger of a data folder, `RunCaptures` for runs without one.
A spider has one capture open at a time, by the id of its article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from hanoi_press.discovery.captures import CaptureIndex, IndexedCapture
from hanoi_press.store.capture_table import ArchivedAnswer


class CaptureHistory(CaptureIndex, Protocol):
    """The record of the captures of one source.

    `only_missing`: the run wants only articles that the corpus lacks. `again`: the number of revisions that `note_same`
    wrote in this run.
    """

    only_missing: bool
    again: int

    def skip_reason(self, id: str, capture: IndexedCapture) -> str:
        """Return why a capture is not requested; "" if it is.

        `known`: it was read, or another one with the same body was. `outside`: its article is known to be of days that
        the run does not want. `removed`: the article is on the take-down list. `stored`: the run wants only articles
        that the corpus lacks (`only_missing`).
        """
        ...

    def begun(self) -> Iterable[tuple[str, str]]:
        """Yield id and address of the articles that captures gave, some of whose captures no run has read yet."""
        ...

    def begin(self, id: str, capture: IndexedCapture) -> None:
        """Record that a capture is about to be requested; the history's next verdict on the article `id` is its."""
        ...

    def answer(self, id: str, capture: IndexedCapture) -> ArchivedAnswer | None:
        """Return where a capture lies in the data folder's archive; None if it is to be requested."""
        ...

    def put_off(self, archive: str, wants: Callable[[IndexedCapture], bool] | None = None) -> Iterator[IndexedCapture]:
        """Yield the captures that could not be fetched in an earlier run, which come after all others."""
        ...

    def note_same(self, id: str, capture: IndexedCapture) -> bool:
        """Settle a capture that has the body of one that was read already, without a request.

        Return True if the words that the article had then are a further revision, which was written.
        """
        ...


class RunCaptures:
    """A record of the captures that this run read, without earlier runs."""

    def __init__(self) -> None:
        self._ended: set[str] = set()
        self._waiting: dict[tuple[str, str, str], IndexedCapture] = {}
        self._digests: dict[str, str] = {}  # of the capture that was requested last, by article id
        self._texts: dict[str, str] = {}
        self.only_missing = False
        self.again = 0

    def is_read(self, query: str) -> bool:
        return query in self._ended

    def resume_at(self, query: str) -> str | None:
        return None

    def note_page(
        self, query: str, captures: Sequence[IndexedCapture], *, resume: str | None, final: bool = True
    ) -> None:
        if resume is None:
            self._ended.add(query)
        for one in captures:
            self._waiting.setdefault((one.archive, one.url, one.captured), one)

    def waiting(self, archive: str, wants: Callable[[IndexedCapture], bool] | None = None) -> Iterator[IndexedCapture]:
        found: Iterable[IndexedCapture] = sorted(self._waiting.values(), key=lambda one: (one.captured, one.url))
        for one in found:
            if one.archive == archive and (wants is None or wants(one)):
                self._waiting.pop((one.archive, one.url, one.captured), None)
                yield one

    def text(self, name: str, seconds: float) -> str | None:
        return self._texts.get(name)

    def keep_text(self, name: str, text: str) -> None:
        self._texts[name] = text

    def skip_reason(self, id: str, capture: IndexedCapture) -> str:
        # an earlier body again is requested again, because it may be a further revision
        return "known" if capture.digest and self._digests.get(id) == capture.digest else ""

    def begin(self, id: str, capture: IndexedCapture) -> None:
        self._digests[id] = capture.digest

    def begun(self) -> Iterable[tuple[str, str]]:
        return ()

    def answer(self, id: str, capture: IndexedCapture) -> ArchivedAnswer | None:
        return None

    def put_off(self, archive: str, wants: Callable[[IndexedCapture], bool] | None = None) -> Iterator[IndexedCapture]:
        return iter(())

    def note_same(self, id: str, capture: IndexedCapture) -> bool:
        return False
