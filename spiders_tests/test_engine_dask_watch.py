"""End a unit whose hosts, coordinator, worker or scheduler are lost; in this process, with a worker that is made up."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from types import SimpleNamespace
from typing import Any

import pytest

from hanoi_press.engine import dask_watch
from hanoi_press.engine.dask_watch import Abandoned, Watch, is_told_to_stop, stop_run

_KEY = "a unit"


class Worker:
    """What the watch asks a worker. `answer`: whether the scheduler leaves it a host; an error if it is silent."""

    def __init__(self) -> None:
        self.address = "tcp://worker"
        self.state = SimpleNamespace(tasks={_KEY: SimpleNamespace(state="long-running")})
        self.status = SimpleNamespace(name="running")
        self.answer: bool | Exception = True
        self.asked: list[str] = []

    def get_current_task(self) -> str:
        return _KEY

    def take(self, host: str) -> bool:
        self.asked.append(host)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    worker = Worker()
    monkeypatch.setattr(Watch, "_take", lambda watch, host: worker.take(host))
    monkeypatch.setattr(dask_watch, "_LOOK_EVERY", 0.005)
    monkeypatch.setattr(dask_watch, "RENEW_EVERY", 0.01)
    monkeypatch.setattr(dask_watch, "_LONGEST_DOUBT", 0.05)
    return worker


def _watch(worker: Worker, run: str, *hosts: str) -> Watch:
    return Watch(worker, {"run": run, "lease": f"{run}/unit/1", "unit": {"hosts": list(hosts)}})


def _is_abandoned(watch: Watch) -> str:
    """Return why a unit has to end at once."""
    end = monotonic() + 20
    while monotonic() < end:
        try:
            assert not watch.is_stopping()
        except Abandoned as error:
            return str(error)
        sleep(0.005)
    raise AssertionError("it goes on")


def _lose(worker: Worker, what: Any) -> None:
    worker.answer = what


def _forget(worker: Worker, _: Any) -> None:
    worker.state.tasks.clear()


def _cancel(worker: Worker, _: Any) -> None:
    worker.state.tasks[_KEY].state = "cancelled"


def _end(worker: Worker, status: Any) -> None:
    worker.status.name = status


@pytest.mark.parametrize(
    ("lose", "what", "said"),
    [
        (_lose, False, "another run makes requests to a.vn"),
        (_lose, OSError("no route"), "worker tcp://worker could not reach its scheduler"),
        (_forget, None, "its coordinator is gone"),
        (_cancel, None, "its coordinator is gone"),
        (_end, "closing", "worker tcp://worker lost its scheduler, or was told to end"),
        (_end, "closed", "worker tcp://worker lost its scheduler, or was told to end"),
    ],
)
def test_what_ends_a_unit_at_once(worker: Worker, lose: Callable[[Worker, Any], None], what: Any, said: str) -> None:
    with _watch(worker, "lost", "b.vn", "a.vn") as watch:
        sleep(0.05)
        assert not watch.is_stopping()
        assert worker.asked[:4] == ["a.vn", "b.vn"] * 2  # always in one order
        lose(worker, what)
        assert _is_abandoned(watch) == said


def test_a_scheduler_that_is_silent_for_a_moment_ends_nothing(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_watch, "_LONGEST_DOUBT", 60.0)
    with _watch(worker, "silent", "a.vn") as watch:
        worker.answer = TimeoutError()
        sleep(0.1)
        worker.answer = True
        sleep(0.1)
        assert not watch.is_stopping()


def test_a_unit_without_its_hosts_does_not_begin(worker: Worker) -> None:
    worker.answer = False
    with pytest.raises(Abandoned, match=r"another run makes requests to a\.vn"), _watch(worker, "late", "a.vn"):
        raise AssertionError("it began")


def test_a_unit_without_hosts_asks_for_none(worker: Worker) -> None:
    worker.answer = False
    with _watch(worker, "none") as watch:
        sleep(0.05)
        assert not watch.is_stopping()
    assert not worker.asked


def test_stopping_reaches_the_units_of_one_run(worker: Worker) -> None:
    with _watch(worker, "one") as one, _watch(worker, "other") as other:
        assert stop_run("one") == 1
        assert one.is_stopping() and is_told_to_stop("one")
        assert not other.is_stopping() and not is_told_to_stop("other")
        assert stop_run("other", at_once=True) == 1
        assert _is_abandoned(other) == "its coordinator is gone"
    assert stop_run("one") == 0


def test_a_unit_ends_well_before_its_lease() -> None:
    """So that two never ask one host, however the network between them and the scheduler fails."""
    assert dask_watch._LONGEST_DOUBT + 2 * dask_watch.RENEW_EVERY < dask_watch.LEASE
