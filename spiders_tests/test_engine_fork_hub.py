"""`engine/fork_hub.py`: fork servers for other programs of this machine."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from hanoi_press.engine import fork_server, lone_unit
from hanoi_press.engine.fork_hub import PLACE, ForkHub
from hanoi_press.engine.fork_server import ForkServer
from hanoi_press.engine.lone_unit import run_alone
from hanoi_press.engine.unit_process import UnitProcess
from spiders_tests.engine_trial import DIED, unit


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[ForkHub]:
    monkeypatch.setattr(lone_unit, "_servers", {})
    hub = ForkHub()
    yield hub
    hub.close()


def pid_of(tmp_path: Path, name: str, do: str = "") -> int:
    folder = tmp_path / name
    folder.mkdir()
    end = run_alone(unit(name, do), folder)
    return int(end.result["pid"]) if end.result else -len(end.retries)


def test_units_are_forked_by_the_hub(hub: ForkHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a program was started")

    monkeypatch.setattr(fork_server, "_start_program", refuse)
    assert os.environ[PLACE] == hub.address
    assert pid_of(tmp_path, "a") > 0
    folder = tmp_path / "b"
    folder.mkdir()
    assert run_alone(unit("b", "die"), folder).retries == [DIED]
    assert pid_of(tmp_path, "c") > 0


def test_a_hub_that_was_killed_is_done_without(hub: ForkHub, tmp_path: Path) -> None:
    assert pid_of(tmp_path, "a") > 0
    os.kill(hub.pid, signal.SIGKILL)
    os.waitpid(hub.pid, 0)
    assert pid_of(tmp_path, "b") > 0
    lone_unit._servers.popitem()[1].close()


def test_two_programs_have_servers_of_their_own(hub: ForkHub) -> None:
    one, two = ForkServer(hub=hub.address), ForkServer(hub=hub.address)
    process = UnitProcess(one)
    two.close()
    assert _is_alive(process.pid)
    one.close()  # as a worker that was killed
    assert _ends(process.pid)


def test_the_end_of_a_hub_ends_its_processes() -> None:
    hub = ForkHub()
    server = ForkServer(hub=hub.address)
    process = UnitProcess(server)
    hub.close()
    hub.close()
    assert _ends(process.pid)
    assert not Path(hub.address).parent.exists()
    assert PLACE not in os.environ
    with pytest.raises(OSError):
        ForkServer(hub=hub.address)
    server.close()


def _is_alive(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


def _ends(pid: int) -> bool:
    """Wait until a process has ended, which is no child of this one; the test's own time limit is the only one."""
    while _is_alive(pid):
        pass
    return True
