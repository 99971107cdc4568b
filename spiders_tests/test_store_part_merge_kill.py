"""`store/part_merge.py`: a merge that is killed at any instant is finished by the next run, and loses nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.store import part_archives
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.ledger_connection import LedgerConnection
from hanoi_press.store.scope import RunScope
from hanoi_press.store.segment_writer import SegmentWriter
from spiders_tests.corpus_lines import break_off, corpus, opened
from spiders_tests.parts import SOURCE, archived_words, merged, night, part_of, records, state, store

KILLED = 9


def killed_at(number: int, is_done: bool, work: Callable[[], object]) -> bool:
    """Do the work in a process that dies at the n-th change of the disk, before or after it; False if it survives."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _let_die(number, is_done)
            work()
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, KILLED)
    return code == KILLED


def _let_die(number: int, is_done: bool) -> None:
    count = 0

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal count
            count += 1
            mine = count
            if mine == number and not is_done:
                os._exit(KILLED)
            try:
                return real(*arguments, **options)
            finally:
                if mine == number:
                    os._exit(KILLED)

        return call

    for owner, name in (
        (os, "fsync"),
        (os, "link"),
        (os, "rmdir"),
        (os, "unlink"),
        (Path, "rename"),
        (Path, "replace"),
        (SegmentWriter, "_append"),
        (LedgerConnection, "execute"),
        (part_archives, "_bytes"),  # before and after each block of an archive is written
    ):
        setattr(owner, name, dying(getattr(owner, name)))


def prepared(data: Path) -> None:
    """Make a main folder with two parts that were seeded together and share articles; the second one was killed."""
    night(data, 1)
    with opened(data) as folder:
        parts = [part_of(folder, name) for name in ("one", "two")]
    for part, turn in zip(parts, (2, 3), strict=True):
        unit = opened(part)
        history = SourceHistory(unit, SOURCE, RunScope())
        store(history, turn, f"Bài {turn}.")
        store(history, 1)
        store(history, 50, "Như nhau.")
        if turn == 2:
            history.finish(walked=True)
            unit.close()
        else:
            break_off(unit)


def whole(data: Path) -> tuple[Any, ...]:
    """Return what must be the same after all merges, and check that each line's answer is where the line says."""
    for one in records(data):
        assert archived_words(data, one["archive"]) == one["text"]
    return corpus(data), state(data)


@pytest.fixture(scope="module")
def main(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("main") / "data"
    prepared(data)
    return data


@pytest.fixture(scope="module")
def expected(main: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, ...]:
    data = tmp_path_factory.mktemp("undisturbed") / "data"
    shutil.copytree(main, data)
    opened(data).close()
    return whole(data)


@settings(max_examples=6, deadline=None)
@given(kills=st.lists(st.tuples(st.integers(1, 200), st.booleans()), min_size=1, max_size=2))
def test_a_merge_is_finished_by_the_next_run(
    main: Path, expected: tuple[Any, ...], kills: list[tuple[int, bool]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        data = Path(name, "data")
        shutil.copytree(main, data)
        for number, is_done in kills:
            killed_at(number, is_done, lambda: opened(data).close())
        opened(data).close()
        assert whole(data) == expected
        assert [one[:2] for one in corpus(data)] == sorted([(f"{SOURCE}/{number}", 1) for number in (1, 100, 2, 3, 50)])
        assert not (data / "parts").exists()


def test_parts_of_several_sources_and_attempts_in_any_order(main: Path, tmp_path: Path) -> None:
    parts = sorted((main / "parts" / "a-run").iterdir())
    found = []
    for order in permutations(parts):
        data = tmp_path / "-".join(one.name for one in order)
        shutil.copytree(main, data, ignore=shutil.ignore_patterns("parts"))
        merged(data, *order, *order[:1])
        found.append(whole(data))
    assert all(one == found[0] for one in found)
