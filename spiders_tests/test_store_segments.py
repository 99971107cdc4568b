"""Reading segments: which files, which lines, and the place of every fault."""

from __future__ import annotations

import os
import random
import sys
import tracemalloc
from pathlib import Path

import pytest

import hanoi_press.store.segments as segments_module
from hanoi_press.store.segments import Fault, FaultError, lines, segments

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ONE, TWO = b'{"id":"x/1"}\n', b'{"id":"x/2"}\n'


def put(path: Path, body: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(zstd.compress(body) if path.suffix == ".zst" else body)
    return path


def read(path: Path) -> tuple[list[tuple[int, bytes]], list[Fault]]:
    faults: list[Fault] = []
    return [(line.number, line.raw) for line in lines(path, faults.append)], faults


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in (
        "articles/mst/2026-11/b.jsonl",
        "articles/hanoimoi/2026-11/a.jsonl.zst",
        "articles/hanoimoi/2026-10/z.jsonl",
        "articles/hanoimoi/2026-11/c.jsonl.part",
        "articles/hanoimoi/2026-11/a.manifest.json",
        "corpus/duplicates.jsonl",
    ):
        put(tmp_path / name, ONE)
    return tmp_path


def names(found: list[Path]) -> list[str]:
    return [one.name for one in found]


def test_finished_segments_only(data: Path) -> None:
    assert names(segments(data)) == ["z.jsonl", "a.jsonl.zst", "b.jsonl"]
    assert names(segments(str(data / "articles" / "mst"))) == ["b.jsonl"]


def test_one_source(data: Path) -> None:
    assert names(segments(data, ["mst"])) == ["b.jsonl"]
    assert segments(data, ["nobody"]) == []


def test_one_file_and_a_glob(data: Path) -> None:
    assert names(segments(data / "articles" / "mst" / "2026-11" / "b.jsonl")) == ["b.jsonl"]
    assert names(segments(f"{data}/articles/*/2026-11/*")) == ["a.jsonl.zst", "b.jsonl"]


def test_what_is_no_corpus_is_named(data: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        segments(data / "nowhere")
    with pytest.raises(
        ValueError, match=r"a\.manifest\.json is no segment; use a file that ends in \.jsonl or \.jsonl\.zst"
    ):
        segments(data / "articles/hanoimoi/2026-11/a.manifest.json")
    (data / "empty").mkdir()
    assert segments(data / "empty") == []


@pytest.mark.parametrize("name", ["run.jsonl", "run.jsonl.zst"])
def test_lines_without_their_ends(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / name, ONE + b"\n" + TWO)
    assert read(path) == ([(1, ONE[:-1]), (3, TWO[:-1])], [])


@pytest.mark.parametrize("name", ["run.jsonl", "run.jsonl.zst"])
def test_a_torn_last_line_is_named(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / name, ONE + b'{"id":"x/2","raw":{}')
    got, faults = read(path)
    assert got == [(1, ONE[:-1])]
    assert [str(one) for one in faults] == [f"{path}:2: torn last line (20 bytes without an end)"]
    with pytest.raises(FaultError, match=r"run\.jsonl.*:2: torn last line"):
        list(lines(path))


def test_a_whole_last_line_without_an_end_counts(tmp_path: Path) -> None:
    assert read(put(tmp_path / "run.jsonl", ONE + TWO[:-1])) == ([(1, ONE[:-1]), (2, TWO[:-1])], [])


def test_a_cut_compressed_file_gives_what_is_there(tmp_path: Path) -> None:
    rng = random.Random(1)
    whole = [f'{{"id":"x/{number}","text":"{rng.randbytes(150).hex()}"}}'.encode() for number in range(3000)]
    path = put(tmp_path / "run.jsonl.zst", b"\n".join(whole) + b"\n")
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size * 7 // 10)
    got, faults = read(path)
    assert 1500 < len(got) < 2400
    assert [raw for _, raw in got] == whole[: len(got)]
    assert [(one.path, one.number) for one in faults] == [(path, len(got) + 1)]
    assert "cut short" in faults[0].reason


def test_a_damaged_compressed_file_is_named(tmp_path: Path) -> None:
    path = put(tmp_path / "run.jsonl.zst", ONE)
    path.write_bytes(path.read_bytes() + b"\x28\xb5\x2f\xfd" + b"\xff" * 200)
    got, faults = read(path)
    assert got == [(1, ONE[:-1])]
    assert [one.number for one in faults] == [2] and "damaged" in faults[0].reason
    empty = tmp_path / "empty.jsonl.zst"
    empty.touch()
    assert [one.number for one in read(empty)[1]] == [1]


def test_frames_one_behind_the_other_are_one_file(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl.zst"
    path.write_bytes(zstd.compress(ONE) + zstd.compress(TWO))
    assert read(path) == ([(1, ONE[:-1]), (2, TWO[:-1])], [])


def test_an_endless_line_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments_module, "_MAX_LINE", 20)
    path = put(tmp_path / "run.jsonl", ONE + b"x" * 70 + b"\n" + TWO)
    got, faults = read(path)
    assert got == [(1, ONE[:-1]), (3, TWO[:-1])]
    assert [str(one) for one in faults] == [f"{path}:2: a line of more than 20 bytes"]


@pytest.mark.parametrize("name", ["run.jsonl", "run.jsonl.zst"])
def test_memory_holds_a_line_not_the_file(tmp_path: Path, name: str) -> None:
    body = b"".join(b'{"id":"x/%d","text":"%s"}\n' % (n, os.urandom(2000).hex().encode()) for n in range(3000))
    path = put(tmp_path / name, body)
    size = len(body)
    del body
    tracemalloc.start()
    assert sum(1 for _ in lines(path)) == 3000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < size / 5
