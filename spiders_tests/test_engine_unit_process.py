"""`engine/unit_process.py`: a process that dies, hangs or fails costs no other unit its end, and is named."""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path

import pytest

from hanoi_press.engine import process_engine
from hanoi_press.engine.unit import Unit
from hanoi_press.engine.unit_process import given_up
from spiders_tests.engine_trial import DIED, GIVEN_UP, Trial, lane, unit

SILENT = "a process that worked on it was killed, because it gave no sign of life for 0.3 s"


@pytest.mark.parametrize("make", [unit, lane])
def test_a_unit_whose_process_was_killed_runs_again_in_its_folder(tmp_path: Path, make: type) -> None:
    trial = Trial(tmp_path).run(make("a", "die once"), make("b"))
    assert (trial.ends["a"].retries, trial.ends["a"].error) == ([DIED], "")
    assert trial.notes("a") == ["began 1", "began 2", "ended 2"]
    assert trial.prepared == ["a", "b"]
    assert trial.ends["b"].retries == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_poisoned_unit_is_given_up_and_the_others_end_well(tmp_path: Path, jobs: int) -> None:
    trial = Trial(tmp_path, jobs=jobs).run(unit("a"), unit("poison", "die"), unit("b"), unit("c"))
    assert (trial.ends["poison"].retries, trial.ends["poison"].error) == ([DIED, DIED], GIVEN_UP)
    assert trial.ends["poison"].result is None
    assert trial.notes("poison") == ["began 1", "began 2", "began 3"]
    assert {name for name, end in trial.ends.items() if end.result} == {"a", "b", "c"}


def test_the_number_of_attempts_is_the_callers(tmp_path: Path) -> None:
    trial = Trial(tmp_path, attempts=1).run(unit("a", "exit"))
    error = "given up after 1 attempt: a process that worked on it ended early (exit code 3)"
    assert (trial.ends["a"].retries, trial.ends["a"].error) == ([], error)


def test_an_attempt_that_worked_for_long_says_nothing_against_its_unit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a back-fill of days would be given up because its machine ran out of memory three times."""
    monkeypatch.setattr(process_engine, "LONG", 0.0)
    monkeypatch.setattr(process_engine, "MOST", 5)
    trial = Trial(tmp_path).run(unit("a", "die"))
    assert trial.notes("a") == [f"began {number}" for number in range(1, 6)]
    assert trial.ends["a"].error == f"given up after 5 attempts; in each, {DIED}"


def test_innocent_units_of_a_process_that_died_end_well(tmp_path: Path) -> None:
    """They wait for the second attempt of the one that dies, so they run in its process when it dies first."""
    meet = tmp_path / "meet"
    meet.mkdir()
    again = str(tmp_path / "parts" / "u2" / "attempt-2")
    units = [lane(f"u{n}", "until there", path=again, meet=str(meet), others=5) for n in range(5)]
    units[2] = lane("u2", "die", meet=str(meet), others=5)
    trial = Trial(tmp_path / "parts", lanes=5).run(*units)
    assert trial.ends.pop("u2").error == GIVEN_UP
    assert [end.retries for end in trial.ends.values()] == [[DIED]] * 4
    assert len(set(trial.pids())) == 4, "each ran again alone in a process"


@pytest.mark.skipif(sys.platform != "linux", reason="no pidfd_open")
def test_a_death_is_seen_though_a_child_has_the_connection_open(tmp_path: Path) -> None:
    trial = Trial(tmp_path, attempts=1)
    over = tmp_path / "over"
    trial.run(unit("a", "fork and die", path=str(over)))
    over.touch()
    assert trial.ends["a"].error.endswith(DIED)
    assert not (tmp_path / "a" / "late").exists()


def test_processes_of_further_attempts_end_with_them(tmp_path: Path) -> None:
    """There are more units than there may be such processes at one time."""
    trial = Trial(tmp_path, lanes=2).run(*(lane(f"u{n}", "die once") for n in range(12)))
    assert len(trial.pids()) == 12


def test_a_silent_process_is_killed(tmp_path: Path) -> None:
    trial = Trial(tmp_path, jobs=2, attempts=2)
    trial.run(
        unit("hangs", "hang", silence=0.3), unit("b"), unit("beats", "beat", until=time.monotonic() + 1.2, silence=0.8)
    )
    assert trial.ends["hangs"].retries == [SILENT]
    assert trial.ends["hangs"].error == f"given up after 2 attempts; in each, {SILENT}"
    assert trial.ends["beats"].retries == []
    assert trial.ends["b"].error == ""


def test_the_silent_unit_is_named_to_the_others_of_its_process(tmp_path: Path) -> None:
    there = tmp_path / "there"
    trial = Trial(tmp_path, lanes=2, attempts=2)
    there.touch()
    units = [lane("hangs", "hang", silence=0.3), lane("b", "until there", path=str(tmp_path / "never"), silence=60)]
    trial.on_message = lambda message: None
    ends = trial.engine.run(units, tmp_path)
    (tmp_path / "never").touch() if next(ends).unit.name == "hangs" else None
    end = next(ends)
    trial.engine.close()
    assert end.retries == [SILENT.replace("it gave", "hangs, in the same process, gave")]


def test_time_that_the_caller_takes_is_no_silence(tmp_path: Path) -> None:
    """`tells` lets the engine look at the clock before `quiet` has ended."""
    there = tmp_path / "there"
    trial = Trial(tmp_path, jobs=2)
    told = []

    def heard(name: str) -> None:
        told.append(name)
        if is_back and len(told) > 20:
            there.touch()

    is_back = False
    units = [lane("quiet", "until there", path=str(there), silence=0.8), lane("first")]
    units.append(lane("tells", "tell until there", path=str(there)))
    for end in trial.engine.run(units, tmp_path, on_message=lambda unit, message: heard(unit.name)):
        if end.unit.name == "first":
            time.sleep(1)
            is_back, told = True, []
        else:
            assert end.retries == []
    trial.engine.close()


def test_an_error_of_the_work_is_no_retry(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "hanoi_press.engine.unit_process")
    trial = Trial(tmp_path).run(unit("a"), unit("fails", "fail"), unit("b"))
    assert (trial.ends["fails"].error, trial.ends["fails"].retries) == ("ValueError: bad input", [])
    assert len(set(trial.pids())) == 1
    assert "in _done\n" in caplog.text


def test_a_process_that_wanted_to_exit_is_replaced(tmp_path: Path) -> None:
    trial = Trial(tmp_path).run(unit("a"), unit("leaves", "leave"), unit("b"))
    assert trial.ends["leaves"].error == "SystemExit: 5"
    assert len(set(trial.pids())) == 2


def test_an_error_in_one_lane_is_not_one_of_the_others(tmp_path: Path) -> None:
    trial = Trial(tmp_path, lanes=3).run(lane("fails", "fail"), lane("leaves", "leave"), lane("b"))
    assert [trial.ends[name].error for name in ("fails", "leaves", "b")] == [
        "ValueError: bad input",
        "SystemExit: 5",
        "",
    ]


def test_what_a_unit_left_behind_may_tell_something(tmp_path: Path) -> None:
    there = tmp_path / "a" / "told"
    trial = Trial(tmp_path, lanes=2).run(lane("a", "leave a task"), lane("b", "until there", path=str(there)))
    assert trial.messages == []
    assert [trial.ends[name].retries for name in "ab"] == [[], []]


@pytest.mark.parametrize(
    ("work", "inputs", "error"),
    [
        ("spiders_tests.toy_works:no_dict", {}, "TypeError: the work returned int, not a dict"),
        ("spiders_tests.toy_works:no_dict", {"x": 1}, "TypeError: Object of type PosixPath is not JSON serializable"),
        ("spiders_tests.toy_works:gone", {}, "its work spiders_tests.toy_works:gone cannot be found: AttributeError"),
        ("no.such:work", {}, "its work no.such:work cannot be found: ModuleNotFoundError: No module named 'no'"),
        ("spiders_tests.toy_broken_loop:never", {}, "RuntimeError: no reactor"),
        ("spiders_tests.toy_ended_loop:endless", {}, "RuntimeError: the reactor stopped"),
    ],
)
def test_a_work_that_cannot_be_done_is_named(tmp_path: Path, work: str, inputs: dict[str, int], error: str) -> None:
    trial = Trial(tmp_path).run(unit("bad", work=work, **inputs) if inputs else Unit("bad", work), unit("good"))
    assert trial.ends["bad"].error.startswith(error)
    assert trial.ends["bad"].retries == []
    assert trial.result("good")


def test_a_unit_that_cannot_be_prepared_is_named(tmp_path: Path) -> None:
    trial = Trial(tmp_path)

    def prepare(unit: object, folder: Path) -> None:
        if folder.name == "a":
            raise ValueError("its ledger is damaged")

    trial.prepare = prepare  # type: ignore[method-assign]
    trial.run(unit("a"), unit("b"))
    assert trial.ends["a"].error == "it could not be prepared: ValueError: its ledger is damaged"
    assert trial.result("b")


def test_a_work_may_have_an_event_loop_of_its_own(tmp_path: Path) -> None:
    assert Trial(tmp_path).run(unit("a", work="spiders_tests.toy_loop:ran")).result("a") == {"ran": ["run_loop"]}


def test_different_ends_are_all_named() -> None:
    assert given_up(["a", "b", "a"]) == "given up after 3 attempts: a; b; a"
