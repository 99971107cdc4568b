"""`engine/process_engine.py`: units run, in their order and side by side, on processes that share and keep nothing."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from hanoi_press.engine.process_engine import ProcessEngine
from hanoi_press.engine.unit import Message, Unit
from spiders_tests.engine_trial import DIED, Trial, lane, unit


def test_units_run_in_their_order_in_one_process(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "parts").run(unit("b"), unit("a"), unit("c"))
    assert list(trial.ends) == trial.prepared == ["b", "a", "c"]
    assert len(set(trial.pids())) == 1
    assert os.getpid() not in trial.pids()
    assert [(end.folder, end.retries, end.error) for end in trial.ends.values()] == [
        (tmp_path / "parts" / name, [], "") for name in "bac"
    ]


def test_jobs_processes_run_at_one_time(tmp_path: Path) -> None:
    """Each of three waits until the first two have begun; the third begins when one of them has ended."""
    log = tmp_path / "log"
    ready = tmp_path / "x" / "notes"
    trial = Trial(tmp_path, jobs=2)
    trial.run(unit("w", "until there", path=str(ready), log=str(log)), unit("x", log=str(log)), unit("y", log=str(log)))
    assert log.read_text().splitlines()[-1] != "y began"
    assert len(set(trial.pids())) == 2


def test_files_and_messages_reach_their_end(tmp_path: Path) -> None:
    page = tmp_path / "a page"
    page.write_text("Hà Nội")
    read = Unit("read", unit("x").work, {"do": "read"}, files={"page": str(page)})
    trial = Trial(tmp_path / "parts").run(read, unit("log", "log"), unit("count", "count", count=3))
    assert trial.result("read")["found"] == "Hà Nội"
    assert trial.messages == [
        ("log", Message("log", {"level": 20, "logger": "toy", "text": "Chào\n\u2028buổi sáng"})),
        *(("count", Message("progress", {"number": number})) for number in range(3)),
    ]


@pytest.mark.parametrize("make", [unit, lane])
def test_no_message_is_lost_while_the_caller_is_busy(tmp_path: Path, make: type) -> None:
    """They are more than a socket holds. Side by side, no unit waits for the caller, or it would hold the others."""
    trial = Trial(tmp_path, jobs=2)
    numbers = []
    for end in trial.engine.run(
        [unit("first"), make("count", "count", count=9000)],
        tmp_path,
        on_message=lambda unit, message: numbers.append(message.what["number"]),
    ):
        while make is lane and end.unit.name == "first" and "ended 1" not in trial.notes("count"):
            time.sleep(0.01)
    trial.engine.close()
    assert numbers == list(range(9000))


@pytest.mark.parametrize(("number", "spread"), [(6, [3, 3]), (4, [2, 2]), (2, [1, 1])])
def test_lanes_run_side_by_side_spread_evenly(tmp_path: Path, number: int, spread: list[int]) -> None:
    meet = tmp_path / "meet"
    meet.mkdir()
    units = [lane(f"u{n}", meet=str(meet), others=number) for n in range(number)]
    trial = Trial(tmp_path / "parts", jobs=2, lanes=3).run(*units)
    assert sorted(Counter(trial.pids()).values()) == spread


def test_no_more_lanes_than_asked_for(tmp_path: Path) -> None:
    log = tmp_path / "log"
    Trial(tmp_path, lanes=2).run(*(lane(name, log=str(log)) for name in "abc"))
    begun = 0
    for line in log.read_text().splitlines():
        begun += 1 if line.endswith("began") else -1
        assert begun <= 2


def test_both_kinds_of_work_in_one_run(tmp_path: Path) -> None:
    trial = Trial(tmp_path, lanes=2).run(lane("a"), unit("b"), lane("c"), unit("d"))
    assert sorted(trial.ends) == ["a", "b", "c", "d"]
    assert not any(end.error or end.retries for end in trial.ends.values())


def test_units_of_one_host_never_overlap(tmp_path: Path) -> None:
    log = tmp_path / "log"
    hosts = ["a", "b", "a b", "a", "b", "c", "a"]
    units = [unit(f"u{n}", hosts=text, log=str(log)) for n, text in enumerate(hosts)]
    Trial(tmp_path / "parts", jobs=4).run(*units)
    for host in "ab":
        names = [f"u{n}" for n, text in enumerate(hosts) if host in text.split()]
        lines = [line for line in log.read_text().splitlines() if line.split()[0] in names]
        assert lines == [f"{name} {what}" for name in names for what in ("began", "ended")]


def test_a_host_is_free_when_the_next_end_is_asked_for(tmp_path: Path) -> None:
    trial = Trial(tmp_path, jobs=2)
    ends = trial.engine.run([unit("a", hosts="h"), unit("b", hosts="h"), unit("c")], tmp_path)
    while next(ends).unit.name != "a":
        pass
    time.sleep(0.05)
    assert not (tmp_path / "b").exists()
    assert "b" in [end.unit.name for end in ends]
    trial.engine.close()


@pytest.mark.parametrize("make", [unit, lane])
def test_stop_ends_what_runs_and_starts_nothing(tmp_path: Path, make: type) -> None:
    trial = Trial(tmp_path, jobs=2)
    trial.on_message = lambda message: trial.engine.stop()
    trial.run(make("a", "until stopped"), make("b", "until stopped"), make("c"))
    assert sorted(trial.ends) == ["a", "b"]
    assert all(end.result and not end.error for end in trial.ends.values())


def test_a_signal_may_stop_it(tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    before = signal.signal(signal.SIGUSR1, lambda *_: trial.engine.stop())
    try:
        later = threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGUSR1))
        trial.on_message = lambda message: later.ident or later.start()
        trial.run(unit("a", "until stopped"), unit("b"))
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert list(trial.ends) == ["a"]


def test_a_unit_whose_process_dies_when_all_is_stopped_has_no_error(tmp_path: Path) -> None:
    trial = Trial(tmp_path, attempts=1)
    trial.on_message = lambda message: trial.engine.stop()
    trial.run(unit("a", "die when stopped"), unit("b"))
    assert list(trial.ends) == ["a"]
    assert (trial.ends["a"].result, trial.ends["a"].retries, trial.ends["a"].error) == (None, [DIED], "")


def test_a_unit_that_waits_for_another_attempt_when_all_is_stopped_ends(tmp_path: Path) -> None:
    """Its second attempt cannot begin, because the only process is busy."""
    trial = Trial(tmp_path)
    ends = trial.engine.run([unit("poison", "die", hosts="h"), unit("b")], tmp_path)
    trial.engine._process_for = lambda run, work: (
        None
        if run.attempt
        else ProcessEngine._process_for(  # type: ignore
            trial.engine, run, work
        )
    )
    assert next(ends).unit.name == "b"
    trial.engine.stop()
    assert [(end.unit.name, end.retries, end.error) for end in ends] == [("poison", [DIED], "")]
    trial.engine.close()


def test_close_kills_what_runs(tmp_path: Path) -> None:
    trial = Trial(tmp_path, jobs=2)
    ends = trial.engine.run([unit("a"), unit("b", "until stopped")], tmp_path)
    while next(ends).unit.name != "a":
        pass
    pids = [process.pid for process in trial.engine._processes]
    trial.engine.close()
    trial.engine.close()
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)
    trial.engine.stop()


def test_an_engine_runs_again_after_a_run_was_left(tmp_path: Path) -> None:
    trial = Trial(tmp_path, jobs=2)
    ends = trial.engine.run([unit("a"), unit("b", "hang")], tmp_path / "1")
    assert next(ends).unit.name == "a"
    ends.close()  # type: ignore[attr-defined]
    assert [end.unit.name for end in trial.engine.run([unit("b")], tmp_path / "2")] == ["b"]
    trial.engine.close()


def test_processes_inherit_no_open_file(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as lock:
        trial = Trial(tmp_path).run(unit("a", "list files"))
    assert lock.name not in trial.result("a")["found"]


def test_a_large_process_is_replaced(tmp_path: Path) -> None:
    assert len(set(Trial(tmp_path, memory=1).run(unit("a"), unit("b")).pids())) == 2
    assert len(set(Trial(tmp_path, memory=1 << 40).run(unit("a"), unit("b")).pids())) == 1


def test_names_are_unique(tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    with pytest.raises(ValueError, match="same name"):
        trial.run(unit("a"), unit("a"))


def test_a_killed_fork_server_is_replaced(tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    server = trial.engine._server.pid
    there = tmp_path / "there"
    trial.on_message = lambda message: (
        os.kill(server, signal.SIGKILL) if trial.engine._server.pid == server else there.touch()
    )
    trial.run(unit("a", "tell until there", path=str(there)))
    assert trial.result("a")["attempt"] == 2
    assert trial.ends["a"].retries == [
        DIED.replace("died (signal 9, SIGKILL)", "died with the process that started it")
    ]
