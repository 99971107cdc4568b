"""Find where records begin in a WARC file, also after damage.

A record begins with its version and its first header. In a `.warc.gz` a gzip member begins with a record; it may hold
further ones (`gzip file.warc` makes one member of all records).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from hanoi_press.compression import GZIP, GZIP_MAGIC

RECORD_START = re.compile(rb"WARC(?=/\d\.\d{1,2}[ \t]*\r?\n[A-Za-z][\w-]{0,80}[ \t]*:)")
MEMBER_START = re.compile(rb"\x1f(?=\x8b\x08[\x00-\x1f])")  # gzip has five flags
_ANY_START = re.compile(RECORD_START.pattern + b"|" + MEMBER_START.pattern)
BLANK = b"\r\n\xef\xbb\xbf"  # what may stand before a record: line breaks, a byte order mark
_WINDOW = 1024 * 1024  # bytes read at a time
_HEAD = 4096  # bytes that are enough for the start of a record, also compressed
_UNPACKED_HEAD = 256  # bytes


def start_pattern(file: IO[bytes]) -> re.Pattern[bytes]:
    """Return what to look for in a file: in a compressed one no plain records, in a plain one no gzip members.

    They may stand inside records (stored blocks of gzip, a download of an archive). A file with a damaged start may be
    of both kinds.
    """
    head = head_at(file, 0)
    if is_record(unpacked_head(head)):
        return MEMBER_START
    return RECORD_START if RECORD_START.match(head) else _ANY_START


def starts(file: IO[bytes], pattern: re.Pattern[bytes], offset: int, end: int | None = None) -> Iterator[int]:
    """Yield the offsets from `offset` on, and before `end`, at which records or gzip members with records begin.

    Each byte is read once.
    """
    data = b""
    while True:
        file.seek(offset + len(data))
        block = file.read(_WINDOW)
        data += block
        ready = max(0, len(data) - _HEAD) if block else len(data)  # what begins later is checked with the next block
        for found in pattern.finditer(data):
            at = found.start()
            if at >= ready:
                break
            if end is not None and offset + at >= end:
                return
            if begins_record(pattern, data[at : at + _HEAD]):
                yield offset + at
        if not block or (end is not None and offset + ready >= end):
            return
        data = data[ready:]
        offset += ready


def is_last(file: IO[bytes], offset: int, size: int) -> bool:
    """Return True if no record, or member with a record, begins after the record of `size` bytes at `offset`.

    Of a compressed record only the offset of its member is used.
    """
    is_compressed = head_at(file, offset).startswith(GZIP_MAGIC)
    return next(starts(file, start_pattern(file), offset + (1 if is_compressed else size)), None) is None


def has_record_start(path: Path) -> bool:
    """Return True if a record begins anywhere in a file. Raises `OSError`."""
    with path.open("rb") as file:
        return next(starts(file, start_pattern(file), 0), None) is not None


def begins_record(pattern: re.Pattern[bytes], head: bytes) -> bool:
    """Return True if a record begins with the bytes `head`, or a gzip member with a record, as `pattern` says."""
    found = pattern.match(head)
    return found is not None and (found[0] == b"WARC" or is_record(unpacked_head(head)))


def head_at(file: IO[bytes], offset: int) -> bytes:
    """Return the bytes at `offset` that are enough to see what begins there."""
    file.seek(offset)
    return file.read(_HEAD)


def unpacked_head(head: bytes) -> bytes | None:
    """Return the first bytes of the gzip member that begins with `head`; None if no member does.

    The bytes of a gzip header may occur inside a member by chance, so they are not enough.
    """
    if not head.startswith(GZIP_MAGIC):
        return None
    stream = zlib.decompressobj(GZIP)
    try:
        unpacked = stream.decompress(head, _UNPACKED_HEAD)
    except zlib.error:
        return None
    return unpacked if unpacked or stream.eof else None


def is_record(unpacked: bytes | None) -> bool:
    """Return True if the first bytes of a member, or of a file, are those of a record."""
    return unpacked is not None and RECORD_START.match(unpacked.lstrip(BLANK)) is not None
