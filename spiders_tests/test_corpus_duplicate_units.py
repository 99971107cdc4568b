"""Files that a worker sends and that are not what it was asked for are refused, although they are whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from hanoi_press.corpus.array_file import ArrayFile
from hanoi_press.corpus.duplicate_units import (
    KEYS,
    PAIRS,
    RUNS,
    SHARES,
    TEXTS,
    ShardTexts,
    read_keys,
    read_pairs,
    read_shard_texts,
    read_shares,
)
from hanoi_press.corpus.text_columns import TextColumns
from hanoi_press.engine.unit import Unit, UnitEnd
from spiders_tests.corpora import article


def put(path: Path, *arrays: Any) -> Path:
    file = ArrayFile(path)
    for one in arrays:
        file.add(np.array(one).view(np.uint64))
    file.finish()
    return path


@pytest.mark.parametrize("stretch", [-1, 1])
def test_a_fault_of_another_shard(tmp_path: Path, stretch: int) -> None:
    end = UnitEnd(Unit("read-0", "a:b", {"stretches": [{}]}), tmp_path, {})
    put(tmp_path / RUNS, [1])
    texts = TextColumns()
    texts.add(article())
    for number in (0, stretch):
        content = msgspec.msgpack.encode(ShardTexts(texts.packed(), [(number, 1, "broken")], 0))
        (tmp_path / TEXTS).write_bytes(content)
        if number == 0:
            assert read_shard_texts(end)[0] == tmp_path
    with pytest.raises(ValueError, match="another shard"):
        read_shard_texts(end)


@pytest.mark.parametrize("keys", [[[1, 2]] * 7, [[1, 2]] * 9, [[1]] * 8, [[1, 2]] * 7 + [[1, 2, 3]]])
def test_keys_of_other_texts(tmp_path: Path, keys: list[list[int]]) -> None:
    runs = put(tmp_path / RUNS, [5], [6, 7])
    end = UnitEnd(Unit("sketch-0", "a:b", {"groups": 8}, files={RUNS: str(runs)}), tmp_path, {})
    paths = [put(tmp_path / KEYS.format(group), *[[1, 2]] * 8) for group in range(8)]
    assert read_keys(end) == paths
    put(paths[3], *keys)
    with pytest.raises(ValueError, match="not the keys"):
        read_keys(end)


@pytest.mark.parametrize("pairs", [[1, 1], [2, 1], [5], [1 << 32 | 1], [2 << 32 | 1], [0], [1, 2**63]])
def test_pairs_of_other_texts(tmp_path: Path, pairs: list[int]) -> None:
    end = UnitEnd(Unit("pair-0", "a:b", {"texts": 5}), tmp_path, {})
    put(tmp_path / PAIRS, [1, 4, 3 << 32 | 4])
    assert read_pairs(end).tolist() == [1, 4, 3 << 32 | 4]
    put(tmp_path / PAIRS, pairs)
    with pytest.raises(ValueError, match="pairs of other texts"):
        read_pairs(end)


@pytest.mark.parametrize(
    ("shares", "says"),
    [
        ([[0.1, 1.5], [0.2, 0.3]], "a share that is none"),
        ([[0.1, 0.5], [-0.2, 0.3]], "a share that is none"),
        ([[0.1, np.nan], [0.2, 0.3]], "a share that is none"),
        ([[0.1, np.inf], [0.2, np.nan]], "a share that is none"),
        ([[0.1], [0.2]], "not the shares of all"),
        ([[0.1, 0.2]], "not the shares of all"),
    ],
)
def test_shares_that_are_none(tmp_path: Path, shares: list[list[float]], says: str) -> None:
    end = UnitEnd(Unit("compare-0", "a:b", {"pairs": 2}), tmp_path / "unit", {})
    end.folder.mkdir()
    put(end.folder / SHARES, *shares)
    with pytest.raises(ValueError, match=says):
        read_shares(end)
    put(end.folder / SHARES, [0.0, np.nan], [1.0, np.nan])
    assert read_shares(end)[:, 0].tolist() == [0.0, 1.0] and not end.folder.exists()
