"""Undo gzip, zlib and raw deflate within bounds, and import zstd under one name.

`zstd` is Python 3.14's `compression.zstd`, or its backport on older versions.
"""

from __future__ import annotations

import sys
import zlib
from io import BytesIO
from typing import IO, Literal, NamedTuple

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = [
    "GZIP",
    "GZIP_MAGIC",
    "MAX_MEMBERS",
    "RAW_DEFLATE",
    "ZLIB",
    "ZSTD_MAGIC",
    "CompressionError",
    "Member",
    "inflate",
    "zstd",
]

GZIP, ZLIB, RAW_DEFLATE = 31, 15, -15  # zlib's `wbits` for each format
GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_BLOCK = 64 * 1024  # bytes read or unpacked at once
MAX_MEMBERS = 10_000  # of one body; bgzip writes one for 64 KB, so a page of 20 MB has some 300


class CompressionError(ValueError):
    """Raised for compressed data that cannot be unpacked; `problem` says why: no end, damage, or over the limit."""

    def __init__(self, problem: Literal["truncated", "garbage", "too-large"], reason: str) -> None:
        super().__init__(reason)
        self.problem = problem


class Member(NamedTuple):
    """One unpacked gzip member; `size` is its number of bytes in the file."""

    data: bytes
    size: int


def inflate(body: bytes, limit: int, wbits: int = GZIP) -> bytes:
    """Return `body` unpacked; gzip may have several members; bytes after the last one are ignored.

    Raises `CompressionError` if the end is missing, the data is damaged, or there are more than `limit` bytes or
    `MAX_MEMBERS` members.
    """
    file = BytesIO(body)
    parts: list[bytes] = []
    unpacked = packed = 0
    for _ in range(MAX_MEMBERS):
        member = _member(file, limit, unpacked, wbits)
        parts.append(member.data)
        unpacked += len(member.data)
        packed += member.size
        file.seek(packed)
        if wbits != GZIP or not body.startswith(GZIP_MAGIC, packed):
            return b"".join(parts)
    raise CompressionError("too-large", f"more than {MAX_MEMBERS} gzip members")


def _member(file: IO[bytes], limit: int, unpacked: int, wbits: int) -> Member:
    """Unpack one stream; `unpacked` bytes of the limit are used already."""
    stream = zlib.decompressobj(wbits)
    parts: list[bytes] = []
    read = 0
    while block := file.read(_BLOCK):
        read += len(block)
        part = b""
        while block or part:  # output may be pending when the block is used up
            try:
                part = stream.decompress(block, _BLOCK)
            except zlib.error as error:
                raise CompressionError("garbage", f"damaged compressed data ({error})") from error
            unpacked += len(part)
            if unpacked > limit:
                raise CompressionError("too-large", f"more than {limit} bytes unpacked")
            parts.append(part)
            if stream.eof:
                return Member(b"".join(parts), read - len(stream.unused_data))
            block = stream.unconsumed_tail
    raise CompressionError("truncated", "the compressed data has no end")
