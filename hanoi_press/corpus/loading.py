"""Load the articles of a data folder as a stream, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar, overload

from hanoi_press.corpus.days import Days
from hanoi_press.corpus.duplicate_links import copies_to_leave_out
from hanoi_press.corpus.filters import one_of
from hanoi_press.corpus.segmented_words import SegmentedArticle, Segmenter, segmented
from hanoi_press.corpus.selection import OnFault, Selection, find
from hanoi_press.items import Article
from hanoi_press.store.pruned_archives import PrunedArchives
from hanoi_press.store.segments import Fault, data_folder, refuse
from hanoi_press.store.takedown import taken_down

A = TypeVar("A", bound=Article)
FAULTS_KEPT = 1000  # faults that are named; further ones are only counted


class ArticleStream(Iterator[A]):
    """A stream of articles, from `load`. `skipped` counts the faults so far, `faults` names the first 1000."""

    kind: type[A]
    _stream: Iterator[A]

    def __init__(self, selection: Selection, *, skips: bool) -> None:
        self.skipped = 0
        self.faults: list[Fault] = []
        self.selection = selection
        self.on_fault: OnFault = self._skip if skips else refuse

    def __next__(self) -> A:
        return next(self._stream)

    def _skip(self, fault: Fault) -> None:
        """Count a fault instead of raising it."""
        self.skipped += 1
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(fault)


class Articles(ArticleStream[Article]):
    """A stream of articles as they stand in the corpus."""

    kind = Article

    def __init__(self, selection: Selection, *, skips: bool) -> None:
        super().__init__(selection, skips=skips)
        self._stream = selection.articles(self.on_fault)


class SegmentedArticles(ArticleStream[SegmentedArticle]):
    """A stream of articles with their words."""

    kind = SegmentedArticle

    def __init__(self, selection: Selection, words: Segmenter, *, skips: bool) -> None:
        super().__init__(selection, skips=skips)
        self._stream = segmented(selection.articles(self.on_fault), words)


@overload
def load(
    path: str | Path = "data",
    *,
    sources: str | Iterable[str] | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    revisions: Literal["latest", "all"] = "latest",
    on_error: Literal["raise", "skip"] = "raise",
    without_copies: bool = False,
    words: None = None,
) -> Articles: ...


@overload
def load(
    path: str | Path = "data",
    *,
    sources: str | Iterable[str] | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    revisions: Literal["latest", "all"] = "latest",
    on_error: Literal["raise", "skip"] = "raise",
    without_copies: bool = False,
    words: Segmenter,
) -> SegmentedArticles: ...


def load(
    path: str | Path = "data",
    *,
    sources: str | Iterable[str] | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    revisions: Literal["latest", "all"] = "latest",
    on_error: Literal["raise", "skip"] = "raise",
    without_copies: bool = False,
    words: Segmenter | None = None,
) -> Articles | SegmentedArticles:
    """Stream the corpus as `Article`s, in the order of sources, months and files.

    `path`: the data folder; also a folder of segments, one segment (`.jsonl`, `.jsonl.zst`) or a glob.
    `sources`: only these (one name or several). `since`, `until`: days of Hanoi on which articles were published, both
    included; an article without a date is then left out. `revisions`: the newest of each article, or all.
    `without_copies`: leave out the copies that `hanoi-press corpus duplicates --write` found.
    `words`: also segment title, summary and text (`SegmentedArticle`), by "underthesea" or "pyvi".
    Articles on the data folder's take-down list are always left out. `archive.pruned` of an article is the day on which
    the file with its page was deleted (`corpus prune-archives`).

    A broken line, or one that is not as it was written (by the segment's manifest), raises `FaultError` with file, line
    and reason; with `on_error="skip"` it is counted (`.skipped`, `.faults`) and the rest loads. Raises `ValueError` for
    an invalid argument, `FileNotFoundError` if there is no corpus, `ImportError` without the library for `words`.
    Memory: one article and one bit for each line; ids are sorted in a temporary file.
    """
    one_of("revisions", revisions, ("latest", "all"))
    one_of("on_error", on_error, ("raise", "skip"))
    days = Days.of(since, until)
    selection = _selection(path, sources, days, latest=revisions == "latest", without_copies=without_copies)
    skips = on_error == "skip"
    return SegmentedArticles(selection, words, skips=skips) if words is not None else Articles(selection, skips=skips)


def _selection(
    path: str | Path, sources: str | Iterable[str] | None, days: Days, *, latest: bool, without_copies: bool
) -> Selection:
    names = [sources] if isinstance(sources, str) else None if sources is None else list(sources)
    data = data_folder(path)
    return Selection(
        find(path, names),
        days,
        removed=taken_down(data),
        copies=copies_to_leave_out(data) if without_copies else (),
        latest=latest,
        pruned=PrunedArchives(data) if data else None,
    )
