"""Run units on a real Dask cluster: a scheduler and workers on loopback, each a process of its own."""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

pytest.importorskip("distributed", reason="the extra [dask] is not installed")

from hanoi_press.engine import dask_cluster, dask_run
from hanoi_press.engine.dask_engine import DaskEngine
from hanoi_press.engine.unit import EngineError, Message, Unit, UnitEnd
from spiders_tests.dask_processes import DaskProcess, DaskProcesses, dask_processes

_PATIENCE = 30.0  # seconds


class Cluster:
    """A scheduler with two workers, which a test may kill."""

    def __init__(self, processes: DaskProcesses) -> None:
        self.processes = processes
        self.scheduler = processes.scheduler()
        self.workers: list[DaskProcess] = []
        self.fill()

    def fill(self) -> None:
        """Replace workers that were killed."""
        self.workers = [worker for worker in self.workers if worker.is_alive]
        while len(self.workers) < 2:
            self.workers.append(self.processes.worker(self.scheduler, threads=2))


@pytest.fixture(scope="module")
def shared() -> Iterator[Cluster]:
    with dask_processes() as processes:
        yield Cluster(processes)


@pytest.fixture
def cluster(shared: Cluster) -> Cluster:
    shared.fill()
    return shared


@pytest.fixture
def engine(cluster: Cluster) -> Iterator[DaskEngine]:
    engine = DaskEngine(cluster.scheduler.address, lanes=3, ship_every=0.1)
    yield engine
    engine.close()


def _ends(engine: DaskEngine, units: list[Unit], root: Path, **options: Any) -> dict[str, UnitEnd]:
    return {end.unit.name: end for end in engine.run(units, root, **options)}


def _steps(name: str, log: Path, number: int, *hosts: str, pause: float = 0.01) -> Unit:
    inputs = {"steps": number, "log": str(log), "pause": pause}
    return Unit(name, "spiders_tests.dask_works:steps", inputs, frozenset(hosts))


def _at_step(number: int, act: Callable[[], object]) -> Callable[[Unit, Message], None]:
    """Return a function for `on_message` that acts once, when a unit tells that it is at a step."""
    acted: list[object] = []

    def on_message(unit: Unit, message: Message) -> None:
        if message.what.get("step") == number and not acted:
            acted.append(1)
            act()

    return on_message


def _until(is_so: Callable[[], bool]) -> None:
    end = monotonic() + _PATIENCE
    while not is_so():
        assert monotonic() < end, "it did not come to pass"
        sleep(0.02)


def test_units_end_as_on_processes_of_this_machine(engine: DaskEngine, tmp_path: Path) -> None:
    archive = tmp_path / "a b.warc.gz"
    archive.write_bytes(b"x" * 5000)
    toys = {"fine": "", "fails": "fail", "tells": "log", "dies once": "die once", "poison": "exit"}
    units = [Unit(name.replace(" ", "-"), "spiders_tests.toy_works:plain", {"do": do}) for name, do in toys.items()]
    units += [Unit("reads", "spiders_tests.dask_works:hash_file", files={"archive": str(archive)})]
    units += [Unit("unknown", "spiders_tests.dask_works:nothing")]
    told: list[tuple[str, Message]] = []
    ends = _ends(
        engine,
        units,
        tmp_path / "parts",
        prepare=lambda unit, folder: (folder / "seed").write_text(unit.name),
        on_message=lambda unit, message: told.append((unit.name, message)),
    )
    assert {name: end.error for name, end in ends.items() if end.result is None} == {
        "fails": "ValueError: bad input",
        "poison": ends["poison"].error,
        "unknown": ends["unknown"].error,
    }
    assert ends["poison"].error.startswith("given up after 3 attempts: ")
    assert ends["poison"].error.count("exit code 3") == 3
    assert len(ends["poison"].retries) == 2
    assert "nothing" in ends["unknown"].error
    assert (ends["dies-once"].result or {})["attempt"] == 2
    assert len(ends["dies-once"].retries) == 1 and "SIGKILL" in ends["dies-once"].retries[0]
    assert (ends["reads"].result or {})["size"] == 5000
    assert (ends["reads"].result or {})["name"].endswith("a_b.warc.gz")
    assert (tmp_path / "parts" / "reads" / "deep" / "er" / "written.jsonl").read_text() == "Chào\n"
    assert (tmp_path / "parts" / "poison" / "notes").read_text() == "began 1\nbegan 2\nbegan 3\n"
    assert all((end.folder / "seed").read_text() == name for name, end in ends.items())
    assert [(name, message.what["text"]) for name, message in told] == [("tells", "Chào\n\u2028buổi sáng")]
    assert sorted(path.name for path in (tmp_path / "parts").iterdir()) == sorted(ends)


def test_a_worker_is_killed_in_mid_unit(
    cluster: Cluster, engine: DaskEngine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = tmp_path / "log"
    units = [_steps(f"u{number}", log, 40, pause=0.02) for number in range(4)]
    victim = cluster.workers[0]
    ends = _ends(engine, units, tmp_path / "parts", on_message=_at_step(30, victim.kill))
    again = [end for end in ends.values() if end.retries]
    assert [end.error for end in ends.values()] == [""] * 4
    assert [end.result for end in again] == [{"done": 40, "attempt": 2}] * 2
    assert all(end.retries == [f"worker {victim.address} was lost"] for end in again)
    for end in ends.values():
        assert (end.folder / "steps.part").read_text() == "".join(f"{number}\n" for number in range(1, 41))
        with closing(sqlite3.connect(end.folder / "ledger.sqlite")) as ledger:
            assert ledger.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            rows = ledger.execute("SELECT count(*) FROM step").fetchone()[0]
        assert (rows > 10) if end.retries else (rows == 40)  # its last copy was some steps old when the worker died
    steps = log.read_text().split("\n")[:-1]
    assert set(steps) == {f"u{unit} {number}" for unit in range(4) for number in range(1, 41)}
    assert len(steps) < 4 * 40 + 2 * 30  # not all that the killed worker did was done twice
    lost = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert sorted(lost) == sorted(
        f"unit {end.unit.name}: worker {victim.address} was lost; it runs again" for end in again
    )


def test_a_unit_that_kills_its_workers_is_given_up_and_no_other(
    cluster: Cluster, engine: DaskEngine, tmp_path: Path
) -> None:
    for _ in range(2):
        cluster.processes.worker(cluster.scheduler)
    units = [Unit("poison", "spiders_tests.dask_works:kill_worker", hosts=frozenset({"a.vn"}))]
    units += [_steps(f"u{number}", tmp_path / "log", 100, f"{number}.vn", pause=0.02) for number in range(6)]
    ends = _ends(engine, units, tmp_path / "parts")
    assert ends["poison"].error.startswith("given up after 3 attempts: worker tcp://127.0.0.1:")
    assert ends["poison"].error.count("was lost") == 3
    assert len(ends["poison"].retries) == 2
    assert [(end.result or {}).get("done") for name, end in ends.items() if name != "poison"] == [100] * 6


def test_units_of_one_host_never_run_at_the_same_time(cluster: Cluster, tmp_path: Path) -> None:
    """Also not those of two coordinators, whose data folders have nothing to do with each other."""
    log = tmp_path / "log"
    engines = [DaskEngine(cluster.scheduler.address, lanes=3, ship_every=5) for _ in range(2)]
    ends: list[UnitEnd] = []

    def run(number: int) -> None:
        units = [
            _steps(f"{number}-one", log, 15, "a.vn"),
            _steps(f"{number}-two", log, 15, "a.vn", "b.vn"),
            _steps(f"{number}-three", log, 15, "b.vn"),
        ]
        ends.extend(engines[number].run(units, tmp_path / f"parts{number}"))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in engines:
        one.close()
    assert [end.result for end in ends] == [{"done": 15, "attempt": 1}] * 6
    for others in ({"one", "two"}, {"two", "three"}):
        steps = [line.split()[0] for line in log.read_text().splitlines() if line.split()[0][2:] in others]
        begins = [name for name, before in zip(steps, [None, *steps], strict=False) if name != before]
        assert len(begins) == 4, begins


def test_a_stopped_run_keeps_what_its_units_have(cluster: Cluster, engine: DaskEngine, tmp_path: Path) -> None:
    units = [_steps(f"u{number}", tmp_path / "log", 5000) for number in range(3)]
    units += [_steps("waits", tmp_path / "log", 5000, "a.vn"), _steps("never", tmp_path / "log", 5000, "a.vn")]
    ends = _ends(engine, units[:3], tmp_path / "parts", on_message=_at_step(5, engine.stop))
    assert ends
    for end in ends.values():
        assert not end.error
        if end.result:
            assert (end.folder / "steps.part").read_text().count("\n") == end.result["done"] < 5000


_COORDINATOR = """
import sys
from pathlib import Path
from hanoi_press.engine.dask_engine import DaskEngine
from hanoi_press.engine.unit import Unit
inputs = {"steps": 5000, "log": sys.argv[2]}
units = [Unit(f"u{n}", "spiders_tests.dask_works:steps", inputs, frozenset({f"{n}.vn"})) for n in range(2)]
list(DaskEngine(sys.argv[1], ship_every=0.1).run(units, Path(sys.argv[3])))
"""


def test_a_coordinator_that_is_killed_leaves_its_parts_and_no_process(cluster: Cluster, tmp_path: Path) -> None:
    """And its hosts are free for others before long, though nobody gave back their leases."""
    log, parts = tmp_path / "log", tmp_path / "parts"
    command = [sys.executable, "-c", _COORDINATOR, cluster.scheduler.address, str(log), str(parts)]
    coordinator = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)})
    parts_of = [parts / name / "steps.part" for name in ("u0", "u1")]
    _until(lambda: all(part.exists() and part.read_text().count("\n") > 5 for part in parts_of))
    coordinator.kill()
    coordinator.wait()
    sizes = [-1]

    def is_over() -> bool:
        sleep(0.2)
        sizes.append(log.stat().st_size)
        return sizes[-1] == sizes[-2]

    _until(is_over)
    assert all(part.read_text().startswith("1\n2\n3\n4\n5\n") for part in parts_of)


def test_a_worker_of_another_version_is_named(cluster: Cluster, engine: DaskEngine, tmp_path: Path) -> None:
    other = cluster.processes.worker(cluster.scheduler, version="0.0.7")
    with pytest.raises(EngineError) as error:
        _ends(engine, [Unit("one", "spiders_tests.toy_works:plain")], tmp_path / "parts")
    other.kill()
    assert f"worker {other.address} has hanoi_press 0.0.7, here is 0." in str(error.value)
    assert "\n" not in str(error.value)


def test_a_worker_that_comes_later_gets_work_unless_it_is_another(
    cluster: Cluster, engine: DaskEngine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    units = [_steps(f"u{number}", tmp_path / "log", 100) for number in range(7)]
    others: list[DaskProcess] = []

    def come() -> None:
        others.append(cluster.processes.worker(cluster.scheduler, threads=4, version="0.0.7"))
        for worker in cluster.workers:
            worker.kill()
        cluster.fill()

    ends = _ends(engine, units, tmp_path / "parts", on_message=_at_step(2, come))
    others[0].kill()
    assert {(end.result or {})["done"] for end in ends.values()} == {100}
    assert f"worker {others[0].address} has hanoi_press 0.0.7" in caplog.text
    assert not any(others[0].address in line for end in ends.values() for line in end.retries)


def test_the_scheduler_is_lost(tmp_path: Path, shared: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_run, "_LAST_SHIPMENT", 0.5)
    scheduler = shared.processes.scheduler()
    worker = shared.processes.worker(scheduler, threads=2)
    engine = DaskEngine(scheduler.address, ship_every=0.1)
    log = tmp_path / "log"
    with pytest.raises(EngineError, match="was lost") as error:
        _ends(engine, [_steps("u", log, 5000, "a.vn")], tmp_path / "parts", on_message=_at_step(20, scheduler.kill))
    engine.close()
    assert "run the same command again" in str(error.value) and "\n" not in str(error.value)
    kept = (tmp_path / "parts" / "u" / "steps.part").read_text().count("\n")
    asked = log.read_text().count("\n")
    assert asked - 20 < kept <= asked
    assert asked < 500  # the process of the unit ended
    worker.kill()


def test_a_scheduler_that_cannot_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_cluster, "_CONNECT", 0.3)
    with pytest.raises(EngineError) as error:
        DaskEngine("tcp://127.0.0.1:9")
    assert "tcp://127.0.0.1:9 cannot be reached" in str(error.value) and "dask scheduler" in str(error.value)
    assert "\n" not in str(error.value)


def test_an_exchange_that_workers_do_not_see(
    engine: DaskEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `memory:` address is seen by this process only, as a folder on a disk of this machine would be."""
    monkeypatch.setattr(engine, "_exchange", "memory://hanoi")
    with pytest.raises(EngineError) as error:
        _ends(engine, [Unit("one", "spiders_tests.toy_works:plain")], tmp_path / "parts")
    assert "does not see the exchange memory://hanoi" in str(error.value) and "--exchange" in str(error.value)
    assert "\n" not in str(error.value)
