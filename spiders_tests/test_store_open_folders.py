"""One open data folder for all crawls of a process."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.store.lock import FolderLock, HeldError
from hanoi_press.store.open_folders import close_shared, open_shared


def test_the_crawls_of_a_process_share_a_folder(tmp_path: Path) -> None:
    one = open_shared(tmp_path, "a test", "none")
    two = open_shared(tmp_path, "a test", "none")
    assert one is two
    close_shared(one)
    with pytest.raises(HeldError):
        FolderLock(tmp_path, "another")
    close_shared(two)
    FolderLock(tmp_path, "another").release()
