"""Find the archive files that a replay reads: of a data folder, of a glob, or at an address that fsspec knows."""

from __future__ import annotations

import glob
from pathlib import Path

from hanoi_press.engine.remote_files import is_address, matching_files
from hanoi_press.replay.stretch_task import Archive
from hanoi_press.store.archive_names import archive_name


def own_archives(data: Path, names: list[str]) -> list[Archive]:
    """Return the archives of sources in a data folder, oldest first within a source. Raises `OSError`."""
    found = [path for name in names for path in sorted((data / "archive" / name).glob("*/*.warc.gz"))]
    archives = [_local(path, data) for path in found]
    return [archive for archive in archives if archive.size]  # a crawl that is killed may leave an empty one


def matching_archives(pattern: str, data: Path) -> list[Archive]:
    """Return the archives that match a glob of paths or addresses; Common Crawl's names sort by time, too.

    Raises `OSError`.
    """
    if is_address(pattern):
        return [Archive(one.address, one.address, one.size, is_remote=True) for one in matching_files(pattern)]
    found = sorted(Path(one) for one in glob.glob(pattern, recursive=True))  # noqa: PTH207 - takes absolute patterns
    return [_local(path, data) for path in found if path.is_file()]


def _local(path: Path, data: Path) -> Archive:
    return Archive(str(path), archive_name(data, path), path.stat().st_size)
