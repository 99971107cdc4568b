"""Find duplicates in units of work, on processes of this machine or a cluster: the same clusters as in one process.

Four kinds of units: shards of the segments are read, their texts are sketched, those with equal keys in a group of
bands are paired, pairs are compared. What is done here costs little (of 10.2 s for 50,000 articles: 0.5 s to decide
which lines are loaded, 0.4 s to count common runs, which is bounded, 0.2 s to copy the runs of pairs). Memory: about
200 bytes an article; texts and runs are on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, repeat
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from hanoi_press.corpus.array_file import JoinedArrays
from hanoi_press.corpus.clustering import Clustering, Match
from hanoi_press.corpus.duplicate_finder import are_equal, matches, matches_of
from hanoi_press.corpus.duplicate_links import Cluster
from hanoi_press.corpus.duplicate_units import (
    COMMON,
    ORDER,
    RUNS,
    read_keys,
    read_pairs,
    read_shard_texts,
    read_shares,
    write_array,
    write_common,
    write_pairs,
)
from hanoi_press.corpus.loading import Articles
from hanoi_press.corpus.shards import Stretch, prepare_nothing, run_units, shard_units, shards
from hanoi_press.corpus.sketches import common_runs, pairs_to_compare, texts_to_compare
from hanoi_press.corpus.text_columns import TextColumns
from hanoi_press.engine.unit import Engine, Unit, UnitEnd
from hanoi_press.store.segments import Fault

T = TypeVar("T")
WORK = "hanoi_press.corpus.duplicate_units"
# With fewer lines than this, one process is done before others have started.
FEWEST_LINES = 5_000
_SHARDS_A_JOB = 4
_LEAST_LINES, _MOST_LINES = 2_000, 10_000  # of a shard
_LEAST_TEXTS, _MOST_GROUPS = 5_000, 8  # of bands; a unit needs about 50 bytes of memory for each text of the corpus
_LEAST_PAIRS, _MOST_PAIRS = 500, 5_000  # that a unit compares; fewer are compared here


def needs_one_process(articles: Articles) -> bool:
    """Return True if the corpus is so small that more processes would take longer. Raises what the articles raise."""
    articles.selection.scan(articles.on_fault)
    return articles.selection.visible.total < FEWEST_LINES


class DuplicateSearch:
    """A search for the clusters among `articles`, of which none was read yet, by `jobs` processes of an engine.

    `root`: a folder for the units. `shard_lines`, `block_pairs`, `groups`: how the work is cut, if not by the size of
    the corpus and `jobs`. `retries` gets a line for each unit that ran again.
    """

    def __init__(
        self,
        articles: Articles,
        engine: Engine,
        root: Path,
        jobs: int,
        *,
        shard_lines: int = 0,
        block_pairs: int = 0,
        groups: int = 0,
    ) -> None:
        self.retries: list[str] = []
        self._articles = articles
        self._engine = engine
        self._root = root
        self._jobs = jobs
        self._shard_lines = shard_lines
        self._block_pairs = block_pairs
        self._groups = groups

    def clusters(self) -> Iterator[Cluster]:
        """Return originals with their copies. Raises `EngineError`, `OSError`, and what the articles raise."""
        self._root.mkdir(parents=True, exist_ok=True)
        selection = self._articles.selection
        selection.scan(self._articles.on_fault)
        size = self._shard_lines or self._share(selection.visible.total, _LEAST_LINES, _MOST_LINES)
        texts, folders = self._read(shards(selection, size))
        runs = JoinedArrays([folder / RUNS for folder in folders])
        pairs = self._pairs(texts, runs, folders)
        return Clustering(texts, runs, self._matches(pairs, texts, runs)).clusters()

    def _share(self, total: int, least: int, most: int) -> int:
        """Return the size of a unit of work."""
        return max(least, min(total // (_SHARDS_A_JOB * self._jobs) + 1, most))

    def _run(
        self, units: list[Unit], take: Callable[[UnitEnd], T], prepare: Callable[[Unit, Path], None] = prepare_nothing
    ) -> list[T]:
        return run_units(self._engine, units, self._root, self.retries, take, prepare)

    def _read(self, parts: list[list[Stretch]]) -> tuple[TextColumns, list[Path]]:
        """Read all texts; return their columns, and the folders with their runs."""
        units = shard_units("read", f"{WORK}:read_texts", parts, self._articles.selection.days)
        texts = TextColumns()
        folders = []
        for part, (folder, found) in zip(parts, self._run(units, read_shard_texts), strict=True):
            texts.extend(found.columns)
            folders.append(folder)
            faults = (Fault(part[stretch].path, number, reason) for stretch, number, reason in found.faults)
            for fault in chain(faults, repeat(Fault(part[0].path, 0, "a further fault"), found.further_faults)):
                self._articles.on_fault(fault)
        return texts, folders

    def _pairs(self, texts: TextColumns, runs: JoinedArrays, folders: list[Path]) -> Any:
        """Return the pairs of texts to compare."""
        groups = self._groups or max(1, min(len(texts) // _LEAST_TEXTS, _MOST_GROUPS))
        common = self._root / COMMON
        write_common(common, common_runs(runs))
        units = [
            Unit(
                f"sketch-{n:05}",
                f"{WORK}:sketch_texts",
                {"groups": groups},
                files={COMMON: str(common), RUNS: str(folder / RUNS)},
            )
            for n, folder in enumerate(folders)
        ]
        keys = self._run(units, read_keys)
        order = texts_to_compare(texts.times, runs.lengths(0, len(runs)))
        write_array(self._root / ORDER, order)
        units = []
        for group in range(groups if keys else 0):
            files = {f"{n}": str(paths[group]) for n, paths in enumerate(keys)} | {ORDER: str(self._root / ORDER)}
            stated = {"shards": len(keys), "texts": len(texts)}
            units.append(Unit(f"pair-{group:05}", f"{WORK}:pair_texts", stated, files=files))
        found = pairs_to_compare(order, [texts.hashes])
        for pairs in self._run(units, read_pairs):
            found = np.union1d(found, pairs)
        return found

    def _matches(self, pairs: Any, texts: TextColumns, runs: JoinedArrays) -> Iterator[Match]:
        """Yield the pairs that are the same, in the order of `pairs`."""
        are_exact = are_equal(pairs, texts.hashes)
        size = self._block_pairs or self._share(len(pairs), _LEAST_PAIRS, _MOST_PAIRS)
        if len(pairs) <= size:
            yield from matches(pairs, runs, are_exact)
            return
        blocks = {f"compare-{n // size:05}": slice(n, n + size) for n in range(0, len(pairs), size)}

        def prepare(unit: Unit, folder: Path) -> None:
            block = blocks[unit.name]
            write_pairs(folder, pairs[block], are_exact[block], runs)

        units = [Unit(name, f"{WORK}:compare_texts", {"pairs": len(pairs[block])}) for name, block in blocks.items()]
        for block, found in zip(blocks.values(), self._run(units, read_shares, prepare), strict=True):
            yield from matches_of(pairs[block], found)
