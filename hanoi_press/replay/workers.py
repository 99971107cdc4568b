"""Read slices of WARC files in parallel processes, whatever happens to one of them."""

from __future__ import annotations

import multiprocessing
import pickle
import time
import warnings
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import MappingProxyType
from typing import Any

from hanoi_press.pages.learnt_template import LearntTemplate
from hanoi_press.replay.slices import Slice, SliceReading, Task
from hanoi_press.replay.worker_process import DONE, GO_ON, serve
from hanoi_press.sources import sources
from hanoi_press.warc.reader import Damage

_POLL = 0.2  # seconds between looks at the clock
_TRIES = 2  # processes that may die over one page: the first may have been killed for another reason
_TRIES_BETWEEN = 4  # processes that may die between the same two pages of a slice
_DEATHS = 10  # processes that may die over one slice
_SILENT = 5  # times as long as a page may a process be silent between two pages: it may search damage for records
_BUFFERED = 8  # parts of a slice that wait for the slices before it
_DIED = "worker processes died while they read this part; the rest of it was not read"


@dataclass(slots=True)
class _Job:
    """A slice to read, and how far it is. `deaths`: by number of the page, negative between pages."""

    index: int
    part: Slice
    done: int = 0
    costly: set[int] = field(default_factory=set)
    deaths: Counter[int] = field(default_factory=Counter)
    parts: deque[SliceReading] = field(default_factory=deque)
    is_finished: bool = False


@dataclass(slots=True)
class _Worker:
    """A process; `page` is shared with it (see `worker_process.serve`)."""

    process: BaseProcess
    connection: Connection
    page: Any
    job: _Job | None = None
    heard: float = 0  # when it was given work or sent something

    def end(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


class Workers:
    """Processes that read slices, `jobs` at a time. Raises `OSError` if they cannot be started.

    Each page may take `seconds`, each process `memory` bytes (0: no limit). A process that dies is replaced, and the
    new one goes on where it was. A page over which two processes died, or were killed because it took too long, is
    counted as too costly: the first may have been stopped for another reason. A slice in which processes keep dying is
    reported as damage. `templates` are the sources' learnt templates, taught by one page in `one_in`. `warn` gets a
    message for each death;
    `is_stopping` is asked now and then whether to end early.

    The first processes are forked when this is created, before the data folder is opened; later ones close what they
    inherit.
    """

    def __init__(
        self,
        jobs: int,
        names: Sequence[str],
        *,
        seconds: float = 0,
        memory: int = 0,
        templates: Mapping[str, LearntTemplate] = MappingProxyType({}),
        one_in: int = 1,
        warn: Callable[[str], None] = lambda line: None,
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self.names = frozenset(names)
        self.jobs = jobs
        self.seconds = seconds
        self.memory = memory
        self.templates = dict(templates)
        self.one_in = one_in
        self.warn = warn
        self.is_stopping = is_stopping
        ways = multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("fork" if "fork" in ways else "spawn")
        sources()  # loaded before the fork, or each process would load them
        self._workers: list[_Worker] = []
        try:
            for _ in range(jobs):
                self._workers.append(self._start())
        except OSError:
            self.close()
            raise

    def read(self, parts: Iterable[Slice], api_answers: dict[str, str] | None = None) -> Iterator[SliceReading]:
        """Yield the contents of the slices, in their order. `api_answers`: see `Task`. Raises `OSError`."""
        jobs = [_Job(index, part) for index, part in enumerate(parts)]
        waiting = deque(jobs)
        for job in jobs:
            while not (job.is_finished and not job.parts):
                if self.is_stopping():
                    return
                self._assign(waiting, job.index + 2 * self.jobs, api_answers)
                if not job.parts:
                    self._receive(waiting)
                while job.parts:
                    yield job.parts.popleft()

    def _assign(self, waiting: deque[_Job], last: int, api_answers: dict[str, str] | None) -> None:
        """Give jobs up to number `last` to free processes."""
        for number, worker in enumerate(self._workers):
            if worker.job is not None or not waiting or waiting[0].index > last:
                continue
            if not worker.process.is_alive():
                worker.end()
                worker = self._workers[number] = self._start()
            worker.job = job = waiting.popleft()
            worker.heard = time.monotonic()
            task = Task(
                job.part,
                self.names,
                api_answers,
                job.done,
                frozenset(job.costly),
                self.seconds,
                self.templates,
                self.one_in,
            )
            try:
                worker.connection.send(task)
            except OSError:
                self._died(worker, waiting)

    def _receive(self, waiting: deque[_Job]) -> None:
        """Take what the processes have sent; see after those that died or take too long."""
        busy = {
            worker.connection: worker for worker in self._workers if worker.job and len(worker.job.parts) < _BUFFERED
        }
        for connection in wait(list(busy), _POLL):
            worker = busy[connection]  # type: ignore[index]
            try:
                self._take(worker, worker.connection.recv(), waiting)
            except (EOFError, OSError, pickle.UnpicklingError):
                self._died(worker, waiting)
        for worker in self._workers:
            if worker.job and self._is_overdue(worker):
                self._died(worker, waiting, is_overdue=True)

    def _is_overdue(self, worker: _Worker) -> bool:
        """Return True if a page, or the search for the next one, takes so long that the process hangs or is stopped."""
        if not self.seconds:
            return False
        limit = 2 * self.seconds + 1
        if begun := worker.page[0]:
            return bool(time.monotonic() - begun > limit)
        last = max(worker.heard, worker.page[3])
        return bool(time.monotonic() - last > _SILENT * limit) and not worker.connection.poll()

    def _take(self, worker: _Worker, message: Any, waiting: deque[_Job]) -> None:
        job = worker.job
        assert job is not None
        worker.heard = time.monotonic()
        if isinstance(message, tuple):
            job.done, part = message
            job.parts.append(part)
            return
        worker.job = None
        if message == GO_ON:
            worker.end()
            waiting.appendleft(job)
            return
        if message != DONE:
            self._give_up(job, message)
        job.is_finished = True

    def _died(self, worker: _Worker, waiting: deque[_Job], *, is_overdue: bool = False) -> None:
        """Let another process go on with the job, unless too many died over it."""
        job, worker.job = worker.job, None
        assert job is not None
        worker.end()
        number, offset = (int(worker.page[1]), int(worker.page[2])) if worker.page[0] else (0, job.part.start)
        if not is_overdue:
            self.warn(f"a worker died while it read {job.part.path} from byte {offset} on")
        place = number or -job.done - 1
        job.deaths[place] += 1
        if number and job.deaths[number] >= _TRIES:
            job.costly.add(number)
        if (not number and job.deaths[place] >= _TRIES_BETWEEN) or job.deaths.total() > _DEATHS + len(job.costly):
            self._give_up(job, _DIED)
        else:
            waiting.appendleft(job)

    def _give_up(self, job: _Job, reason: str) -> None:
        job.parts.append(SliceReading(damage=[Damage(job.part.path, job.part.start, reason)]))
        job.is_finished = True

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        page = self._context.RawArray("d", 4)
        is_fork = self._context.get_start_method() == "fork"
        process = self._context.Process(
            target=serve, args=(theirs, page, self.memory), kwargs={"is_fork": is_fork}, daemon=True
        )
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", DeprecationWarning
            )  # of threads: a progress bar may have one, which only waits
            process.start()
        theirs.close()
        return _Worker(process, ours, page)

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.end()
