"""Know which archive files were deleted on purpose, from `archive/<source>/pruned.jsonl`.

The list is written before the files are deleted. So a file counts as pruned if it is in the list and not on the disk:
one that a killed prune left, or that came back from a backup, is an archive file like any other.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from hanoi_press.store.atomic import write_whole

_LIST = "pruned.jsonl"


class PrunedFile(NamedTuple):
    """A line of the list: a WARC file (relative to the data folder), its bytes, and the day (UTC) of its deletion."""

    file: str
    bytes: int
    pruned: str


class _ListedFile(msgspec.Struct):
    file: str
    bytes: int
    pruned: str


_DECODER = msgspec.json.Decoder(_ListedFile)


class PrunedArchives:
    """The pruned archive files of a data folder. The list of a source is read when it is first asked for."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._files: dict[str, dict[str, PrunedFile]] = {}
        self._days: dict[str, str | None] = {}

    def day(self, file: str) -> str | None:
        """Return the day on which a file (relative to the data folder) was pruned; None if it was not, or is there."""
        if file not in self._days:
            folder, _, rest = file.partition("/")
            source = rest.partition("/")[0]
            listed = self._listed(source).get(file) if folder == "archive" and source else None
            self._days[file] = listed.pruned if listed and not (self.data / file).exists() else None
        return self._days[file]

    def files(self, source: str) -> list[PrunedFile]:
        """Return the pruned files of a source that are not on the disk, oldest first."""
        return [one for name, one in sorted(self._listed(source).items()) if self.day(name)]

    def _listed(self, source: str) -> dict[str, PrunedFile]:
        if source not in self._files:
            self._files[source] = {one.file: one for one in read_list(self.data, source)}
        return self._files[source]


def list_path(data: Path, source: str) -> Path:
    """Return where the list of a source's pruned files is."""
    return data / "archive" / source / _LIST


def read_list(data: Path, source: str) -> list[PrunedFile]:
    """Return the list of a source, also files that are on the disk; broken lines are left out. Raises `OSError`."""
    try:
        content = list_path(data, source).read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a name that no file can have
        return []
    found = []
    for line in content.splitlines():
        try:
            one = _DECODER.decode(line)
        except (msgspec.MsgspecError, UnicodeError):
            continue
        found.append(PrunedFile(one.file, one.bytes, one.pruned))
    return found


def write_list(data: Path, source: str, files: list[PrunedFile]) -> None:
    """Replace the list of a source, whole or not at all; of several entries for a file the last one stays.

    Raises `OSError`.
    """
    last = {one.file: one for one in files}
    lines = [msgspec.json.encode(one._asdict()) + b"\n" for _, one in sorted(last.items())]
    write_whole(list_path(data, source), b"".join(lines))
