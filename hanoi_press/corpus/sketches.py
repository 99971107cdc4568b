"""Choose the pairs of texts to compare, by MinHash signatures in bands (LSH), which are kept on disk.

The signatures are rensa's. Its own index keeps every key in memory and looks up one text at a time, so the bands are
sorted here one after another, with one band in memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

import numpy as np
from rensa import RMinHash

# With three rows a band, two texts share a band with a probability of 0.9 if a third of their runs are the same, 0.9998
# if half are, and 0.0005 if a fiftieth is (two articles on one subject).
ROWS, BANDS = 3, 64
_SEED = 20261124
_BLOCK = 1000  # texts sketched at a time
_NEIGHBOURS = 60  # texts of the same band with which a text is compared
_ODD = [np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9)]
_FLAG = np.uint64(1)
# A run that is printed more often than `_COMMON` times is a set phrase (weather, gold prices …) and no sign of a copy.
# Runs are counted in a table of fixed size over a sample of at most `_COUNTED` texts, in blocks of a hundred.
_COMMON, _COUNTED, _SAMPLE_BLOCK = 50, 60_000, 100
_SLOTS = 1 << 24
_SLOT_SHIFT = np.uint64(64 - 24)
# A text with fewer other runs keeps its common ones, because it is itself a text that is printed often.
_FEWEST, _FEWEST_SHARE = 8, 0.1


class Sketches:
    """The runs of all texts, in a temporary file; texts are numbered from 0 in the order of `add`."""

    def __init__(self) -> None:
        self._runs = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the object
        self._starts = [0]  # of each text in the file, in runs

    def __len__(self) -> int:
        return len(self._starts) - 1

    def add(self, runs: Any) -> None:
        """Add the runs of the next text."""
        self._runs.write(runs.tobytes())
        self._starts.append(self._starts[-1] + len(runs))

    def runs(self, number: int) -> Any:
        """Return the runs of a text, from disk."""
        return self._read(number, number + 1)

    def _read(self, first: int, end: int) -> Any:
        """Return the runs of several texts, one after the other."""
        self._runs.seek(self._starts[first] * 8)
        return np.frombuffer(self._runs.read((self._starts[end] - self._starts[first]) * 8), dtype=np.uint64)

    def pairs(self, order: Any, same: Any) -> Iterator[tuple[int, int]]:
        """Yield the pairs of texts that share a band or have equal values in `same`, each pair once.

        `order`: the numbers of all texts, sorted so that copies are near each other (by date). In a band of many texts
        each is paired only with the next sixty in this order.
        """
        order = np.asarray(order, dtype=np.int64)
        order = order[np.diff(self._starts)[order] > 0]
        found = _pairs_of(np.asarray(same, dtype=np.uint64), order)
        with tempfile.TemporaryFile() as keys:
            sizes = self._sketch(keys)
            for band in range(BANDS):
                found = np.union1d(found, _pairs_of(_band(keys, sizes, band), order))
        for pair in found:
            yield int(pair >> np.uint64(32)), int(pair & np.uint64(0xFFFFFFFF))

    def _sketch(self, keys: Any) -> list[int]:
        """Write the band keys of all texts in blocks, each block sorted by band; return the sizes of the blocks."""
        counts = self._count_runs()
        sizes = []
        for first in range(0, len(self), _BLOCK):
            end = min(first + _BLOCK, len(self))
            telling, lengths = self._telling(first, end, counts)
            offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.uint64)
            matrix = RMinHash.digest_matrix_from_flat_token_hashes(telling, offsets, ROWS * BANDS, _SEED)
            rows = np.array(matrix.to_rows(), dtype=np.uint64)
            mixed = rows[:, 0::ROWS] * _ODD[0]
            for n in range(1, ROWS):
                mixed += rows[:, n::ROWS] * _ODD[n]
            mixed ^= mixed >> np.uint64(32)
            keys.write(np.ascontiguousarray(mixed.T).tobytes())
            sizes.append(end - first)
        return sizes

    def _count_runs(self) -> Any:
        """Return how often a run is printed in the sample, by the upper bits of its hash."""
        counts = np.zeros(_SLOTS, dtype=np.uint16)
        step = max(1, -(-len(self) // _COUNTED)) * _SAMPLE_BLOCK
        for first in range(0, len(self), step):
            runs = self._read(first, min(first + _SAMPLE_BLOCK, len(self)))
            slots, times = np.unique((runs >> _SLOT_SHIFT).astype(np.uint32), return_counts=True)
            counts[slots] = np.minimum(counts[slots] + times, np.iinfo(np.uint16).max)
        return counts

    def _telling(self, first: int, end: int, counts: Any) -> tuple[Any, Any]:
        """Return the runs of several texts without the common ones, flags set, and how many of them each text has."""
        runs = self._read(first, end)
        telling = counts[runs >> _SLOT_SHIFT] <= _COMMON
        starts = np.array(self._starts[first : end + 1]) - self._starts[first]
        until = np.concatenate(([0], np.cumsum(telling)))
        lengths = np.diff(starts)
        few = np.diff(until[starts]) < np.maximum(_FEWEST, lengths * _FEWEST_SHARE)
        telling |= np.repeat(few, lengths)
        until = np.concatenate(([0], np.cumsum(telling)))
        return runs[telling] | _FLAG, np.diff(until[starts])


def _band(keys: Any, sizes: list[int], band: int) -> Any:
    parts = []
    start = 0
    for size in sizes:
        keys.seek((start * BANDS + band * size) * 8)
        parts.append(np.frombuffer(keys.read(size * 8), dtype=np.uint64))
        start += size
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.uint64)


def _pairs_of(keys: Any, order: Any) -> Any:
    """Return the pairs of equal keys, as `smaller << 32 | larger`."""
    by_key = order[np.argsort(keys[order], kind="stable")].astype(np.uint64)
    keys = keys[by_key]
    parts = [np.empty(0, dtype=np.uint64)]
    for step in range(1, min(_NEIGHBOURS + 1, len(keys))):
        meet = keys[:-step] == keys[step:]
        if not meet.any():
            break
        one, two = by_key[:-step][meet], by_key[step:][meet]
        parts.append(np.minimum(one, two) << np.uint64(32) | np.maximum(one, two))
    return np.concatenate(parts)
