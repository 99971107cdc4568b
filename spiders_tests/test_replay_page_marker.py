"""`replay/page_marker.py`: whoever comes after a killed process knows which page it was reading."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from hanoi_press.replay.page_marker import PageMarker


@pytest.mark.parametrize("is_done", [False, True])
def test_a_mark_survives_kill_9(tmp_path: Path, is_done: bool) -> None:
    ours = PageMarker(tmp_path / "marker")
    ours.start()
    pid = os.fork()
    if pid == 0:
        theirs = PageMarker(tmp_path / "marker")
        theirs.on_page(3, 2**40 + 1)
        theirs.on_page(0, 0)
        theirs.on_page(4, 2**40 + 9)
        if is_done:
            theirs.on_page(0, 0)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    for marker in (ours, PageMarker(tmp_path / "marker")):
        found = marker.read()
        assert (bool(found.begun), found.number, found.offset, found.pages) == (not is_done, 4, 2**40 + 9, 2)
        assert 0 < found.heard <= time.monotonic()
        marker.close()


def test_nothing_is_marked_at_first(tmp_path: Path) -> None:
    (tmp_path / "marker").write_bytes(b"")
    assert PageMarker(tmp_path / "marker").read() == (0, 0, 0, 0, 0)
