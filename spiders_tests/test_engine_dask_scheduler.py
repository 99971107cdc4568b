"""Tell workers that hang from a scheduler that is lost; without any of them."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import pytest

from hanoi_press.engine import dask_scheduler
from hanoi_press.engine.dask_scheduler import Scheduler, SchedulerLost
from hanoi_press.engine.exchange import UnitExchange
from hanoi_press.engine.unit import EngineError


class Client:
    """A client that is made up. `threads`: of each worker, as the scheduler tells them, or what it raises."""

    def __init__(self) -> None:
        self.status = "running"
        self.threads: Any = {"tcp://a": 1, "tcp://b": 2}
        self.scheduler = SimpleNamespace(ncores=None)

    def sync(self, *asked: Any, **options: Any) -> Any:
        if isinstance(self.threads, Exception):
            raise self.threads
        return self.threads

    def subscribe_topic(self, *given: Any) -> None:
        pass


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def scheduler(client: Client, monkeypatch: pytest.MonkeyPatch) -> Scheduler:
    def check(client: Client, exchange: Any, run: str, workers: list[str], preload: Any) -> Any:
        if "tcp://hangs" in workers:
            raise TimeoutError
        return set(workers), {}

    monkeypatch.setattr(dask_scheduler, "check_workers", check)
    monkeypatch.setattr(dask_scheduler, "_LOOK_EVERY", 0)
    return Scheduler(client, "tcp://scheduler", 3)


def test_a_worker_that_hangs_is_named_and_the_others_work(
    client: Client, scheduler: Scheduler, caplog: pytest.LogCaptureFixture
) -> None:
    scheduler.begin(UnitExchange("."), "run", [], lambda told: None)
    client.threads |= {"tcp://hangs": 1, "tcp://c": 1}
    for _ in range(2):
        assert scheduler.look() == []
    found = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert found == ["worker tcp://hangs does not answer; restart it; it is given no work"]
    assert {scheduler.places.place(number, asks_hosts=True) for number in range(9)} == {"tcp://a", "tcp://b", "tcp://c"}


def test_a_worker_that_hangs_at_the_start(client: Client, scheduler: Scheduler) -> None:
    client.threads["tcp://hangs"] = 1
    with pytest.raises(EngineError, match="worker tcp://hangs does not answer"):
        scheduler.begin(UnitExchange("."), "run", [], lambda told: None)


@pytest.mark.parametrize("error", [OSError("closed"), TimeoutError(), RuntimeError("IOLoop is closed")])
def test_a_scheduler_that_does_not_answer(client: Client, scheduler: Scheduler, error: Exception) -> None:
    scheduler.begin(UnitExchange("."), "run", [], lambda told: None)
    client.threads = error
    with pytest.raises(SchedulerLost):
        scheduler.look()
    assert scheduler.is_lost


def test_a_connection_that_was_made_anew_is_lost_too(client: Client, scheduler: Scheduler) -> None:
    """The scheduler has forgotten the units of a client that was gone."""
    client.status = "connecting"
    with pytest.raises(SchedulerLost):
        scheduler.look()


def test_no_worker_for_long(client: Client, scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(dask_scheduler, "monotonic", lambda: now[0])
    scheduler.begin(UnitExchange("."), "run", [], lambda told: None)
    assert scheduler.places.place(5, asks_hosts=False) == "tcp://a"
    client.threads = {}
    now[0] = 599
    assert scheduler.look() == [(5, True)]
    now[0] = 601
    with pytest.raises(EngineError, match="no worker for 10 minutes"):
        scheduler.look()
