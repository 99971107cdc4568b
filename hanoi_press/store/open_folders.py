"""One open data folder for all crawls of a process: who needs it borrows it, the last to give it back closes it."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.store.folder import DataFolder

_borrowed: dict[Path, tuple[DataFolder, int]] = {}


def open_shared(path: Path, who: str, compression: str) -> DataFolder:
    """The data folder, opened for the first who asks. Raises what `DataFolder.open` raises."""
    key = path.absolute()
    folder, users = _borrowed.get(key) or (DataFolder.open(path, who, compression=compression), 0)
    _borrowed[key] = (folder, users + 1)
    return folder


def close_shared(folder: DataFolder) -> None:
    """Ends one use of a borrowed folder. Raises `OSError` where closing it fails."""
    key = folder.path.absolute()
    _, users = _borrowed[key]
    if users > 1:
        _borrowed[key] = (folder, users - 1)
    else:
        del _borrowed[key]
        folder.close()
