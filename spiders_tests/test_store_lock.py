"""One run at a time on a data folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hanoi_press.store.lock import FolderLock, HeldError
from spiders_tests.corpus_lines import opened


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(HeldError, match=rf"is in use by a test, process {os.getpid()}, since 20"):
        opened(tmp_path)
    with opened(tmp_path):
        pass


def test_a_dead_process_leaves_no_lock(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from hanoi_press.store.lock import FolderLock;"
        "FolderLock(Path(sys.argv[1]), 'a child'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert done.returncode == -9
    assert "a child" in (tmp_path / ".lock").read_text()
    FolderLock(tmp_path, "the next").release()
