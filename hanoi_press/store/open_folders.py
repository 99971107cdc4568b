"""Share one open data folder between all crawls of a process; the first opens it, the last closes it."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.store.folder import DataFolder

_open_folders: dict[Path, tuple[DataFolder, int]] = {}  # with the number of users


def open_shared(path: Path, who: str, compression: str) -> DataFolder:
    """Return the open data folder at `path`. Raises what `DataFolder.open` raises.

    `who` and `compression` are used only if the folder is not open yet.
    """
    key = path.absolute()
    folder, users = _open_folders.get(key) or (DataFolder.open(path, who, compression=compression), 0)
    _open_folders[key] = (folder, users + 1)
    return folder


def close_shared(folder: DataFolder) -> None:
    """End one use of a shared folder; the last one closes it. Raises what `DataFolder.close` raises."""
    key = folder.path.absolute()
    _, users = _open_folders[key]
    if users > 1:
        _open_folders[key] = (folder, users - 1)
    else:
        del _open_folders[key]
        folder.close()
