"""Two harvests on one data folder whose lock somebody deletes, and a folder that is moved away under a harvest."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from spiders_tests.kill import paper_of
from spiders_tests.nights import Running, night, nothing_left, revisions
from spiders_tests.sites.page import Page
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow
PAPER = paper_of(30)
ONCE_EACH = {piece.id: [1] for piece in PAPER.pieces.values()}


@contextmanager
def held_up() -> Iterator[tuple[Served, threading.Event]]:
    """Serve the paper; after 12 answers the site keeps its readers waiting until the event is set."""
    go_on = threading.Event()

    def wait(url: str) -> Page | None:
        if len(served.log) >= 12:
            go_on.wait(60)
        return None

    with serve(PAPER.pages(), faults=wait) as served:
        yield served, go_on


def test_a_deleted_lock_loses_nothing(tmp_path: Path) -> None:
    with held_up() as (served, go_on):
        first = Running(tmp_path, served)
        assert first.wait_for(12)
        (tmp_path / ".lock").unlink()
        second = night(tmp_path, served)
        go_on.set()
        assert (second.code, second.articles) == (75, []) and "already running" in second.err
        code, _, err = first.end()
        assert code == 0, err
        assert revisions(tmp_path) == ONCE_EACH and nothing_left(tmp_path) == []
        after = night(tmp_path, served)
    assert (after.code, after.articles) == (0, [])


def test_a_harvest_whose_folder_is_moved_ends_with_1_and_its_articles_are_salvaged(tmp_path: Path) -> None:
    data, moved = tmp_path / "data", tmp_path / "moved"
    with held_up() as (served, go_on):
        run = Running(data, served)
        assert run.wait_for(12)
        data.rename(moved)
        go_on.set()
        code, _, err = run.end()
        assert code == 1 and "the folder was moved, deleted or replaced" in err
        assert not data.exists()
        after = night(moved, served)
    assert after.code == 0, after.err
    assert len(after.articles) < 30
    assert revisions(moved) == ONCE_EACH
