"""Pack what is new in a unit's folder into one file, a bundle, and unpack it with every name and size checked.

A bundle is a line of JSON (`pieces`: name, offset, size and time of each; `gone`: names of files that are there no
more), the bytes of the pieces, and the CRC-32 of all before it in 4 bytes. Whoever can write to the exchange can write
bundles, so that nothing in one is believed before it was checked.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from hanoi_press.store.atomic import UNFINISHED

CHUNK = 1 << 20  # bytes
_LONGEST_HEADER = 64 << 20  # bytes: some 500,000 files
_LATEST = 2**62  # nanoseconds since 1970
_CONTROL = re.compile(r"[\x00-\x1f\x7f\\]")


class BundleError(ValueError):
    """Raised if a bundle is damaged, not whole, or holds what no unit writes."""


class Piece(NamedTuple):
    """Bytes of a file: appended to what is there if `offset` is not 0, else the whole new file.

    `modified`: the file's time in nanoseconds since 1970. `source`: the file from which the bytes are read.
    """

    name: str
    offset: int
    size: int
    modified: int
    source: Path | None = None


class Header(NamedTuple):
    """What a bundle holds. `total`: bytes of all files of the folder, once the bundle is unpacked."""

    pieces: Sequence[Piece] = ()
    gone: Sequence[str] = ()
    total: int = 0


def pack(header: Header, out: BinaryIO) -> None:
    """Write a bundle. Raises `OSError`, also if a file has become shorter meanwhile."""
    stated = header._asdict() | {"pieces": [piece[:4] for piece in header.pieces]}
    line = json.dumps(stated).encode() + b"\n"
    crc = zlib.crc32(line)
    out.write(line)
    for piece in header.pieces:
        for chunk in _bytes_of(piece):
            crc = zlib.crc32(chunk, crc)
            out.write(chunk)
    out.write(crc.to_bytes(4, "big"))


def _bytes_of(piece: Piece) -> Iterator[bytes]:
    assert piece.source is not None
    with piece.source.open("rb") as file:
        file.seek(piece.offset)
        left = piece.size
        while left:
            chunk = file.read(min(left, CHUNK))
            if not chunk:
                raise OSError(f"{piece.name} became shorter while it was read")
            left -= len(chunk)
            yield chunk


def read_header(file: BinaryIO) -> Header:
    """Return what a bundle states of itself, with names and numbers checked. Raises `BundleError`, `OSError`."""
    line = file.readline(_LONGEST_HEADER)
    if not line.endswith(b"\n"):
        raise BundleError("it is not whole")
    try:
        stated = json.loads(line)
        pieces = [_piece(*values) for values in stated["pieces"]]
        header = Header(pieces, [_of_type(name, str) for name in stated["gone"]], _of_type(stated["total"], int))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BundleError("its first line is not that of a bundle") from error
    for name in (*(piece.name for piece in pieces), *header.gone):
        check_name(name)
    for piece in pieces:
        if min(piece.offset, piece.size, piece.modified) < 0 or piece.modified > _LATEST:
            raise BundleError(f"it states impossible numbers of {piece.name!r}")
    return header


def _piece(name: Any, offset: Any, size: Any, modified: Any) -> Piece:
    return Piece(_of_type(name, str), _of_type(offset, int), _of_type(size, int), _of_type(modified, int))


def _of_type(value: Any, wanted: type) -> Any:
    if type(value) is not wanted:
        raise TypeError(f"{value!r} is no {wanted.__name__}")
    return value


def check_name(name: str) -> None:
    """Check that a name leads to a file within the folder. Raises `BundleError`."""
    parts = name.split("/")
    if _CONTROL.search(name) or any(
        part in {"", ".", ".."} or len(part.encode("utf-8", "replace")) > 255 for part in parts
    ):
        raise BundleError(f"it names a file that no unit writes: {name[:200]!r}")
    try:
        os.fsencode(name)
    except UnicodeError:
        raise BundleError(f"it names a file that no unit writes: {name[:200]!r}") from None


def check_whole(file: BinaryIO) -> Header:
    """Return what a bundle holds if it is whole: all bytes are there and as they were written.

    Raises `BundleError`, `OSError`. The file is at the first byte of the first piece then.
    """
    file.seek(0)
    header = read_header(file)
    start = file.tell()
    left = sum(piece.size for piece in header.pieces)
    if file.seek(0, os.SEEK_END) != start + left + 4:
        raise BundleError("it is not whole")
    file.seek(0)
    left += start
    crc = 0
    while left:
        chunk = file.read(min(left, CHUNK))
        if not chunk:
            raise BundleError("it is not whole")
        left -= len(chunk)
        crc = zlib.crc32(chunk, crc)
    if file.read(4) != crc.to_bytes(4, "big"):
        raise BundleError("its bytes are not those that were written")
    file.seek(start)
    return header


def unpack(file: BinaryIO, folder: Path) -> Header:
    """Bring a folder to what a bundle holds, and return that. Raises `BundleError`, `OSError`.

    Nothing is written before the whole bundle was checked, and nothing outside `folder`, whatever links lie in it.
    """
    header = check_whole(file)
    for name in header.gone:
        _inner_path(folder, name).unlink(missing_ok=True)
    for piece in header.pieces:
        path = _inner_path(folder, piece.name)
        if piece.offset:
            _append(file, piece, path)
        else:
            _replace(file, piece, path)
        os.utime(path, ns=(piece.modified, piece.modified))
    return header


def _inner_path(folder: Path, name: str) -> Path:
    """Return the path of a file below a folder; the folders above it are made. Raises `BundleError`, `OSError`."""
    path = folder / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise BundleError(f"{name!r} is below a file") from error
    if path.is_dir() or not path.parent.resolve().is_relative_to(folder.resolve()):
        raise BundleError(f"{name!r} leads out of the folder, or is a folder")
    return path


def _append(file: BinaryIO, piece: Piece, path: Path) -> None:
    size = path.lstat().st_size if path.is_file() and not path.is_symlink() else -1
    if size != piece.offset:
        raise BundleError(f"{piece.name!r} is to grow at byte {piece.offset}, and has {max(size, 0)}")
    if path.stat().st_nlink > 1:  # the other name may be in the corpus
        copy = path.with_name(path.name + UNFINISHED)
        with suppress(FileNotFoundError):
            copy.unlink()
        copy.write_bytes(path.read_bytes())
        copy.replace(path)
    with path.open("ab") as grown:
        _copy(file, piece.size, grown)


def _replace(file: BinaryIO, piece: Piece, path: Path) -> None:
    temporary = path.with_name(path.name[:200] + UNFINISHED)
    temporary.unlink(missing_ok=True)
    with temporary.open("xb") as written:
        _copy(file, piece.size, written)
    temporary.replace(path)


def _copy(file: BinaryIO, size: int, to: BinaryIO) -> None:
    while size:
        chunk = file.read(min(size, CHUNK))
        to.write(chunk)
        size -= len(chunk)
