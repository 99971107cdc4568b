"""Files of arrays: what is written is read, and a file that is not whole is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.corpus.array_file import ArrayFile, JoinedArrays

ARRAYS = [[1, 2, 2**64 - 1], [], [7]]


def written(path: Path, arrays: list[list[int]]) -> Path:
    file = ArrayFile(path)
    for one in arrays:
        file.add(np.array(one, dtype=np.uint64))
    file.finish()
    return path


def test_what_is_written_is_read_also_before_the_file_is_finished(tmp_path: Path) -> None:
    file = ArrayFile()
    for one in ARRAYS:
        file.add(np.array(one, dtype=np.uint64))
        assert file.read(0, 1).tolist() == ARRAYS[0]
    again = ArrayFile.open(written(tmp_path / "a", ARRAYS))
    for found in (file, again):
        assert [found.read(n, n + 1).tolist() for n in range(len(found))] == ARRAYS
        assert found.lengths(0, 3).tolist() == [3, 0, 1] and found.lengths(1, 2).tolist() == [0]
    assert len(ArrayFile.open(written(tmp_path / "none", []))) == 0


@given(st.lists(st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=3), max_size=4), max_size=4), st.data())
def test_several_files_are_as_one(tmp_path_factory: pytest.TempPathFactory, files: list, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("arrays")
    joined = JoinedArrays([written(folder / str(n), arrays) for n, arrays in enumerate(files)])
    arrays = [one for some in files for one in some]
    first = data.draw(st.integers(0, len(arrays)))
    end = data.draw(st.integers(first, len(arrays)))
    assert len(joined) == len(arrays)
    assert joined.read(first, end).tolist() == [value for one in arrays[first:end] for value in one]
    assert joined.lengths(first, end).tolist() == [len(one) for one in arrays[first:end]]


def test_a_file_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    whole = written(tmp_path / "a", ARRAYS).read_bytes()
    broken = [
        *(whole[:end] for end in range(len(whole))),
        *(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in (0, len(whole) - 40, len(whole) - 16, -1)),
        whole + b"\0" * 8,
        whole[:-16] + (2**63).to_bytes(8, "little") + whole[-8:],
        whole[:-40] + (2**64 - 1).to_bytes(8, "little") + (5).to_bytes(8, "little") + whole[-24:],  # they add up to 4
    ]
    for content in broken:
        (tmp_path / "b").write_bytes(content)
        with pytest.raises(ValueError, match="no whole file of arrays"):
            ArrayFile.open(tmp_path / "b")
