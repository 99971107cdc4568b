"""A segment: the JSONL file that one run writes for one source.

It is written as `<name>.jsonl.part` (or `.jsonl.zst.part`), each line flushed as it comes, and gets its name when it is
whole: whoever finds a `.jsonl` has a finished file with a manifest beside it, whoever finds a `.part` has whole lines
and at most one torn one.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Protocol

from hanoi_press.store.manifest import Manifest, sync_folder, write_manifest

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PART = ".part"
COMPRESSIONS = {"none": ".jsonl", "zstd": ".jsonl.zst"}  # the setting's values, and what a file's name ends in
_LEVEL = 10  # a line of 10 KB costs 0.3 ms


def to_line(record: Mapping[str, Any]) -> bytes:
    """One line of JSONL: UTF-8, keys in their order, no ASCII escapes."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class _Coder(Protocol):
    def line(self, line: bytes) -> bytes:
        """A line as it goes to disk; what has come so far can be read back."""

    def end(self) -> bytes:
        """What ends the file."""


class _Plain:
    def line(self, line: bytes) -> bytes:
        return line

    def end(self) -> bytes:
        return b""


class _Zstd:
    """One frame a file, one block a line: a file cut anywhere still gives its whole lines."""

    def __init__(self) -> None:
        self._coder = zstd.ZstdCompressor(level=_LEVEL)

    def line(self, line: bytes) -> bytes:
        return self._coder.compress(line, mode=zstd.ZstdCompressor.FLUSH_BLOCK)

    def end(self) -> bytes:
        return self._coder.flush()


class Segment:
    """An open segment at `path` (which ends in `.jsonl` or `.jsonl.zst`). The file appears with the first line."""

    def __init__(self, path: Path, manifest: Manifest | None = None) -> None:
        self.path = path
        self.part = path.with_name(path.name + PART)
        self.manifest = manifest or Manifest(source=path.parent.parent.name, run=path.name.partition(".jsonl")[0])
        self.count = 0
        self._size = 0  # bytes that hold whole lines
        self._digest = sha256()
        self._coder: _Coder = _Zstd() if path.suffix == ".zst" else _Plain()
        self._file: IO[bytes] | None = None
        self.broken = False

    def write(self, record: dict[str, Any]) -> None:
        """Appends one line; it is with the operating system when this returns. Raises `OSError`, and then no part of
        the line stays."""
        self.write_line(to_line(record), record)

    def write_line(self, line: bytes, record: dict[str, Any]) -> None:
        """As `write`, of a line that is there already; `record` is what it says."""
        if self._file is None:
            self.part.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.part.open("xb", buffering=0)
        self._append(self._coder.line(line))
        self.count += 1
        self.manifest.count(record)

    def _append(self, block: bytes) -> None:
        assert self._file is not None
        if self.broken:
            raise OSError(f"{self.part}: a write failed before, the file takes no more lines")
        left = memoryview(block)
        try:
            while left:  # an unbuffered file may take a part of a line, on a full disk
                left = left[self._file.write(left) or 0 :]
        except OSError:
            self.broken = True
            self._file.truncate(self._size)
            raise
        self._size += len(block)
        self._digest.update(block)

    def close(self) -> Path | None:
        """Syncs the file, writes its manifest and gives it its name. Returns its path, None where no line was written.

        After a failed write the file stays a `.part`, for the next run to salvage. Raises `OSError`.
        """
        if self._file is None:
            return None
        try:
            if not self.broken:
                self._append(self._coder.end())
            os.fsync(self._file.fileno())
        finally:
            self._file.close()
            self._file = None
        if self.broken:
            return None
        self.manifest.bytes, self.manifest.sha256 = self._size, self._digest.hexdigest()
        write_manifest(self.path, self.manifest)
        self.part.replace(self.path)
        sync_folder(self.path.parent)
        return self.path

    def discard(self) -> None:
        """Takes back a segment that is not to be finished."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self.part.unlink(missing_ok=True)
