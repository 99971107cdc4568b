"""Run units whose files go over S3, to workers that share no disk with the coordinator."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra [dask] is not installed")
pytest.importorskip("s3fs", reason="the extra [s3] is not installed")
pytest.importorskip("moto", reason="moto is not installed")

from hanoi_press.engine.dask_engine import DaskEngine
from hanoi_press.engine.exchange import UnitExchange
from hanoi_press.engine.unit import Message, Unit
from spiders_tests.dask_processes import DaskProcess, dask_processes
from spiders_tests.s3_server import S3Server, s3_server


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    with s3_server() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


def test_units_over_s3_with_a_worker_that_is_killed(served: S3Server, tmp_path: Path) -> None:
    exchange = f"s3://{served.bucket}/units"
    archive = tmp_path / "archive.warc.gz"
    archive.write_bytes(os.urandom(200_000))
    inputs = {"steps": 40, "log": str(tmp_path / "log"), "pause": 0.02}
    units = [
        Unit(f"u{number}", "spiders_tests.dask_works:steps", inputs, frozenset({f"{number}.vn"})) for number in range(4)
    ]
    reads = [
        Unit(f"r{number}", "spiders_tests.dask_works:hash_file", files={"archive": str(archive)}) for number in (1, 2)
    ]
    with dask_processes(**served.environment) as processes:
        scheduler = processes.scheduler()
        workers: list[DaskProcess] = [processes.worker(scheduler, threads=2) for _ in range(2)]
        engine = DaskEngine(scheduler.address, lanes=3, exchange=exchange, ship_every=0.3)

        def on_message(unit: Unit, message: Message) -> None:
            if message.what.get("step") == 30 and len(workers) == 2:
                workers.pop().kill()

        def prepare(unit: Unit, folder: Path) -> None:
            (folder / "seed").write_text(unit.name)

        ends = list(engine.run(units + reads, tmp_path / "parts", prepare=prepare, on_message=on_message))
        engine.close()
        assert len(list(processes.folder.rglob("hanoi_press-*"))) == 1  # that of the killed worker
    assert sorted(end.unit.name for end in ends) == sorted(unit.name for unit in units + reads)
    for end in ends:
        assert not end.error
        assert (end.folder / "seed").read_text() == end.unit.name
        if end.unit in units:
            assert (end.folder / "steps.part").read_text() == "".join(f"{number}\n" for number in range(1, 41))
        else:
            assert end.result is not None and end.result["size"] == 200_000
    assert any(end.retries for end in ends)
    assert len((tmp_path / "log").read_text().splitlines()) < 4 * 40 + 2 * 30
    left = UnitExchange(f"s3://{served.bucket}").names("units")
    assert left == []
