"""`report/running.py`: a run that goes on, and one that was killed."""

from __future__ import annotations

import os
from pathlib import Path

from hanoi_press.report.running import is_running


def test_only_a_living_process_that_has_the_folder(tmp_path: Path) -> None:
    mine = f"20261124T180000Z-{os.getpid()}"
    assert not is_running(tmp_path, mine)
    lock = tmp_path / ".lock"
    lock.write_text(f"scrapy harvest, process {os.getpid()}, since 2026-11-24T18:00:00Z\n")
    assert is_running(tmp_path, mine) and is_running(tmp_path, f"{mine}-2")
    lock.write_text("scrapy harvest, process 999999999, since 2026-11-24T18:00:00Z\n")
    assert not is_running(tmp_path, "20261124T180000Z-999999999")  # dead, and its note is still there
    assert not is_running(tmp_path, mine)  # another run has the folder
    assert not any(is_running(tmp_path, odd) for odd in ("", "20261124T180000Z", "a-b", "a-²", f"a-{'9' * 30}"))
