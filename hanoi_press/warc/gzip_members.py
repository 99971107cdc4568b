"""Read the gzip members of a WARC file as a stream, and find the end of the last whole one.

A `.warc.gz` is a sequence of gzip members, one for each record in our own archives. A process that is killed while it
writes leaves a torn member at the end. A writer cuts it off before it appends.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, NamedTuple

from hanoi_press.compression import GZIP, CompressionError
from hanoi_press.warc.record_starts import MEMBER_START, head_at, is_record, starts, unpacked_head

_BLOCK = 64 * 1024  # bytes read or unpacked at once
_TORN = CompressionError("truncated", "torn: the file ends inside a record")
_STEP = 64  # bytes unpacked at once right before damage


class Checkpoint(NamedTuple):
    """A position in the unpacked data of a member, from which it can be unpacked: file offset and state of zlib."""

    member: int
    position: int
    offset: int
    stream: zlib._Decompress


class Checkpoints:
    """Positions in large members, so that a record far inside one is found without unpacking the member again.

    At most 256 are kept (45 kB each), as far apart as that needs.
    """

    def __init__(self, spacing: int = 1024 * 1024, most: int = 256) -> None:
        self.spacing = spacing
        self.most = most
        self._kept: list[Checkpoint] = []

    def offer(self, member: int, position: int, offset: int, stream: zlib._Decompress) -> None:
        """Keep a position if the last one of the member is far enough."""
        last = self._kept[-1] if self._kept else None
        if position - (last.position if last and last.member == member else 0) < self.spacing:
            return
        self._kept.append(Checkpoint(member, position, offset, stream.copy()))
        if len(self._kept) > self.most:
            self._kept = self._kept[::2]
            self.spacing *= 2

    def before(self, member: int, position: int) -> Checkpoint | None:
        """Return the last kept position of the member at or before `position`."""
        index = bisect_right(self._kept, (member, position), key=lambda one: (one.member, one.position))
        found = self._kept[index - 1] if index else None
        return found if found and found.member == member else None


class MemberStream:
    """The unpacked data of a gzip member, and of those after it until one begins with a record.

    `offset`: where the first one begins. `end`: the end of the last whole one, known when the data has been read.
    `failed`: the offset at which the data could not be unpacked further, if it could not.
    """

    def __init__(self, file: IO[bytes], offset: int, checkpoints: Checkpoints | None = None) -> None:
        self.file = file
        self.end = offset
        self.failed: int | None = None
        self.checkpoints = checkpoints
        self._members = [offset]
        self._begins = [0]  # positions of the members in the unpacked data

    def locate(self, position: int) -> tuple[int, int]:
        """Return the offset of the member that holds a position of the data, and the position in that member."""
        index = bisect_right(self._begins, position) - 1
        return self._members[index], position - self._begins[index]

    def chunks(self, begin: Checkpoint | None = None) -> Iterator[bytes]:
        """Yield the data, or what follows a checkpoint of the first member. Raises `CompressionError`, `OSError`."""
        position = begin.position if begin else 0
        stream = begin.stream.copy() if begin else zlib.decompressobj(GZIP)
        offset = begin.offset if begin else self.end
        while True:
            block = b""
            while not stream.eof:
                if not block:
                    if self.checkpoints:
                        member, inside = self.locate(position)
                        self.checkpoints.offer(member, inside, offset, stream)
                    block = self._read(offset)
                    offset += len(block)
                was_end = not block
                data, error, used = _unpack(stream, block)
                position += len(data)
                if data:
                    yield data
                is_torn = was_end and not data and not stream.eof
                if error or is_torn:
                    self.failed = offset - len(block) + used
                    raise _TORN if is_torn else CompressionError("garbage", f"damaged gzip: {error}")
                block = stream.unconsumed_tail
            offset -= len(stream.unused_data)
            self.end = offset
            head = unpacked_head(head_at(self.file, offset))
            if head is None or is_record(head):
                return
            if self._begins[-1] == position:  # the member before was empty
                self._members[-1] = offset
            else:
                self._members.append(offset)
                self._begins.append(position)
            stream = zlib.decompressobj(GZIP)

    def _read(self, offset: int) -> bytes:
        self.file.seek(offset)
        return self.file.read(_BLOCK)


def _unpack(stream: zlib._Decompress, block: bytes) -> tuple[bytes, zlib.error | None, int]:
    """Return the next unpacked bytes, the error that they end with, and how much of the block was used before it."""
    before = stream.copy()
    try:
        return stream.decompress(block, _BLOCK), None, len(block)
    except zlib.error as error:
        found = bytearray()
        rest = block
        with suppress(zlib.error):
            while part := before.decompress(rest, _STEP):
                found += part
                rest = before.unconsumed_tail
        return bytes(found), error, len(block) - len(rest)


def whole_size(file: IO[bytes]) -> int:
    """Return how many bytes of the file are whole members. Only the end of the file is read, not all of it."""
    end = file.seek(0, 2)
    window = 64 * 1024
    while end:
        start = max(0, end - window)
        if last := deque(starts(file, MEMBER_START, start), maxlen=1):
            return member_end(file, last[0])
        if start == 0:
            return 0
        window *= 16
    return 0


def member_end(file: IO[bytes], start: int) -> int:
    """Return the end of the member at `start`; `start` itself if the member is torn or damaged."""
    stream = zlib.decompressobj(GZIP)
    file.seek(start)
    block = b""
    with suppress(zlib.error):
        while not stream.eof and (block := stream.unconsumed_tail or file.read(_BLOCK)):
            stream.decompress(block, _BLOCK)
    return file.tell() - len(stream.unused_data) if stream.eof else start
