"""Write a file as a whole or not at all, even if the power fails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNFINISHED = ".new"  # ending of a file that is being written: `<name>.<process id>.new`


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield a temporary name to write to; `path` is created or replaced when the block ends without an error.

    The content and the name are synced to the disk. The folder is made if it is missing. Raises `OSError`.
    """
    if path.exists() and not path.is_file():  # a device or a pipe would be replaced by the file
        raise IsADirectoryError(f"{path} is no file; use the name of a file")
    path.parent.mkdir(parents=True, exist_ok=True)
    remove_abandoned(path.parent, f"{path.name}.")
    temporary = path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        yield temporary
        sync_file(temporary)
        temporary.replace(path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes | str) -> None:
    """Replace the content of a file (text as UTF-8), whole or not at all. Raises `OSError`."""
    with whole_file(path) as temporary:
        temporary.write_bytes(content.encode() if isinstance(content, str) else content)


def sync_folder(folder: Path) -> None:
    """Sync a folder to the disk, so that the names of its files survive a power failure. Raises `OSError`."""
    sync_file(folder)


def sync_file(path: Path) -> None:
    """Sync the content of a file to the disk, whoever wrote it. Raises `OSError`."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_unfinished(folder: Path) -> None:
    """Delete the unfinished files of killed processes below a folder; those of running processes stay.

    Raises `OSError`.
    """
    for path in folder.rglob(f"*{UNFINISHED}"):
        writer = _writer(path.name)
        if writer is None or not _is_other_process(writer):
            path.unlink(missing_ok=True)


def remove_abandoned(folder: Path, start: str = "") -> None:
    """Delete the unfinished files of killed processes in a folder whose names begin with `start`.

    Other files that end in `.new` stay, because the folder may be any folder of the user's. Raises `OSError`.
    """
    for path in list(folder.iterdir()):
        if path.name.startswith(start) and path.name.endswith(UNFINISHED) and path.is_file():
            writer = _writer(path.name[len(start) :] if start else path.name)
            if writer is not None and not _is_other_process(writer):
                path.unlink(missing_ok=True)


def _writer(name: str) -> int | None:
    """Return the id of the process that writes `<name>.<process id>.new`; None for another name."""
    writer = name.removesuffix(UNFINISHED).rpartition(".")[2]
    return int(writer) if writer.isascii() and writer.isdecimal() and len(writer) < 12 else None


def _is_other_process(process_id: int) -> bool:
    """Return True if another process runs under this id."""
    if process_id == os.getpid():  # in a container the process that was killed may have had our id
        return False
    try:
        os.kill(process_id, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # it runs under another user
        pass
    return True
