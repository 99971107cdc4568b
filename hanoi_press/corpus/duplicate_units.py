"""Do the work of finding duplicates that is independent of all other texts, in units.

Texts are read and sketched shard by shard, paired by groups of bands, and compared pair by pair.

Each work function reads the files that `duplicate_search` gives it and writes others into the folder of its unit. These
may come from another machine: they hold numbers (`ArrayFile`) and typed msgpack, and are checked when they are read.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from hanoi_press.corpus.array_file import ArrayFile, Arrays
from hanoi_press.corpus.duplicate_finder import runs_of, shares_of
from hanoi_press.corpus.loading import FAULTS_KEPT
from hanoi_press.corpus.shards import shard_articles
from hanoi_press.corpus.sketches import BANDS, SLOTS, band_keys, first_and_second, pairs_to_compare
from hanoi_press.corpus.text_columns import PackedColumns, TextColumns
from hanoi_press.engine.unit import UnitEnd, WorkContext
from hanoi_press.store.segments import Fault

TEXTS, RUNS = "texts.msgpack", "runs.u64"
COMMON, KEYS = "common.u64", "keys-{}.u64"
ORDER, PAIRS, SHARES = "order.u64", "pairs.u64", "shares.u64"


class ShardTexts(msgspec.Struct, frozen=True):
    """What reading a shard found. `faults`: number of the stretch, number of the line and reason of the first ones."""

    columns: PackedColumns
    faults: list[tuple[int, int, str]]
    further_faults: int


def read_texts(context: WorkContext) -> dict[str, Any]:
    """Read a shard; write the columns and the runs of its texts."""
    texts, runs = TextColumns(), ArrayFile(context.folder / RUNS)
    faults: list[tuple[int, int, str]] = []
    further = 0

    def on_fault(stretch: int, fault: Fault) -> None:
        nonlocal further
        if len(faults) < FAULTS_KEPT:
            faults.append((stretch, fault.number, fault.reason))
        else:
            further += 1

    for article in shard_articles(context, on_fault):
        texts.add(article)
        runs.add(runs_of(article))
    runs.finish()
    (context.folder / TEXTS).write_bytes(msgspec.msgpack.encode(ShardTexts(texts.packed(), faults, further)))
    return {"texts": len(texts)}


def read_shard_texts(end: UnitEnd) -> tuple[Path, ShardTexts]:
    """Return what `read_texts` wrote, and the folder with the runs. Raises `OSError`, `ValueError` if it is broken."""
    try:
        found = msgspec.msgpack.decode((end.folder / TEXTS).read_bytes(), type=ShardTexts)
    except msgspec.MsgspecError as error:
        raise ValueError(f"{end.folder / TEXTS}: {error}") from None
    if not all(0 <= stretch < len(end.unit.inputs["stretches"]) for stretch, _, _ in found.faults):
        raise ValueError(f"{end.folder / TEXTS} names a fault of another shard")
    if len(ArrayFile.open(end.folder / RUNS)) != len(found.columns.ids):
        raise ValueError(f"{end.folder / RUNS} has not the runs of all texts")
    return end.folder, found


def write_common(path: Path, common: Any) -> None:
    """Write which runs are printed often, as `sketch_texts` needs it. Raises `OSError`."""
    write_array(path, np.packbits(common).view(np.uint64))


def write_array(path: Path, values: Any) -> None:
    """Write a file of one array. Raises `OSError`."""
    file = ArrayFile(path)
    file.add(values)
    file.finish()


def sketch_texts(context: WorkContext) -> dict[str, Any]:
    """Write the keys of the texts of a shard: a file for each group of bands, with an array for each band."""
    packed = ArrayFile.open(context.file(COMMON)).read(0, 1)
    common = np.unpackbits(packed.view(np.uint8), count=SLOTS).view(bool)
    blocks = [np.empty((BANDS, 0), dtype=np.uint64)]
    for block in band_keys(ArrayFile.open(context.file(RUNS)), common):
        blocks.append(block)
        context.tell("beat")
    keys = np.concatenate(blocks, axis=1)
    for group, rows in enumerate(np.array_split(keys, context.inputs["groups"])):
        file = ArrayFile(context.folder / KEYS.format(group))
        for row in rows:
            file.add(row)
        file.finish()
    return {}


def read_keys(end: UnitEnd) -> list[Path]:
    """Return the files that `sketch_texts` wrote. Raises `OSError`, `ValueError` if one is broken."""
    count = len(ArrayFile.open(Path(end.unit.files[RUNS])))
    bands = np.array_split(range(BANDS), end.unit.inputs["groups"])
    paths = [end.folder / KEYS.format(group) for group in range(len(bands))]
    for path, some in zip(paths, bands, strict=True):
        if ArrayFile.open(path).lengths(0, BANDS).tolist() != [count] * len(some):
            raise ValueError(f"{path} has not the keys of all texts")
    return paths


def pair_texts(context: WorkContext) -> dict[str, Any]:
    """Write the pairs of all texts that share a band of a group. The files `0`, `1` … have the keys of the shards."""
    shards = [context.file(f"{n}") for n in range(context.inputs["shards"])]
    bands = (_keys_of_band(context, shards, band) for band in range(len(ArrayFile.open(shards[0]))))
    order = ArrayFile.open(context.file(ORDER)).read(0, 1).astype(np.int64)
    write_array(context.folder / PAIRS, pairs_to_compare(order, bands))
    return {}


def _keys_of_band(context: WorkContext, shards: list[Path], band: int) -> Any:
    parts = []
    for path in shards:
        file = ArrayFile.open(path)
        parts.append(file.read(band, band + 1))
        file.close()
        context.tell("beat")
    return np.concatenate(parts)


def read_pairs(end: UnitEnd) -> Any:
    """Return what `pair_texts` wrote. Raises `OSError`, `ValueError` if it is broken."""
    file = ArrayFile.open(end.folder / PAIRS)
    pairs = file.read(0, len(file))
    file.close()
    one, two = first_and_second(pairs)
    if (pairs[1:] <= pairs[:-1]).any() or (one >= two).any() or (two >= end.unit.inputs["texts"]).any():
        raise ValueError(f"{end.folder / PAIRS} has pairs of other texts")
    return pairs


def write_pairs(folder: Path, pairs: Any, are_exact: Any, all_runs: Arrays) -> None:
    """Write what `compare_texts` needs: the runs of the texts, and the pairs of these. Raises `OSError`."""
    numbers, positions = np.unique(first_and_second(pairs), return_inverse=True)
    runs = ArrayFile(folder / RUNS)
    for number in numbers.tolist():
        runs.add(all_runs.read(number, number + 1))
    runs.finish()
    one, two = positions.reshape(2, -1).astype(np.uint64)
    file = ArrayFile(folder / PAIRS)
    file.add(one << np.uint64(32) | two)
    file.add(are_exact)
    file.finish()


def compare_texts(context: WorkContext) -> dict[str, Any]:
    """Compare pairs of texts; write their shares."""
    stated = ArrayFile.open(context.folder / PAIRS)
    pairs, are_exact = stated.read(0, 1), stated.read(1, 2).astype(bool)
    file = ArrayFile(context.folder / SHARES)
    for side in shares_of(pairs, ArrayFile.open(context.folder / RUNS), are_exact):
        file.add(side.view(np.uint64))
    file.finish()
    return {}


def read_shares(end: UnitEnd) -> Any:
    """Return what `compare_texts` wrote, and delete the folder. Raises `OSError`, `ValueError` if it is broken."""
    file = ArrayFile.open(end.folder / SHARES)
    if file.lengths(0, len(file)).tolist() != [end.unit.inputs["pairs"]] * 2:
        raise ValueError(f"{end.folder / SHARES} has not the shares of all pairs")
    shares = file.read(0, 2).view(np.float64).reshape(2, -1)
    file.close()
    if not (((shares >= 0) & (shares <= 1)).all(axis=0) | np.isnan(shares).all(axis=0)).all():
        raise ValueError(f"{end.folder / SHARES} has a share that is none")
    shutil.rmtree(end.folder)  # the runs of many pairs need much room
    return shares
