"""Do a unit as a worker does, in this process, with an exchange that fails for a while."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("distributed", reason="the extra [dask] is not installed")

import distributed

from hanoi_press.engine import dask_task
from hanoi_press.engine.dask_task import run_unit
from hanoi_press.engine.exchange import ExchangeError, open_exchange
from hanoi_press.engine.shipped_attempts import Shipment, earlier_attempts, new_attempt, send_inputs
from hanoi_press.engine.submitted_unit import SubmittedUnit
from hanoi_press.engine.unit import Unit


class Bench:
    """A worker that is made up, and what it tells; `state`: of its task in Dask."""

    def __init__(self, tmp_path: Path) -> None:
        self.exchange = open_exchange(str(tmp_path / "exchange"))
        self.told: list[dict[str, Any]] = []
        self.task = SimpleNamespace(state="executing")
        self.worker = SimpleNamespace(
            address="tcp://worker",
            local_directory=str(tmp_path / "scratch"),
            state=SimpleNamespace(tasks={"key": self.task}),
            status=SimpleNamespace(name="running"),
            get_current_task=lambda: "key",
            log_event=lambda topic, told: self.told.append(told),
        )

    def run(self, tmp_path: Path, unit: Unit, **more: Any) -> dict[str, Any]:
        """Send a unit's folder and do it."""
        folder = tmp_path / unit.name
        folder.mkdir(exist_ok=True)
        send_inputs(self.exchange, f"run/{unit.name}", folder)
        submitted = SubmittedUnit("run", 0, unit, folder)
        options = {"preload": [], "ship_every": 0.05}
        return run_unit(submitted.payload(self.exchange.address, options) | more)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    bench = Bench(tmp_path)
    monkeypatch.setattr(distributed, "get_worker", lambda: bench.worker)
    return bench


def _unit(name: str = "unit", do: str = "") -> Unit:
    return Unit(name, "spiders_tests.toy_works:plain", {"do": do})


def test_the_exchange_cannot_be_reached_at_the_end(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hours of work are not given up because of some minutes."""
    pauses: list[float] = []
    monkeypatch.setattr(dask_task, "time", SimpleNamespace(sleep=pauses.append, monotonic=lambda: sum(pauses)))
    finish: Callable[..., dict[str, Any]] = Shipment.finish

    def failing(shipment: Shipment, end: dict[str, Any]) -> dict[str, Any]:
        if len(pauses) < 9:
            raise ExchangeError("no route")
        return finish(shipment, end)

    monkeypatch.setattr(Shipment, "finish", failing)
    end = bench.run(tmp_path, _unit())
    assert (end["result"]["attempt"], end["error"]) == (1, "")
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert [told["why"] for told in bench.told if told["event"] == "delay"] == [
        "what it wrote cannot be sent (no route); it is tried again"
    ] * 9


def test_the_exchange_cannot_be_reached_for_long(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(dask_task, "time", SimpleNamespace(sleep=pauses.append, monotonic=lambda: sum(pauses)))

    def failing(shipment: Shipment, end: dict[str, Any]) -> dict[str, Any]:
        raise ExchangeError("no route")

    monkeypatch.setattr(Shipment, "finish", failing)
    end = bench.run(tmp_path, _unit())
    assert (end["kind"], end["result"], end["error"]) == ("ended", None, "worker tcp://worker: no route")
    assert 800 < sum(pauses) <= 900


def test_a_unit_that_has_to_end_at_once_ships_what_it_has(bench: Bench, tmp_path: Path) -> None:
    def tell(topic: str, told: dict[str, Any]) -> None:
        if told["event"] == "message":
            bench.task.state = "cancelled"

    bench.worker.log_event = tell
    end = bench.run(tmp_path, _unit(do="until stopped"))
    assert end == {"kind": "interrupted", "why": "its coordinator is gone"}
    (attempt,) = earlier_attempts(bench.exchange, "run/unit")
    assert attempt.bundles == 1 and attempt.is_over and attempt.ends == ["its coordinator is gone"]
    assert list((tmp_path / "scratch").iterdir()) == []


def test_the_end_of_an_earlier_attempt_that_nobody_heard_of_counts(bench: Bench, tmp_path: Path) -> None:
    first = bench.run(tmp_path, _unit())
    again = bench.run(tmp_path, _unit(do="die"), submission=2)
    assert again["result"] == first["result"] and again["attempt"] == first["attempt"]


def test_who_was_lost_beside_another_has_more_attempts(bench: Bench, tmp_path: Path) -> None:
    for submission in (1, 2, 3):
        Shipment(bench.exchange, "run/unit", new_attempt(submission), tmp_path, is_whole=True).begin("tcp://lost")
    end = bench.run(tmp_path, _unit(), attempts=5, submission=4)
    assert end["result"]["attempt"] == 4
    assert end["retries"] == ["worker tcp://lost was lost"] * 3
    bench.exchange.remove("run")
    for submission in (1, 2, 3):
        Shipment(bench.exchange, "run/unit", new_attempt(submission), tmp_path, is_whole=True).begin("tcp://lost")
    end = bench.run(tmp_path, _unit(), submission=4)
    assert end["error"] == "given up after 3 attempts: " + "; ".join(["worker tcp://lost was lost"] * 3)
    assert end["retries"] == ["worker tcp://lost was lost"] * 2


def test_damaged_inputs_are_an_error(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def send(exchange: Any, place: str, folder: Path) -> None:
        exchange.write(f"{place}/inputs", b"nothing")

    monkeypatch.setitem(globals(), "send_inputs", send)
    end = bench.run(tmp_path, _unit())
    assert end["error"].startswith("its inputs on the exchange are damaged: ")
