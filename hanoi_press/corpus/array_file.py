"""Write and read files of arrays of uint64, which are numbered from 0.

The runs of texts (an array a text), the keys of bands (an array a band) and the results of comparisons are kept so. A
file may come from another machine, so it holds nothing but numbers, and what it states of itself is checked:
`_MAGIC`, all values, the lengths of the arrays, how many they are, `_MAGIC`; little-endian, 8 bytes each.
"""

from __future__ import annotations

import tempfile
from array import array
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import numpy as np

_MAGIC = b"hpu64\x01\r\n"
_UINT = np.dtype("<u8")
_BYTES = 8
_FRAME = 3 * _BYTES  # what is neither a value nor a length


class Arrays(Protocol):
    """Numbered arrays of uint64."""

    def __len__(self) -> int:
        """Return the number of arrays."""

    def lengths(self, first: int, end: int) -> Any:
        """Return the lengths of the arrays from `first` to `end` (excluded)."""

    def read(self, first: int, end: int) -> Any:
        """Return the values of the arrays from `first` to `end` (excluded), one array after the other."""


class ArrayFile:
    """A file of arrays, made anew, or opened with `open`. Memory: 8 bytes an array. Raises `OSError`."""

    def __init__(self, path: Path | None = None) -> None:
        """Make a new file; without a path a temporary one."""
        self._path = path
        self._file: Any = path.open("w+b") if path else tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        self._file.write(_MAGIC)
        self._is_at_end = True
        self._starts = array("Q", [0])  # of each array, in values

    @classmethod
    def open(cls, path: Path) -> ArrayFile:
        """Return a finished file. Raises `ValueError` if it is none."""
        found = cls.__new__(cls)
        found._path, found._file, found._is_at_end = path, None, False
        with path.open("rb") as file:
            found._starts = _starts(file, path)
        return found

    def add(self, values: Any) -> None:
        """Add the next array to a new file."""
        self._go_to_end()
        self._file.write(np.ascontiguousarray(values, dtype=_UINT).tobytes())
        self._starts.append(self._starts[-1] + len(values))

    def finish(self) -> None:
        """Complete a new file, so that it can be opened, and close it."""
        lengths = self.lengths(0, len(self)).astype(_UINT)
        self._go_to_end()
        self._file.write(lengths.tobytes() + len(self).to_bytes(_BYTES, "little") + _MAGIC)
        self.close()

    def _go_to_end(self) -> None:
        if not self._is_at_end:
            self._file.seek(0, 2)
            self._is_at_end = True

    def close(self) -> None:
        """Close the file; one with a path is opened again when it is read."""
        if self._file is not None:
            self._file.close()
        self._file = None

    def __len__(self) -> int:
        return len(self._starts) - 1

    def lengths(self, first: int, end: int) -> Any:
        return np.diff(np.array(self._starts[first : end + 1], dtype=np.int64))

    def read(self, first: int, end: int) -> Any:
        if self._file is None:
            assert self._path is not None
            self._file = self._path.open("rb")
        self._is_at_end = False
        self._file.seek(len(_MAGIC) + self._starts[first] * _BYTES)
        return np.frombuffer(self._file.read((self._starts[end] - self._starts[first]) * _BYTES), dtype=_UINT)


def _starts(file: BinaryIO, path: Path) -> array[int]:
    """Return where the arrays of a finished file begin, and where the last one ends. Raises `ValueError`."""
    broken = ValueError(f"{path} is no whole file of arrays")
    size = file.seek(0, 2)
    if size < _FRAME:
        raise broken
    file.seek(0)
    begin = file.read(len(_MAGIC))
    file.seek(size - 2 * _BYTES)
    count, end = int.from_bytes(file.read(_BYTES), "little"), file.read(len(_MAGIC))
    values, rest = divmod(size - _FRAME - count * _BYTES, _BYTES)
    if begin != _MAGIC or end != _MAGIC or values < 0 or rest:
        raise broken
    file.seek(len(_MAGIC) + values * _BYTES)
    lengths = array("Q", file.read(count * _BYTES))
    starts = array("Q", [0])
    if any(one > values for one in lengths) or sum(lengths) != values:
        raise broken
    starts.extend(accumulate(lengths))
    return starts


class JoinedArrays:
    """The arrays of several finished files as those of one. One file at a time is open."""

    def __init__(self, paths: list[Path]) -> None:
        """Check the files. Raises `OSError`, `ValueError`."""
        self._files = [ArrayFile.open(path) for path in paths]
        self._bases = list(accumulate(map(len, self._files), initial=0))
        self._last: ArrayFile | None = None  # the file that was read last

    def __len__(self) -> int:
        return self._bases[-1]

    def lengths(self, first: int, end: int) -> Any:
        return _joined([file.lengths(*span) for file, *span in self._spans(first, end)], np.int64)

    def read(self, first: int, end: int) -> Any:
        return _joined([self._opened(file).read(*span) for file, *span in self._spans(first, end)], _UINT)

    def _spans(self, first: int, end: int) -> list[tuple[ArrayFile, int, int]]:
        """Return the files that hold these arrays, each with its first array and the one after its last."""
        spans = []
        while first < end:
            number = bisect_right(self._bases, first) - 1
            base, stop = self._bases[number], min(end, self._bases[number + 1])
            spans.append((self._files[number], first - base, stop - base))
            first = stop
        return spans

    def _opened(self, file: ArrayFile) -> ArrayFile:
        if self._last is not None and self._last is not file:
            self._last.close()
        self._last = file
        return file


def _joined(parts: list[Any], kind: Any) -> Any:
    return parts[0] if len(parts) == 1 else np.concatenate([np.empty(0, dtype=kind), *parts])
