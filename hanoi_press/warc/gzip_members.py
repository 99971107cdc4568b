"""Gzip members of a WARC file: where the next whole one begins, and where the whole ones end.

A `.warc.gz` is a row of gzip members, a record each. A process that dies while it writes leaves a torn member at the
end; whoever appends cuts it off first, whoever reads goes on behind a damaged place at the next member.
"""

from __future__ import annotations

import zlib
from typing import IO

_MAGIC = b"\x1f\x8b\x08"
_START = b"WARC/1."
_WINDOW = 1024 * 1024


def next_member(file: IO[bytes], offset: int) -> int | None:
    """Where the first member at or behind `offset` begins that holds the start of a record; None where none does."""
    file.seek(offset)
    data = b""
    while block := file.read(_WINDOW):
        data += block
        at = data.find(_MAGIC)
        while at >= 0:
            if _begins_record(data[at : at + 4096], file, offset + at):
                return offset + at
            at = data.find(_MAGIC, at + 1)
        keep = min(len(data), len(_MAGIC) - 1)
        offset += len(data) - keep
        data = data[len(data) - keep :]
        file.seek(offset + keep)
    return None


def _begins_record(head: bytes, file: IO[bytes], offset: int) -> bool:
    """Do the bytes unpack to the start of a record? Three bytes in the middle of a member may look like a beginning."""
    if len(head) < 4096:
        file.seek(offset)
        head = file.read(4096)
    try:
        return zlib.decompressobj(31).decompress(head, len(_START)) == _START
    except zlib.error:
        return False


def whole_size(file: IO[bytes]) -> int:
    """How many bytes of the file are whole members. Reads the last record, not the file."""
    end = file.seek(0, 2)
    window = 64 * 1024
    while end:
        start = max(0, end - window)
        last = None
        at: int | None = start
        while at is not None and (at := next_member(file, at)) is not None:
            last, at = at, at + 1
        if last is not None:
            return _end_of_members(file, last, end)
        if start == 0:
            return 0
        window *= 16
    return 0


def _end_of_members(file: IO[bytes], start: int, end: int) -> int:
    """The end of the last whole member from `start`, where one begins; `start` where it is torn."""
    file.seek(start)
    stream = zlib.decompressobj(31)
    position = start
    try:
        while block := file.read(_WINDOW):
            position += len(block)
            while block:
                stream.decompress(block, _WINDOW)
                block = stream.unconsumed_tail
                if stream.eof:
                    return position - len(stream.unused_data)
    except zlib.error:
        pass
    return start
