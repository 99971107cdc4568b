"""Which texts are worth comparing: MinHash signatures in bands (LSH), kept on disk.

The signatures are rensa's. Its own index holds every key in memory and answers one text at a time, so the bands are
sorted here, one after another: memory holds one band.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

import numpy as np
from rensa import RMinHash

# Three rows a band: two texts meet that share a third of their runs with a chance of 0.9, half with 0.9998,
# a fiftieth (two articles on one subject) with 0.0005.
ROWS, BANDS = 3, 64
_SEED = 20261124
_BLOCK = 1000  # texts a block on disk
_MOST = 60  # neighbours in a band that a text is compared with; formulaic news fills bands with hundreds
_ODD = [np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9)]


class Sketches:
    """The runs and the band keys of texts, in temporary files; texts are numbered from 0 in the order of `add`."""

    def __init__(self) -> None:
        self._runs = tempfile.TemporaryFile()  # noqa: SIM115 - both live as long as the object
        self._keys = tempfile.TemporaryFile()  # noqa: SIM115
        self._starts = [0]  # of each text in the file of runs, in runs
        self._block: list[Any] = []
        self._sizes: list[int] = []

    def __len__(self) -> int:
        return len(self._starts) - 1

    def add(self, runs: Any) -> None:
        """Takes the next text's runs."""
        self._runs.write(runs.tobytes())
        self._starts.append(self._starts[-1] + len(runs))
        self._block.append(runs | np.uint64(1))
        if len(self._block) == _BLOCK:
            self._flush()

    def runs(self, number: int) -> Any:
        """A text's runs again, from disk."""
        start, end = self._starts[number], self._starts[number + 1]
        self._runs.seek(start * 8)
        return np.frombuffer(self._runs.read((end - start) * 8), dtype=np.uint64)

    def _flush(self) -> None:
        """Writes the band keys of a block, band by band."""
        if not self._block:
            return
        offsets = np.cumsum([0, *map(len, self._block)]).astype(np.uint64)
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(
            np.concatenate(self._block), offsets, ROWS * BANDS, _SEED
        )
        rows = np.array(matrix.to_rows(), dtype=np.uint64)
        keys = rows[:, 0::ROWS] * _ODD[0]
        for n in range(1, ROWS):
            keys += rows[:, n::ROWS] * _ODD[n]
        keys ^= keys >> np.uint64(32)
        self._keys.write(np.ascontiguousarray(keys.T).tobytes())
        self._sizes.append(len(self._block))
        self._block.clear()

    def _band(self, band: int) -> Any:
        parts = []
        start = 0
        for size in self._sizes:
            self._keys.seek((start * BANDS + band * size) * 8)
            parts.append(np.frombuffer(self._keys.read(size * 8), dtype=np.uint64))
            start += size
        return np.concatenate(parts)

    def pairs(self, order: Any) -> Iterator[tuple[int, int]]:
        """Pairs of texts that share a band, each once. `order`: all numbers, so that neighbours in it are likelier to
        be copies (by date); where a band holds many texts, each is paired with the next sixty in this order only.
        """
        self._flush()
        self._runs.flush()
        if len(self) < 2:
            return
        has_runs = np.diff(self._starts)[order] > 0
        order = np.asarray(order)[has_runs]
        found = np.empty(0, dtype=np.uint64)
        for band in range(BANDS):
            found = np.union1d(found, self._pairs_of(self._band(band), order))
        for pair in found:
            yield int(pair >> np.uint64(32)), int(pair & np.uint64(0xFFFFFFFF))

    def _pairs_of(self, keys: Any, order: Any) -> Any:
        by_key = order[np.argsort(keys[order], kind="stable")].astype(np.uint64)
        keys = keys[by_key]
        parts = [np.empty(0, dtype=np.uint64)]
        for step in range(1, min(_MOST + 1, len(keys))):
            meet = keys[:-step] == keys[step:]
            if not meet.any():
                break
            one, two = by_key[:-step][meet], by_key[step:][meet]
            parts.append(np.minimum(one, two) << np.uint64(32) | np.maximum(one, two))
        return np.concatenate(parts)
