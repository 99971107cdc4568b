"""Make gzip members of a given size that say that a record was removed, so that no other record of a file moves.

In our archives a gzip member holds one record. A `metadata` record takes the place of a removed one: its block says
when that was, and is filled up with spaces that are not compressed. What the arithmetic leaves over stands in the
comment of the gzip header.
"""

from __future__ import annotations

import zlib
from struct import pack
from typing import IO
from uuid import uuid4

from hanoi_press.compression import GZIP, GZIP_MAGIC
from hanoi_press.warc.gzip_members import member_end
from hanoi_press.warc.stored_records import StoredRecord

_LARGEST_STORED = 65_535  # bytes of a block that is not compressed (RFC 1951)
_BLOCK_HEAD = 5  # bytes
_AROUND = 18  # bytes of a gzip member around its data: ten before, checksum and size behind
_COMMENT = 0x10  # the flag of a gzip header with a comment
_END = b"\r\n\r\n"


def blank_member(size: int, day: str) -> bytes:
    """Return a gzip member of `size` bytes that says "removed on `day`" (`2026-11-26`).

    A size below some 230 bytes has no room for a record: the member is empty then. Raises `ValueError` below 20.
    """
    words = f"removed on {day}\n".encode()
    space = size - _AROUND - len(_head(size, day)) - len(_END) - _BLOCK_HEAD * (size // _LARGEST_STORED + 1)
    if space >= len(words):
        record = _record(space, words, day)
        return _member(_stored(record), record, size)
    record = _record(len(words), words, day)
    packed = _deflated(record)
    if _AROUND + len(packed) > size:
        record, packed = b"", _deflated(b"")
    if _AROUND + len(packed) > size:
        raise ValueError(f"no gzip member has {size} bytes")
    return _member(packed, record, size)


def _record(space: int, words: bytes, day: str) -> bytes:
    """Return a record with `words` and spaces up to `space` bytes."""
    return _head(space, day) + words.ljust(space) + _END


def _head(length: int, day: str) -> bytes:
    return (
        f"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:{uuid4()}>\r\nWARC-Date: {day}T00:00:00Z\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


def _stored(data: bytes) -> bytes:
    """Return deflate's blocks of data that is not compressed."""
    parts = [data[at : at + _LARGEST_STORED] for at in range(0, len(data), _LARGEST_STORED)]
    heads = [pack("<BHH", one is parts[-1], len(one), len(one) ^ 0xFFFF) for one in parts]
    return b"".join(head + one for head, one in zip(heads, parts, strict=True))


def _deflated(data: bytes) -> bytes:
    return zlib.compress(data, 9, wbits=-15)


def _member(packed: bytes, data: bytes, size: int) -> bytes:
    """Return the gzip member of packed data, with a comment of as many spaces as are missing to `size`."""
    rest = size - _AROUND - len(packed)
    head = GZIP_MAGIC + b"\x08" + pack("<BIBB", _COMMENT if rest else 0, 0, 0, 255)
    comment = b" " * (rest - 1) + b"\0" if rest else b""
    return head + comment + packed + pack("<II", zlib.crc32(data), len(data))


def member_of(file: IO[bytes], record: StoredRecord) -> tuple[int, int] | None:
    """Return where the gzip member begins and ends that holds a record and nothing else; None if there is none."""
    file.seek(record.offset)
    end = member_end(file, record.offset)
    if record.position or end == record.offset:
        return None
    file.seek(record.offset)
    packed = file.read(end - record.offset)
    if not packed.startswith(GZIP_MAGIC):
        return None
    unpacked = zlib.decompress(packed, GZIP)
    return (
        None
        if unpacked[len(record.raw) :].strip(b"\r\n") or not unpacked.startswith(record.raw)
        else (record.offset, end)
    )
