"""Choose the pairs of texts to compare, by MinHash signatures in bands (LSH), which are kept on disk.

The signatures are rensa's. Its own index keeps every key in memory and looks up one text at a time, so the bands are
sorted here one after another, with one band in memory. Texts are numbered from 0; the functions here are given their
runs, and give the same whether texts are sketched all at once or in shards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from rensa import RMinHash

from hanoi_press.corpus.array_file import Arrays
from hanoi_press.corpus.shingles import FIRST_RUN

# With three rows a band, two texts share a band with a probability of 0.9 if a third of their runs are the same, 0.9998
# if half are, and 0.0005 if a fiftieth is (two articles on one subject).
ROWS, BANDS = 3, 64
_SEED = 20261124
_BLOCK = 1000  # texts whose keys are kept together
_PART_TEXTS, _PART_RUNS = 200, 50_000  # given to rensa at a time
_NEIGHBOURS = 60  # texts of the same band with which a text is compared
_ODD = [np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9)]
# A run that is printed more often than `_COMMON` times is a set phrase (weather, gold prices …) and no sign of a copy.
# Runs are counted in a table of fixed size over a sample of at most `_COUNTED` texts, in blocks of a hundred.
_COMMON, _COUNTED, _SAMPLE_BLOCK = 50, 60_000, 100
SLOTS = 1 << 24
_SLOT_SHIFT = np.uint64(64 - 24)
# A text with fewer other runs keeps its common ones; with so many it has some keys by these alone.
_FEWEST, _FEWEST_SHARE, _FEWEST_OWN = 8, 0.1, 3


def common_runs(runs: Arrays) -> Any:
    """Return which runs are printed often in the sample, a bool for each value of the upper bits of their hashes."""
    counts = np.zeros(SLOTS, dtype=np.uint32)
    step = max(1, -(-len(runs) // _COUNTED)) * _SAMPLE_BLOCK
    for first in range(0, len(runs), step):
        block = runs.read(first, min(first + _SAMPLE_BLOCK, len(runs)))
        np.add.at(counts, (block >> _SLOT_SHIFT).astype(np.int64), np.uint32(1))
    counts[0] = 0  # the syllables at the ends, which begin no run
    return counts > _COMMON


def band_keys(runs: Arrays, common: Any) -> Iterator[Any]:
    """Yield the keys of all texts in blocks: an array with a row for each band and a column for each text."""
    for first in range(0, len(runs), _BLOCK):
        end = min(first + _BLOCK, len(runs))
        yield np.concatenate([_keys_of(runs, *part, common) for part in _parts(runs, first, end)]).T


def _parts(runs: Arrays, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a block of texts into parts so small that rensa starts no threads for them.

    Threads are of no use to processes that use all cores, and would be missing in a process that was forked from one
    where they had been started: rensa would wait for them for ever.
    """
    ends = np.cumsum(runs.lengths(first, end))
    start = done = 0
    while start < end - first:
        stop = int(np.searchsorted(ends, done + _PART_RUNS, side="right"))
        stop = max(start + 1, min(stop, start + _PART_TEXTS))
        yield first + start, first + stop
        start, done = stop, int(ends[stop - 1])


def _keys(telling: Any, lengths: Any) -> Any:
    """Return the keys of texts, a row for each text. `telling`: their runs, of which text n has `lengths[n]`."""
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(telling, offsets, ROWS * BANDS, _SEED)
    rows = np.array(matrix.to_rows(), dtype=np.uint64)
    mixed = rows[:, 0::ROWS] * _ODD[0]
    for n in range(1, ROWS):
        mixed += rows[:, n::ROWS] * _ODD[n]
    mixed ^= mixed >> np.uint64(32)
    return mixed


def _keys_of(runs: Arrays, first: int, end: int, common: Any) -> Any:
    """Return the keys of several texts, by their runs without the common ones, a row for each text.

    A text with few other runs has half of its keys by all its runs: it may be a text that is printed often, or one of
    many of one form, of which its copies are found by what is its own.
    """
    block, lengths = runs.read(first, end), runs.lengths(first, end)
    is_run = block >= FIRST_RUN
    telling = is_run & ~common[block >> _SLOT_SHIFT]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    counts = _counts(telling, starts)
    few = counts < np.maximum(_FEWEST, lengths * _FEWEST_SHARE)
    keys = _keys(
        _hashes(block, telling | is_run & np.repeat(few, lengths)), np.where(few, _counts(is_run, starts), counts)
    )
    own = few & (counts >= _FEWEST_OWN)
    if own.any():
        chosen = telling & np.repeat(own, lengths)
        keys[own, BANDS // 2 :] = _keys(_hashes(block, chosen), counts[own])[:, BANDS // 2 :]
    return keys


def _counts(chosen: Any, starts: Any) -> Any:
    """Return how many values of each text are chosen."""
    return np.diff(np.concatenate(([0], np.cumsum(chosen)))[starts])


def _hashes(block: Any, chosen: Any) -> Any:
    """Return the hashes of the chosen runs."""
    return block[chosen] & ~(FIRST_RUN - np.uint64(1))


def texts_to_compare(times: Any, lengths: Any) -> Any:
    """Return the numbers of the texts that may have copies, sorted so that copies are near each other (by date).

    `lengths`: how many runs each text has; texts without one have no copies.
    """
    order = np.argsort(np.asarray(times, dtype=np.int64), kind="stable")
    return order[np.asarray(lengths)[order] > 0]


def pairs_to_compare(order: Any, bands: Iterable[Any]) -> Any:
    """Return the pairs of texts that have equal keys in a band, as `smaller << 32 | larger`, each once, sorted.

    `order`: see `texts_to_compare`. `bands`: for each band the keys of all texts. In a band of many texts with one key
    each is paired only with the next sixty in this order.
    """
    found = np.empty(0, dtype=np.uint64)
    for keys in bands:
        found = np.union1d(found, _pairs_of(np.asarray(keys, dtype=np.uint64), order))
    return found


def first_and_second(pairs: Any) -> tuple[Any, Any]:
    """Return the smaller and the larger numbers of pairs."""
    return (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)


def _pairs_of(keys: Any, order: Any) -> Any:
    """Return the pairs of equal keys."""
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
