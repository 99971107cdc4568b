"""Write what a stretch of an archive gave to a file, and read it again, on whatever machine.

A file of readings has a line that says what it is, the digest of the unit's task, and then frames: length and CRC-32
of a part of the stretch, and the part, encoded by msgspec as msgpack. A frame is whole or left out, so that a process
that died is followed by one that goes on behind the last whole frame. Nothing in it is run: types are checked as it is
decoded, because it comes from a folder to which others can write.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import IO, Any, NamedTuple
from zlib import crc32

import msgspec

from hanoi_press.discovery import ApiRequest
from hanoi_press.items import ArchiveRef, Identity, plain_string
from hanoi_press.pages.observation import Observation
from hanoi_press.replay.slices import SliceReading
from hanoi_press.schema import parse_packed

_MAGIC = b"hanoi-press readings 1\n"
_DIGEST = 64  # hex digits of the task's digest
_START = len(_MAGIC) + _DIGEST + 1
_HEAD = Struct("<II")  # length and CRC-32 of a frame
_LARGEST = 256 * 1024 * 1024  # bytes of a frame; a part holds the articles of some megabytes of pages

_FOREIGN = "its readings are not those of this part of the archive"


class ReadingsError(ValueError):
    """Raised for a file that holds no readings of the unit; the message is one line without the file's name."""


class Frame(NamedTuple):
    """A part of a stretch. `number`: responses read so far; `is_last`: the stretch is read to its end."""

    number: int
    is_last: bool
    reading: SliceReading


class _PackedReading(msgspec.Struct, forbid_unknown_fields=True):
    """A `SliceReading` as it is decoded: the articles are decoded by the schema, which passes an invalid one on."""

    articles: list[msgspec.Raw]
    own: dict[int, Identity]
    counts: dict[tuple[str, str], int]
    named: list[str]
    damage: list[str]
    more_damage: int
    shells: list[tuple[str, ApiRequest]]
    without: list[tuple[str, ArchiveRef]]
    observed: dict[int, Observation]


_encoder = msgspec.msgpack.Encoder(enc_hook=plain_string)
_decoder = msgspec.msgpack.Decoder(tuple[int, bool, _PackedReading])


class ReadingsFile:
    """The file of readings of one task, as its process writes it. Raises `OSError`.

    What an earlier process wrote for the same task stays; a torn frame at its end is cut off.
    """

    def __init__(self, path: Path, task: str) -> None:
        self.number = 0  # responses that the whole frames hold
        self.is_complete = False
        end = self._known_end(path, task) if path.exists() else 0
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        os.ftruncate(self._file, end)
        if not end:
            self._write(_start(task))

    def _known_end(self, path: Path, task: str) -> int:
        """Return where the last whole frame ends; 0 if the file is not of this task."""
        with path.open("rb") as file:
            if file.read(_START) != _start(task):
                return 0
            end = _START
            with suppress(ReadingsError):  # somebody else wrote it: what follows is read again
                for frame_end, payload in _frames(file):
                    self.number, self.is_complete, _ = _decoded(payload)
                    end = frame_end
        return end

    def add(self, number: int, reading: SliceReading, *, is_last: bool = False) -> None:
        """Append a part; it is in the file when this returns. Raises `OSError`."""
        try:
            payload = _encoder.encode((number, is_last, reading))
        except UnicodeEncodeError:
            payload = _encoder.encode(
                (number, is_last, _encodable(msgspec.to_builtins(reading, enc_hook=plain_string)))
            )
        self._write(_HEAD.pack(len(payload), crc32(payload)) + payload)
        self.number, self.is_complete = number, is_last

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._file, rest) :]

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)


def _encodable(value: Any) -> Any:
    """Return plain data with `?` for halves of surrogate pairs, which a page may state in JSON, and UTF-8 lacks."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_encodable(key): _encodable(one) for key, one in value.items()}
    return type(value)(map(_encodable, value)) if isinstance(value, (list, tuple)) else value


def _start(task: str) -> bytes:
    return _MAGIC + task.encode() + b"\n"


def _frames(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the whole frames of a file, each with its end."""
    end = file.tell()
    while len(head := file.read(_HEAD.size)) == _HEAD.size:
        size, crc = _HEAD.unpack(head)
        if size > _LARGEST:
            return
        payload = file.read(size)
        if len(payload) < size or crc32(payload) != crc:
            return
        end += _HEAD.size + size
        yield end, payload


def check_readings(path: Path, task: str) -> None:
    """Raise `ReadingsError` if a file does not hold all readings of a task, whole. Raises `OSError`."""
    end, last = _START, None
    with path.open("rb") as file:
        if file.read(_START) != _start(task):
            raise ReadingsError(_FOREIGN)
        for frame_end, payload in _frames(file):
            end, last = frame_end, payload
        if end != path.stat().st_size:
            raise ReadingsError(f"its readings are damaged at byte {end}")
    if last is None or not _decoded(last).is_last:
        raise ReadingsError("its readings are not complete")


def readings(path: Path, task: str) -> Iterator[Frame]:
    """Yield the whole frames of a file of readings, up to the first damage. Raises `ReadingsError`, `OSError`."""
    with path.open("rb") as file:
        if file.read(_START) != _start(task):
            raise ReadingsError(_FOREIGN)
        for _, payload in _frames(file):
            yield _decoded(payload)


def _decoded(payload: bytes) -> Frame:
    try:
        number, is_last, packed = _decoder.decode(payload)
        articles = [parse_packed(one) for one in packed.articles]
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise ReadingsError(f"its readings are not as this program writes them: {error}") from None
    more = {name: getattr(packed, name) for name in packed.__struct_fields__ if name != "articles"}
    return Frame(number, is_last, SliceReading(articles, **more | {"counts": Counter(packed.counts)}))
