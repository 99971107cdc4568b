"""`engine/lone_unit.py`: one attempt at a unit, in a process of its own, from any thread."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hanoi_press.engine import lone_unit
from hanoi_press.engine.lone_unit import run_alone
from hanoi_press.engine.unit import Message, Unit, UnitEnd
from spiders_tests.engine_trial import DIED, lane, unit


def ended(tmp_path: Path, unit: Unit, **more: object) -> UnitEnd:
    folder = tmp_path / unit.name
    folder.mkdir(exist_ok=True)
    return run_alone(unit, folder, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("make", [unit, lane])
def test_an_attempt_ends_with_a_result(tmp_path: Path, make: type) -> None:
    messages: list[Message] = []
    end = ended(tmp_path, make("a", "count", count=2), attempt=2, on_message=messages.append)
    assert end.result is not None
    assert end.result["attempt"] == 2
    assert (end.folder, end.retries, end.error) == (tmp_path / "a", [], "")
    assert [message.what for message in messages] == [{"number": 0}, {"number": 1}]


def test_how_an_attempt_ended_is_told(tmp_path: Path) -> None:
    dead = ended(tmp_path, unit("dies", "die"))
    assert (dead.result, dead.retries, dead.error) == (None, [DIED], "")
    failed = ended(tmp_path, unit("fails", "fail"))
    assert (failed.result, failed.retries, failed.error) == (None, [], "ValueError: bad input")
    silent = ended(tmp_path, unit("hangs", "hang", silence=0.2))
    line = "a process that worked on it was killed, because it gave no sign of life for 0.2 s"
    assert (silent.result, silent.retries, silent.error) == (None, [line], "")


def test_many_threads_may_use_it(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        ends = list(threads.map(lambda n: ended(tmp_path, unit(f"u{n}")), range(8)))
    assert len({end.result["pid"] for end in ends if end.result}) == 8


def test_a_process_that_is_kept_does_further_units(tmp_path: Path) -> None:
    pids = [(ended(tmp_path, unit(f"u{n}"), keep=True).result or {})["pid"] for n in range(2)]
    assert pids[0] == pids[1]
    assert (ended(tmp_path, unit("other")).result or {})["pid"] != pids[0]
    assert ended(tmp_path, unit("fails", "fail"), keep=True).error
    assert (ended(tmp_path, unit("after"), keep=True).result or {})["pid"] == pids[0]
    assert ended(tmp_path, unit("dies", "die"), keep=True).retries
    new = (ended(tmp_path, unit("new"), keep=True).result or {})["pid"]
    assert new != pids[0]
    os.kill(new, signal.SIGKILL)
    while "Z" not in Path(f"/proc/{new}/stat").read_text().rpartition(")")[2][:3]:
        time.sleep(0.005)
    end = ended(tmp_path, unit("newer"), keep=True)
    assert end.result is not None and not end.retries
    lone_unit.end_kept()
    assert not Path(f"/proc/{end.result['pid']}").exists()


def test_a_process_that_was_told_to_stop_is_not_kept(tmp_path: Path) -> None:
    begun = threading.Event()
    stopped = unit("a", "until stopped")
    ended(tmp_path, stopped, on_message=lambda message: begun.set(), is_stopping=begun.is_set, keep=True)
    assert not any(lone_unit._kept.values())


@pytest.mark.parametrize("make", [unit, lane])
def test_it_can_be_stopped(tmp_path: Path, make: type) -> None:
    begun = threading.Event()
    end = ended(tmp_path, make("a", "until stopped"), on_message=lambda message: begun.set(), is_stopping=begun.is_set)
    assert end.result is not None


def test_an_error_of_the_caller_ends_the_process(tmp_path: Path) -> None:
    pids: list[int] = []

    def heard(message: Message) -> None:
        pids.append(message.what["pid"])
        raise OSError("the caller's disk is full")

    with pytest.raises(OSError, match="disk is full"):
        ended(tmp_path, unit("a", "tell pid and hang"), on_message=heard)
    assert not Path(f"/proc/{pids[0]}").exists()


def test_a_program_that_was_killed_is_replaced(tmp_path: Path) -> None:
    ended(tmp_path, unit("a"))
    program = lone_unit._servers[()]._program
    assert program is not None
    os.kill(program.pid, signal.SIGKILL)
    program.wait()
    assert ended(tmp_path, unit("b")).result


def test_an_unknown_work_is_an_error_at_once(tmp_path: Path) -> None:
    assert ended(tmp_path, Unit("a", "no.such:work")).error == "ModuleNotFoundError: No module named 'no'"
