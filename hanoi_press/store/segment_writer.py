"""Write a segment: the JSONL file of one run and one source.

It is written as `<run>.jsonl.part` (or `.jsonl.zst.part`), each line flushed at once, and renamed when it is complete.
So a `.jsonl` is a finished file with a manifest, and a `.part` contains whole lines and at most one torn one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from io import FileIO
from pathlib import Path
from time import monotonic
from typing import Any, Protocol
from zlib import crc32

from hanoi_press.compression import zstd
from hanoi_press.store.atomic import sync_folder
from hanoi_press.store.lock import lock_written
from hanoi_press.store.manifest import Manifest, write_manifest

PART = ".part"
COMPRESSIONS = {"none": ".jsonl", "zstd": ".jsonl.zst"}  # values of SEGMENT_COMPRESSION, and the ending of the file
_LEVEL = 6  # of zstd: files 2 % larger than with 10, in a fifth of its time
_SYNC_EVERY = 30.0  # seconds; a power failure takes no more than the lines since the last sync


def to_line(record: Mapping[str, Any]) -> bytes:
    """Return a record as one line of JSONL: UTF-8, keys in their order, no ASCII escapes."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class LineEncoder(Protocol):
    """What turns the lines of a segment into its bytes."""

    def line(self, line: bytes) -> bytes:
        """Return the bytes to write for a line, after which everything up to it can be read back."""

    def end(self) -> bytes:
        """Return the bytes that end the file."""


class _PlainEncoder:
    def line(self, line: bytes) -> bytes:
        return line

    def end(self) -> bytes:
        return b""


class _ZstdEncoder:
    """An encoder with one zstd frame a file and one block a line, so that a cut file still gives its whole lines."""

    def __init__(self) -> None:
        self._compressor = zstd.ZstdCompressor(level=_LEVEL)

    def line(self, line: bytes) -> bytes:
        return self._compressor.compress(line, mode=zstd.ZstdCompressor.FLUSH_BLOCK)

    def end(self) -> bytes:
        return self._compressor.flush()


def line_encoder(*, compressed: bool) -> LineEncoder:
    """Return a new encoder for a segment of either kind."""
    return _ZstdEncoder() if compressed else _PlainEncoder()


class SegmentWriter:
    """The writer of the segment at `path`, which ends in `.jsonl` or `.jsonl.zst`. The first line creates it.

    `part` is its name while it is written, by default `<path>.part`.
    """

    def __init__(self, path: Path, manifest: Manifest | None = None, part: Path | None = None) -> None:
        self.path = path
        self.part = part or path.with_name(path.name + PART)
        self.manifest = manifest or Manifest.of(path)
        self.count = 0  # lines
        self._size = 0  # bytes of whole lines
        self._digest = sha256()
        self._sums: list[str] = []  # the CRC-32 of each line
        self._encoder = line_encoder(compressed=path.suffix == ".zst")
        self._file: FileIO | None = None
        self._synced = 0.0  # when the file was last synced to the disk, by `monotonic()`
        self.broken = False

    def write(self, record: dict[str, Any]) -> None:
        """Append a record; the line is written to the file when this returns.

        Raises `OSError`; no part of the line is then left in the file.
        """
        self.write_line(to_line(record), record)

    def write_line(self, line: bytes, record: dict[str, Any]) -> None:
        """Append a line that exists already; `record` is its content. Raises `OSError`."""
        if self._file is None:
            self.part.parent.mkdir(parents=True, exist_ok=True)
            self._file = FileIO(self.part, "xb")
            lock_written(self._file)
            sync_folder(self.part.parent)
            self._synced = monotonic()
        self._append(self._encoder.line(line))
        self.count += 1
        crc = crc32(line.removesuffix(b"\n"))
        self._sums.append(f"{crc:08x}")
        self.manifest.count(record)

    def _append(self, block: bytes) -> None:
        assert self._file is not None
        if self.broken:
            raise OSError(f"{self.part}: an earlier write failed, the file takes no more lines")
        self._check_place()
        rest = memoryview(block)
        try:
            while rest:  # on a full disk an unbuffered write may be partial
                rest = rest[self._file.write(rest) or 0 :]
        except OSError:
            self.broken = True
            self._file.truncate(self._size)
            raise
        self._size += len(block)
        self._digest.update(block)
        if monotonic() - self._synced > _SYNC_EVERY:
            self.sync()

    def _check_place(self) -> None:
        """Raise `OSError` if the file was deleted or moved while it is written; its lines would be lost unnoticed."""
        assert self._file is not None
        try:
            is_there = os.path.samestat(self.part.stat(), os.fstat(self._file.fileno()))
        except FileNotFoundError:
            is_there = False
        if not is_there:
            self.broken = True
            raise OSError(f"{self.part} was deleted or moved while it was written")

    def sync(self) -> None:
        """Let the lines that were written so far reach the disk. Raises `OSError`."""
        if self._file is not None:
            os.fsync(self._file.fileno())
            self._synced = monotonic()

    def close(self) -> Path | None:
        """Sync the file, write its manifest and rename it. Return its path; None if no line was written.

        After a failed write the file stays a `.part`, which the next run salvages. Raises `OSError`.
        """
        if self._file is None:
            return None
        try:
            if not self.broken:
                self._append(self._encoder.end())
            self.sync()
            if self.broken:
                return None
            self.manifest.bytes, self.manifest.sha256 = self._size, self._digest.hexdigest()
            self.manifest.line_crc32 = "".join(self._sums)
            write_manifest(self.path, self.manifest)
            self.part.replace(self.path)
            sync_folder(self.path.parent)
        finally:
            self.abandon()  # last, because the file's lock ends with it
        return self.path

    def abandon(self) -> None:
        """Close the file as it is; a `.part` is salvaged by the next run."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def discard(self) -> None:
        """Close the file and delete it. Raises `OSError`."""
        self.abandon()
        self.part.unlink(missing_ok=True)
