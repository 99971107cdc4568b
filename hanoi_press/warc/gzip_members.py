"""Find the gzip members of a WARC file: the start of the next whole one, and the end of the last whole one.

A `.warc.gz` is a sequence of gzip members, one for each record. A process that is killed while it writes leaves a torn
member at the end. A writer cuts it off before it appends; a reader continues at the next member after the damage.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from typing import IO

from hanoi_press.compression import GZIP, GZIP_MAGIC, CompressionError, read_member

_MAGIC = GZIP_MAGIC + b"\x08"
_RECORD_START = b"WARC/1."
_WINDOW = 1024 * 1024  # bytes read at a time to find members
_HEAD = 4096  # compressed bytes that are enough for the start of a record


def next_member(file: IO[bytes], offset: int) -> int | None:
    """Return the offset of the first member at or after `offset` that begins a record; None if there is none."""
    file.seek(offset)
    data = b""
    while block := file.read(_WINDOW):
        data += block
        at = data.find(_MAGIC)
        while at >= 0:
            if _begins_record(data[at : at + _HEAD], file, offset + at):
                return offset + at
            at = data.find(_MAGIC, at + 1)
        keep = min(len(data), len(_MAGIC) - 1)
        offset += len(data) - keep
        data = data[len(data) - keep :]
        file.seek(offset + keep)
    return None


def _begins_record(head: bytes, file: IO[bytes], offset: int) -> bool:
    """Return True if the bytes at `offset` decompress to the start of a record.

    The check is needed because the three bytes of a gzip header may occur inside a member by chance.
    """
    if len(head) < _HEAD:
        file.seek(offset)
        head = file.read(_HEAD)
    try:
        return zlib.decompressobj(GZIP).decompress(head, len(_RECORD_START)) == _RECORD_START
    except zlib.error:
        return False


def whole_size(file: IO[bytes]) -> int:
    """Return how many bytes of the file are whole members. Only the end of the file is read, not all of it."""
    end = file.seek(0, 2)
    window = 64 * 1024
    while end:
        start = max(0, end - window)
        if found := list(_members_from(file, start)):
            return _end_of_member(file, found[-1])
        if start == 0:
            return 0
        window *= 16
    return 0


def _members_from(file: IO[bytes], offset: int) -> Iterator[int]:
    """Yield the offset of each member at or after `offset`."""
    at = next_member(file, offset)
    while at is not None:
        yield at
        at = next_member(file, at + 1)


def _end_of_member(file: IO[bytes], start: int) -> int:
    """Return the end of the member at `start`; `start` itself if the member is torn or damaged."""
    file.seek(start)
    try:
        return start + read_member(file, sys.maxsize).size
    except CompressionError:
        return start
