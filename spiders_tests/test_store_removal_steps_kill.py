"""`store/removal_steps.py`: a removal that is killed at any instant is finished by the next command."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.corpus import load
from hanoi_press.corpus.removal import plan_removal
from hanoi_press.crawl.child_process import fork_process
from hanoi_press.store import removal_archives
from hanoi_press.store.folder import rebuild
from hanoi_press.store.ledger_connection import LedgerConnection
from hanoi_press.store.removal_journal import JOURNAL
from hanoi_press.store.removal_record import read_record
from hanoi_press.store.removal_steps import remove
from hanoi_press.store.segment_check import sound_lines
from hanoi_press.store.segments import Fault, segments
from hanoi_press.store.takedown import taken_down
from spiders_tests.corpus_lines import opened
from spiders_tests.nights import nothing_left
from spiders_tests.removed_words import GONE, others, put_everything, traces

KILLED = 9
STRIDE = int(os.environ.get("REMOVAL_KILL_STRIDE", "7"))  # 1: the removal is killed at each of its 173 steps


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("whole") / "data"
    put_everything(data)
    return data


def work(data: Path) -> None:
    with opened(data) as folder:
        plan = plan_removal(data, [GONE])
        plan.removal.archives = True
        result = remove(data, folder.ledger, plan.removal)
        assert (result.left, plan.left) == ([], [])


def killed_at(number: int, work: Callable[[], object]) -> bool:
    """Do the work in a process that dies before its n-th step on disk; False if it survives."""
    child = fork_process()
    if child == 0:
        code = 1
        try:
            _let_die(number)
            work()
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, KILLED)
    return code == KILLED


def _let_die(number: int) -> None:
    left = number

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os._exit(KILLED)
            return real(*arguments, **options)

        return call

    for owner, name in (
        (os, "fsync"),
        (os, "unlink"),
        (Path, "replace"),
        (Path, "write_bytes"),
        (LedgerConnection, "execute"),
        (LedgerConnection, "executemany"),
        (removal_archives, "_copy"),  # between the blocks of an archive that is written
    ):
        setattr(owner, name, dying(getattr(owner, name)))


def check(data: Path, whole: Path) -> None:
    """Check that nothing of the article is left, and nothing else is missing."""
    assert (traces(data), nothing_left(data), (data / JOURNAL).exists()) == ([], [], False)
    assert others(data) == others(whole)
    assert [one for path in segments(data) for one in faults_of(path)] == []
    (record,) = [one for one in read_record(data) if one["id"] == GONE]
    assert (record["lines"], record["records"]) == (3, 24)


def faults_of(path: Path) -> list[Fault]:
    faults: list[Fault] = []
    for _ in sound_lines(path, faults.append):
        pass
    return faults


def disturbed(whole: Path, data: Path, *kills: int) -> bool:
    """Remove the article, killed at these steps of the removal, and of the runs that go on; False if none was killed.

    Then open the folder once more, and check that all is as without a kill.
    """
    shown = {one.id for one in load(whole)}
    shutil.copytree(whole, data)
    is_killed = killed_at(kills[0], lambda: work(data))
    for number in kills[1:]:
        assert {one.id for one in load(data)} | {GONE} == shown  # nobody needs the lock to see the rest
        killed_at(number, lambda: opened(data).close())
    assert {one.id for one in load(data)} | {GONE} == shown
    opened(data).close()
    if GONE in taken_down(data).ids:
        check(data, whole)
    else:  # killed before the first change
        assert (traces(data), {one.id for one in load(data)}) == (traces(whole), shown)
    shutil.rmtree(data)
    return is_killed


def test_a_removal_is_whole_or_done_after_the_next_command(whole: Path, tmp_path: Path) -> None:
    number = STRIDE
    while disturbed(whole, tmp_path / str(number), number):
        number += STRIDE
    assert number > 170


@settings(max_examples=5, deadline=None)
@given(first=st.integers(30, 170), second=st.integers(1, 120))
def test_what_goes_on_may_be_killed_too(whole: Path, first: int, second: int) -> None:
    with TemporaryDirectory() as folder:
        disturbed(whole, Path(folder) / "data", first, second)


def test_a_ledger_that_is_made_again_finishes_it(whole: Path, tmp_path: Path) -> None:
    """`reindex` works on a new ledger; until that is in place, the old one has the words, and the journal stays."""
    for number in range(60, 170, 20):
        data = tmp_path / str(number)
        shutil.copytree(whole, data)
        assert killed_at(number, lambda data=data: work(data))  # type: ignore[misc]
        rebuild(data, "a test")
        assert (traces(data), (data / JOURNAL).exists()) == ([], False)
        assert {one.id for one in load(data)} | {GONE} == {one.id for one in load(whole)}
