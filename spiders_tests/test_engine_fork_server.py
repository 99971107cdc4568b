"""`engine/fork_server.py`: nothing outlives the program that started it, and no process starts slowly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hanoi_press.engine.fork_server import ForkServer

CALLER = """
import sys
from pathlib import Path
from hanoi_press.engine.process_engine import ProcessEngine
from hanoi_press.engine.lone_unit import run_alone
from spiders_tests.engine_trial import lane, unit
def say(*told): print(told[-1].what["pid"], flush=True)
root = Path(sys.argv[2])
if __name__ == "__main__" and sys.argv[1] == "engine":
    engine = ProcessEngine(2)
    print(engine._server.pid, flush=True)
    list(engine.run([unit("a", "tell pid and hang"), lane("b", "tell pid and hang")], root, on_message=say))
else:
    run_alone(unit("a", "tell pid and hang"), root, on_message=say)
"""


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked up in /proc")
@pytest.mark.parametrize(("how", "processes"), [("engine", 3), ("alone", 1)])
def test_all_processes_end_when_the_caller_is_killed(tmp_path: Path, how: str, processes: int) -> None:
    caller = subprocess.Popen([sys.executable, "-c", CALLER, how, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert caller.stdout is not None
    with caller.stdout:
        pids = [int(caller.stdout.readline()) for _ in range(processes)]
        assert all(map(is_alive, pids))
        caller.kill()
        caller.wait()
    deadline = time.monotonic() + 20
    while any(map(is_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(is_alive, pids))


@pytest.mark.parametrize("is_forked", [True, False])
def test_signals_of_a_terminal_are_the_callers(is_forked: bool) -> None:
    server = ForkServer(is_forked=is_forked)
    pid, connection = server.fork()
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(server.pid, number)
        os.kill(pid, number)
    assert is_alive(pid)
    assert server.end(pid) == -signal.SIGKILL
    assert server.end(pid) == 0, "it has ended before"
    connection.close()
    server.close()
    assert not is_alive(server.pid)


def test_modules_are_imported_once_for_all_processes() -> None:
    """The module says in a file, which it finds by `sys.argv`, that it was imported."""
    server = ForkServer(["spiders_tests.toy_works", "no_such_module"], is_forked=False)
    pid, connection = server.fork()
    assert "toy_works" in Path(f"/proc/{server.pid}/cmdline").read_text()
    connection.close()
    assert server.end(pid) in (0, -signal.SIGKILL)
    server.close()
    with pytest.raises(ConnectionError):
        server.fork()
