"""The process that reads slices, seen from inside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hanoi_press.replay import worker_process
from hanoi_press.replay.slices import Slice, Task

TASK = Task(Slice(Path("no such file"), "a", 0, 9), frozenset())


class Closed:
    """A connection whose other end is closed: while it is read, or before the answer is written."""

    def __init__(self, *given: Any) -> None:
        self.given = list(given)

    def recv(self) -> Any:
        if not self.given:
            raise ConnectionResetError("Connection reset by peer")
        return self.given.pop()

    def send(self, message: Any) -> None:
        raise BrokenPipeError("Broken pipe")


@pytest.mark.parametrize("given", [(), (TASK,)])
def test_it_ends_quietly_with_its_connection(monkeypatch: pytest.MonkeyPatch, given: Any) -> None:
    monkeypatch.setattr(worker_process, "_prepare", lambda *arguments, **more: None)
    worker_process.serve(Closed(*given), [0.0] * 4, 0, is_fork=False)  # type: ignore[arg-type]
