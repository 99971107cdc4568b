"""Say what is wrong with an archive file as a whole, and look at the bytes at which its records should begin."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from hanoi_press.compression import GZIP_MAGIC
from hanoi_press.store.archive_faults import ArchiveFault, FaultKind, FaultPlace, FileFaults
from hanoi_press.store.archive_places import ArchivePlace
from hanoi_press.store.pruned_archives import PrunedArchives
from hanoi_press.warc.foreign_formats import foreign_format
from hanoi_press.warc.record_starts import RECORD_START, has_record_start, head_at, unpacked_head

_HEAD = 128  # bytes
_LOCAL_ADDRESS = "file://"
# endings of the same file, as programs pack it, and what brings it back
_PACKED = {".zst": "zstd -d", ".xz": "unxz", ".bz2": "bunzip2"}


def file_fault(data: Path, name: str, pruned: PrunedArchives) -> ArchiveFault | None:
    """Return what is wrong with a file that lines name; None if its records can be looked at."""
    path = path_of(data, name)
    if "://" in name and not name.startswith(_LOCAL_ADDRESS):
        return ArchiveFault(name, FaultKind.REMOTE, "lies at an address; only files of this machine are read")
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return ArchiveFault(name, FaultKind.NO_FILE, "is no file")
        if not found.st_size:
            return ArchiveFault(name, FaultKind.EMPTY, "is empty")
        return _format_fault(name, path)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: no name of a file
        return _missing(data, name, pruned)
    except OSError as error:
        return unreadable(name, error)


def path_of(data: Path, name: str) -> Path:
    """Return where a file is that a line names; a path of this machine may be given as the address `file:///…`."""
    return data / name.removeprefix(_LOCAL_ADDRESS)


def unreadable(name: str, error: OSError) -> ArchiveFault:
    """Return the fault of a file that gives an error of the system."""
    return ArchiveFault(name, FaultKind.UNREADABLE, f"cannot be read ({error.strerror or error})")


def _format_fault(name: str, path: Path) -> ArchiveFault | None:
    with path.open("rb") as file:
        head = head_at(file, 0)
    known = foreign_format(head, unpacked_head(head))
    if known is None or (head.startswith(GZIP_MAGIC) and has_record_start(path)):  # only its start may be damaged
        return None
    return ArchiveFault(name, FaultKind.OTHERWISE_COMPRESSED, f"is no WARC file now but {known}")


def _missing(data: Path, name: str, pruned: PrunedArchives) -> ArchiveFault:
    if day := pruned.day(name):
        return ArchiveFault(name, FaultKind.PRUNED, f"was pruned on {day}")
    for ending, command in _PACKED.items():
        if _exists(data, name + ending):
            reason = f"was packed to {name}{ending}; `{command}` brings it back as it was"
            return ArchiveFault(name, FaultKind.OTHERWISE_COMPRESSED, reason)
    stem = name.removesuffix(".gz")
    for other in (stem if stem != name else f"{name}.gz", f"{stem}.zst"):
        if stem and _exists(data, other):
            reason = f"is gone, and {other} lies beside it: compressed otherwise, its records are at other offsets"
            return ArchiveFault(name, FaultKind.OTHERWISE_COMPRESSED, reason)
    where = " (it lies outside of the data folder)" if Path(name).is_absolute() else ""
    return ArchiveFault(name, FaultKind.GONE, f"is gone and was not pruned{where}")


def _exists(data: Path, name: str) -> bool:
    try:
        return path_of(data, name).is_file()
    except (OSError, ValueError):
        return False


def look_at_offsets(path: Path, places: Iterable[tuple[str, ArchivePlace]]) -> FileFaults:
    """Return the faults of places at which neither a gzip member nor a record begins. Raises `OSError`."""
    faults = FileFaults()
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        for name, place in places:
            head = b"" if place.offset >= size else os.pread(file.fileno(), _HEAD, place.offset)
            if not head:
                faults.add(name, FaultKind.BEYOND_END, FaultPlace(place.offset, place.id, beyond_end(size)))
            elif not (head.startswith(GZIP_MAGIC) or RECORD_START.match(head)):
                faults.add(name, FaultKind.NO_RECORD, FaultPlace(place.offset, place.id, NOTHING_THERE))
    return faults


NOTHING_THERE = "wrong offset: no record begins there"


def beyond_end(size: int) -> str:
    """Return what is wrong with an offset at or after the end of a file of so many bytes."""
    return f"the file ends before that, after {size} bytes: it was cut, or is another one"
