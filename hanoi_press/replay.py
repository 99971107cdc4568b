"""Archives into the corpus: a better parser improves years of it with no request made.

Slices of the files are read on all cores (`hanoi_press.reading`); here, in one process and in the files' order, each
article meets the corpus: new words make a revision, the same words make nothing, and what an archive holds of the time
before the corpus' last word is left where it is.
"""

from __future__ import annotations

import ctypes
import json
import multiprocessing
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

from hanoi_press.items import Article
from hanoi_press.pipelines.validate import problems
from hanoi_press.reading import Gleaned, Slice, glean
from hanoi_press.spiders import sources
from hanoi_press.store import frame
from hanoi_press.store.folder import DataFolder, Kept
from hanoi_press.store.ledger import Page
from hanoi_press.store.reading import lines
from hanoi_press.text.frame import Sketch

_REMEMBERED = 16  # segments whose dates are held in memory
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


class WorkerDied(Exception):
    """A reading process came to its end (memory, a crash in a library); `part` is what it may have been reading."""

    def __init__(self, part: Slice) -> None:
        super().__init__(f"a worker died while it read {part.path} from byte {part.start}")
        self.part = part


class Workers:
    """Reads slices in `jobs` processes, and gives what they hold in the slices' order. Made before the data folder is
    opened: a process must not inherit its lock. With one job the reading is done here."""

    def __init__(self, jobs: int, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.jobs = jobs
        self.pool: Executor | None = None
        if jobs > 1:
            ways = multiprocessing.get_all_start_methods()
            context = multiprocessing.get_context("fork" if "fork" in ways else "spawn")
            sources()  # before they fork: each would have to load them
            self.pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)
            list(self.pool.map(abs, range(jobs)))

    def read(self, parts: Iterator[Slice]) -> Iterator[Gleaned]:
        """What each slice holds. Raises `WorkerDied`, and `OSError` for a file that cannot be opened."""
        if self.pool is None:
            for part in parts:
                yield glean(part, self.names)
            return
        ahead: deque[tuple[Slice, Future[Gleaned]]] = deque()
        for part in parts:
            ahead.append((part, self._submit(part)))
            if len(ahead) > 2 * self.jobs:
                yield _result(*ahead.popleft())
        while ahead:
            yield _result(*ahead.popleft())

    def _submit(self, part: Slice) -> Future[Gleaned]:
        assert self.pool is not None
        try:
            return self.pool.submit(glean, part, self.names)
        except BrokenProcessPool as error:
            raise WorkerDied(part) from error

    def close(self) -> None:
        """Ends the processes."""
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)


def _result(part: Slice, future: Future[Gleaned]) -> Gleaned:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise WorkerDied(part) from error


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)


class Replay:
    """Brings articles from archives into a data folder. `counts` by source and kind."""

    def __init__(self, folder: DataFolder, warn: Callable[[str], None]) -> None:
        self.folder = folder
        self.warn = warn
        self.counts: Counter[tuple[str, str]] = Counter()
        self.is_damaged = False
        self._sketches: dict[str, Sketch] = {}
        self._dates = _Dates(folder)

    def take(self, found: Gleaned) -> None:
        """Takes over what a slice gave. Raises `OSError`, `sqlite3.DatabaseError`."""
        self.counts += found.counts
        for line in found.named:
            self.warn(line)
        for damage in found.damage:
            self.is_damaged = True
            self.warn(f"not read: {damage}")
        for article in found.articles:
            self.counts[article.source, self._keep(article)] += 1

    def _keep(self, article: Article) -> str:
        if wrong := problems(article):
            self.warn(f"not fit for the corpus: {article.id}: {'; '.join(wrong)}")
            return "invalid"
        known = self.folder.ledger.find(article.id)
        before = known if known is not None and known.state == "article" else None
        self._without_frame(article, learn=before is None)
        if before is not None and before.hash != article.content_hash:
            last = self._dates.fetched(before)
            if last is not None and article.fetched_at < last:
                return "older"
        kept = self.folder.keep(article, lambda page: _as_known(page, before))
        if kept is not Kept.UNCHANGED:
            self._dates.wrote(article)
        return kept.value

    def _without_frame(self, article: Article, *, learn: bool) -> None:
        """What a crawl does before it stores; a page that the corpus has was learnt from when it came."""
        if article.source not in self._sketches:
            self._sketches[article.source] = frame.load(self.folder.path, article.source)
        sketch = self._sketches[article.source]
        if learn:
            sketch.learn(article)
        sketch.take_off(article)

    def close(self) -> None:
        """Keeps what was learnt and finishes the segments. Raises `OSError`."""
        for source, sketch in self._sketches.items():
            if sketch.pages:
                frame.save(sketch, self.folder.path, source)
            self.folder.close_source(source)


def _as_known(page: Page, before: Page | None) -> Page:
    """A new revision changes the words, not what a crawl knows of the page."""
    if before is None:
        return page
    return before._replace(hash=page.hash, revision=page.revision, segment=page.segment, published=page.published)


class _Dates:
    """When the corpus' last word on an article was fetched: it stands in its line, not in the ledger."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.paths = {number: folder.path / name for name, (number, _, _) in folder.ledger.segments().items()}
        self._own: dict[str, str] = {}
        self._segments: dict[int, dict[tuple[str, int], str]] = {}

    def wrote(self, article: Article) -> None:
        """This run wrote a line."""
        self._own[article.id] = article.fetched_at

    def fetched(self, page: Page) -> str | None:
        """`2026-11-24T03:00:00Z`; None where the line is not found."""
        if page.id in self._own:
            return self._own[page.id]
        if page.segment is None or page.segment not in self.paths:
            return None
        if page.segment not in self._segments:
            while len(self._segments) >= _REMEMBERED:
                del self._segments[next(iter(self._segments))]
            self._segments[page.segment] = _dates(self.paths[page.segment])
        return self._segments[page.segment].get((page.id, page.revision))


def _dates(path: Path) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    with suppress(OSError):
        for line in lines(path, lambda fault: None):
            with suppress(ValueError, KeyError, TypeError, RecursionError):
                record = json.loads(line.raw)
                found[record["id"], record["revision"]] = record["fetched_at"]
    return found
