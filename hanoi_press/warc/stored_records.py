"""Take the records of a WARC file apart: plain, or in gzip members that hold one record, several, or a part of one."""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

from hanoi_press.compression import GZIP_MAGIC, ZSTD_MAGIC
from hanoi_press.warc.byte_window import ByteWindow
from hanoi_press.warc.foreign_formats import foreign_format
from hanoi_press.warc.gzip_members import Checkpoints, MemberStream
from hanoi_press.warc.record_starts import (
    BLANK,
    RECORD_START,
    begins_record,
    head_at,
    start_pattern,
    starts,
    unpacked_head,
)

NOT_A_RECORD = "no readable record (it does not begin with a version and a header)"
_TORN_MEMBER = "torn or damaged gzip: no record begins here"
_LARGEST_HEADER = 256 * 1024  # bytes
_LARGEST = 64 * 1024 * 1024  # bytes of a record; the crawler accepts no page above 20 MB
# A blank line; or no end, where the next record begins, or where something stands that no header holds
_END_OF_HEADER = re.compile(rb"\n\r?\n|\n(?=" + RECORD_START.pattern + rb")|[\x00-\x08\x0e-\x1f]")
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(?:\r?\n[ \t]+)?(\d{1,12})[ \t]*\r?$", re.I | re.M)
# What may follow a record: its two line breaks, or the end or the next record, after any number of line breaks.
_AFTER = re.compile(rb"\r?\n\r?\n|[\r\n]*(?:\Z|\x1f\x8b|\x00|" + RECORD_START.pattern + rb")")
_AFTER_SIZE = 256  # bytes
_DIGEST = re.compile(rb"^warc-block-digest[ \t]*:[ \t]*sha1:([0-9A-Za-z]{32,40})[ \t]*\r?$", re.I | re.M)
_LINE_BREAKS_AFTER = (b"\r\n", b"\r\n\r\n")
_RESPONSE = re.compile(rb"^warc-type[ \t]*:[ \t]*response", re.I | re.M)
_LONGEST_START = 128  # bytes
_TOO_LARGE = f"larger than {_LARGEST} bytes"
_OTHER_TOO_LARGE = "no response"  # such a record holds no page, so that nothing is lost
_BLOCK = 64 * 1024  # bytes read at once
_RUN_ON = 128 * 1024  # bytes that a decoder may read beyond damage before it notices
_READ_TWICE = 1024 * 1024  # bytes after damage that may be read again, besides as many as were read at all
OnDamage = Callable[[int, str], None]  # file offset, reason


class StoredRecord(NamedTuple):
    """The bytes of a record.

    `offset`: where it begins in the file; in a compressed file where the gzip member begins that holds its start.
    `position`: bytes of the member's unpacked data before it.
    """

    offset: int
    position: int
    raw: bytes


def stored_records(
    file: IO[bytes], damaged: OnDamage, start: int = 0, end: int | None = None, checkpoints: Checkpoints | None = None
) -> Iterator[StoredRecord]:
    """Yield the records that begin at or after offset `start` and before `end`; `damaged` gets what is no record.

    A gzip member that begins with a record, and all records in it and in those after it that begin with none, belong
    to the slice of the file in which it begins. What lies before the first record of a slice was reported with the
    slice before.
    """
    pattern = start_pattern(file)
    read_twice = 0
    at = _next(file, pattern, damaged, 0, end) if start == 0 else next(starts(file, pattern, start, end), None)
    while at is not None and (end is None or at < end):
        if head_at(file, at).startswith(GZIP_MAGIC):
            members = MemberStream(file, at, checkpoints)
            window = ByteWindow(members.chunks())
            yield from _records(window, damaged, members.locate, None)
            at = members.end
            if members.failed is not None:
                at = max(at + 1, members.failed - _RUN_ON)
                read_twice += members.failed - at
                if read_twice > _READ_TWICE + members.failed - start:
                    at = max(at, members.failed)
                at = next(starts(file, pattern, at, end), None)
                continue
        else:
            plain = ByteWindow(_blocks(file, at), at)
            yield from _records(plain, damaged, _in_plain_file, end)
            at = plain.position
        at = _next(file, pattern, damaged, at, end)


def stored_record(file: IO[bytes], offset: int, position: int, checkpoints: Checkpoints) -> StoredRecord | None:
    """Return the record at a place that `stored_records` yielded; None if it is gone."""
    if not head_at(file, offset).startswith(GZIP_MAGIC):
        window = ByteWindow(_blocks(file, offset), offset)
        locate: Locate = _in_plain_file
    else:
        members = MemberStream(file, offset)
        near = checkpoints.before(offset, position)
        begin = near.position if near else 0
        window = ByteWindow(members.chunks(near), begin)
        window.skip(position - begin)
        locate = members.locate
    return next(_records(window, lambda offset, reason: None, locate, None), None)


def records_at(file: IO[bytes], offset: int) -> Iterator[StoredRecord]:
    """Yield the whole records that `stored_records` would yield with this offset: of a member, or the one there."""
    if head_at(file, offset).startswith(GZIP_MAGIC):
        members = MemberStream(file, offset)
        records = _records(ByteWindow(members.chunks()), _ignored, members.locate, None)
    else:
        records = _records(ByteWindow(_blocks(file, offset), offset), _ignored, _in_plain_file, offset + 1)
    for record in records:
        if record.offset != offset:
            return
        yield record


def _ignored(offset: int, reason: str) -> None:
    """Ignore damage."""


Locate = Callable[[int], tuple[int, int]]  # from a position in unpacked data to a member's offset and position in it


def _in_plain_file(position: int) -> tuple[int, int]:
    """Return the place of a record in a file that is not compressed."""
    return position, 0


def _next(file: IO[bytes], pattern: re.Pattern[bytes], damaged: OnDamage, offset: int, end: int | None) -> int | None:
    """Return where the next record or member with a record begins; report what comes before it, except blanks."""
    is_start = offset == 0
    head = head_at(file, offset)
    while head and not head.lstrip(BLANK):
        offset += len(head)
        head = head_at(file, offset)
    if not head:
        return None
    if blank := len(head) - len(head.lstrip(BLANK)):
        offset += blank
        head = head_at(file, offset)
    if begins_record(pattern, head):
        return offset
    if known := foreign_format(head, unpacked_head(head)) if is_start or head.startswith(ZSTD_MAGIC) else None:
        damaged(offset, f"no readable record ({known})")
    else:
        damaged(offset, _TORN_MEMBER if head.startswith(GZIP_MAGIC[:1]) else NOT_A_RECORD)
    return next(starts(file, pattern, offset, end), None)


def _blocks(file: IO[bytes], offset: int) -> Iterator[bytes]:
    while True:
        file.seek(offset)
        block = file.read(_BLOCK)
        if not block:
            return
        offset += len(block)
        yield block


def _records(window: ByteWindow, damaged: OnDamage, locate: Locate, end: int | None) -> Iterator[StoredRecord]:
    """Yield the records of a stream that begin before position `end`; after damage continue at the next one."""
    is_plain = locate is _in_plain_file
    fault: str | None = None
    while True:
        window.skip_blank()
        if not window.has(1):
            break
        at = window.position
        offset, position = locate(at)
        if end is not None and at >= end:
            return
        size, fault = _size(window)
        if fault is None:
            raw = window.peek(0, size)
            rest = window.peek(size, size + _AFTER_SIZE).strip(b"\r\n")
            if window.error and not rest and locate(at + size - 1)[0] == locate(at + size + _AFTER_SIZE)[0]:
                fault = str(window.error)  # the end of its gzip member, with the checksum, is torn or damaged
            elif (is_plain or position or rest) and not _has_its_digest(raw):  # a member of its own has a checksum
                fault = "its bytes are not those of its WARC-Block-Digest"
            else:
                yield StoredRecord(offset, position, raw)
                window.skip(size)
                continue
        if fault != _OTHER_TOO_LARGE:
            damaged(offset, fault)
        window.skip(1)
        window.skip_to(RECORD_START)
    if window.error and fault != str(window.error):
        damaged(locate(window.position)[0], str(window.error))


def _size(window: ByteWindow) -> tuple[int, str | None]:
    """Return the size of the record at the position, and None; or 0 and why it cannot be read."""
    if not RECORD_START.match(window.peek(0, _LONGEST_START)):
        return 0, NOT_A_RECORD
    found = window.search(_END_OF_HEADER, _LARGEST_HEADER)
    if found is None or len(found[0]) == 1:
        return 0, str(window.error or "no readable record (its header has no end)")
    head = window.peek(0, found.end())
    length = _LENGTH.search(head)
    if length is None:
        return 0, "no readable record (it does not state its length)"
    if int(length[1]) > _LARGEST:
        return 0, _TOO_LARGE if _RESPONSE.search(head) else _OTHER_TOO_LARGE
    size = len(head) + int(length[1])
    rest = window.peek(size, size + _AFTER_SIZE)
    if not window.has(size):
        return 0, str(window.error or "torn, or its Content-Length is wrong: the file ends inside the record")
    if not _AFTER.match(rest):
        return 0, str((not rest and window.error) or "its Content-Length is wrong: no record follows")
    return size, None


def _has_its_digest(raw: bytes) -> bool:
    """Return False if a record's block is not what its header states; records without a SHA-1 pass.

    Some writers count the line breaks after the block into its length.
    """
    end = _END_OF_HEADER.search(raw)
    stated = _DIGEST.search(raw, 0, end.end()) if end else None
    if end is None or stated is None:
        return True
    block = raw[end.end() :]
    ends = [one for one in _LINE_BREAKS_AFTER if block.endswith(one)]
    return any(_is_digest(stated[1].upper(), block.removesuffix(one)) for one in (b"", *ends))


def _is_digest(stated: bytes, block: bytes) -> bool:
    digest = hashlib.sha1(block, usedforsecurity=False)
    return stated in (b32encode(digest.digest()), digest.hexdigest().upper().encode())
