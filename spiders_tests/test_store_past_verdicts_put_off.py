"""Captures that a web archive does not give, night after night: they hold up no others, and are given up at last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hanoi_press.discovery.captures import WAYBACK
from hanoi_press.store.folder import DataFolder
from spiders_tests.past.capture_runs import ask, capture, listed, past_run, row

BUSY = "busy: HTTP 503"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[DataFolder]:
    with DataFolder.open(tmp_path / "data", "a test") as opened:
        yield opened


def test_one_that_always_fails_holds_up_no_other(folder: DataFolder) -> None:
    """The run ends at a capture for which the archive answers 503: the next run reads the others first."""
    captures = [capture(number, f"2024030{number}") for number in (1, 2, 3)]
    run = past_run(folder)
    listed(run, captures)
    assert next(run.captures.waiting(WAYBACK)) == captures[0]
    run.mark_failed(ask(run, captures[0]), BUSY, of_host=True)  # then the process is killed
    later = past_run(folder)
    assert list(later.captures.waiting(WAYBACK)) == captures[1:]
    assert list(later.captures.put_off(WAYBACK, lambda one: False)) == []
    assert list(later.captures.put_off(WAYBACK)) == captures[:1]


def test_one_that_fails_while_the_index_answers_is_given_up_at_last(folder: DataFolder) -> None:
    bad = capture(1, "20240301")
    listed(past_run(folder), [bad])
    for turn in range(4):
        run = past_run(folder)
        listed(run, [], f"the index of night {turn}")
        assert [*run.captures.waiting(WAYBACK), *run.captures.put_off(WAYBACK)] == [bad]
        run.mark_failed(ask(run, bad), BUSY, of_host=True)
        run.settle_failures()
    assert row(folder, bad).state == "given-up"
