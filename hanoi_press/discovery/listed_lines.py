"""Read the lines of a file of captures: JSON lines or CSV, plain or packed by gzip or zstd, in bounded memory."""

from __future__ import annotations

import csv
import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from hanoi_press.compression import GZIP_MAGIC, ZSTD_MAGIC, zstd

LONGEST_LINE = 64 * 1024  # bytes; an address has 2,000 characters at most, and the other columns are short
_LOOKED_AT = 100  # lines, to tell a file of something else
_BROKEN = (OSError, EOFError, zlib.error, zstd.ZstdError)
_USE = "use JSON lines or CSV with a header, as DuckDB's COPY writes"


class BrokenFile(ValueError):
    """Raised for a file that cannot be read on: packed data without its end, or a disk that fails."""


class ListedLine(NamedTuple):
    """A line of a file: its number from 1, and its columns, or why it has none."""

    number: int
    columns: Mapping[str, Any] = {}
    fault: str = ""


def check_listing(path: Path) -> None:
    """Raise `ValueError`, with a message that says what to use, for a file whose first lines are none of captures."""
    try:
        first = list(islice(read_lines(path), _LOOKED_AT))
    except BrokenFile as error:
        raise ValueError(f"{error}; {_USE}") from error
    if not first:
        raise ValueError(f"it lists no capture; {_USE}")
    if not any("url" in line.columns for line in first):
        fault = first[0].fault or "another object"
        raise ValueError(f"no line has a column url: line {first[0].number}: {fault}; {_USE}")


def read_lines(path: Path) -> Iterator[ListedLine]:
    """Yield the lines of a file that are not empty, in order. Raises `BrokenFile`."""
    header: list[str] | None = None
    number, is_first = 0, True
    try:
        with _open(path) as file:
            while raw := file.readline(LONGEST_LINE):
                number += 1
                if len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
                    _skip_line(file)
                    yield ListedLine(number, fault=f"longer than {LONGEST_LINE} bytes")
                    continue
                text = raw.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip()
                if not text:
                    continue
                if is_first:
                    header = _header(text)
                if header is None:
                    yield _of_json(number, text)
                elif not is_first:
                    yield _of_csv(number, text, header)
                is_first = False
    except _BROKEN as error:
        raise BrokenFile(
            f"it cannot be read behind line {number}: {getattr(error, 'strerror', None) or error}"
        ) from error


def _open(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        magic = file.read(4)
    if magic.startswith(GZIP_MAGIC):
        return cast("IO[bytes]", gzip.open(path))
    return cast("IO[bytes]", zstd.open(path)) if magic == ZSTD_MAGIC else path.open("rb")


def _skip_line(file: IO[bytes]) -> None:
    while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
        pass


def _header(text: str) -> list[str] | None:
    """Return the names of the columns in the first line of a CSV file; None for any other line."""
    cells = [] if text.startswith("{") else next(csv.reader([text]))
    return cells if "url" in cells else None


def _of_json(number: int, text: str) -> ListedLine:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return ListedLine(number, fault="no JSON")
    return ListedLine(number, found) if isinstance(found, dict) else ListedLine(number, fault="no JSON object")


def _of_csv(number: int, text: str, header: list[str]) -> ListedLine:
    try:
        cells = next(csv.reader([text]))
    except csv.Error as error:
        return ListedLine(number, fault=f"no CSV ({error})")
    if len(cells) != len(header):
        return ListedLine(number, fault=f"{len(cells)} columns in place of {len(header)}")
    return ListedLine(number, dict(zip(header, cells, strict=True)))
