"""What the index makes of segments: odd, edited by hand, merged, unfinished, or gone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hanoi_press.corpus.index import index_place
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.corpus.index.index_place import stamped_segments
from hanoi_press.items import ArchiveRef
from hanoi_press.store.manifest import Manifest, write_manifest
from spiders_tests.corpora import line, put, put_corpus_to_export, zstd
from spiders_tests.corpus_lines import flip
from spiders_tests.index_contents import contents, loaded, shown


@pytest.fixture
def data(tmp_path: Path) -> Path:
    put_corpus_to_export(tmp_path / "data")
    return tmp_path / "data"


ODD = {
    "utf-16": line("mst/2").decode().encode("utf-16"),
    "byte order mark": b"\xef\xbb\xbf" + line("mst/2"),
    "torn": line("mst/2") + line("mst/3")[:200],
    "no last line break": line("mst/2")[:-1],
    "cut short": zstd.compress(line("mst/2") * 500)[:-9],
    "empty": b"",
    "no article": b"[]\n{}\nnull\n\xff\xff\n\x00\n" + line("mst/2"),
    "nested": b"[" * 100_000 + b"\n" + line("mst/2"),
    "large numbers": line("mst/2", revision=2**70) + line("mst/3", archive=ArchiveRef("a", 2**64)) + line("mst/4"),
    "negative": line("mst/2", revision=-(2**53) + 1),
    "years": b"".join(
        line(f"mst/{n}", published_at=day)
        for n, day in enumerate(
            ["9999-12-31T23:59:59-12:00", "0000-01-01", "2026-13-45", "", "0001-01-01T00:00:00+14:00"]
        )
    ),
    "surrogates": line("mst/2").replace(b"xe", b"\\ud800")
    + line("mst/3").replace(b"xe", b"\\udfff\\ud800")
    + line("mst/4"),
    "zero characters": line("mst/2", title="a\0b", tags=["\0"], text="x\0y " * 9),
    "odd names": line("mst/2", section=["", "", "a"], tags=["a", "a", "A"], authors=["\u0301"], text="", summary=""),
    "id in escapes": line("mst/2").replace(b"mst/2", b"mst\\/2"),
    "key twice": line("mst/2").replace(b'"tags":[]', b'"tags":[],"tags":["x"]'),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_odd_segments(data: Path, name: str) -> None:
    put(data, f"mst/2026-11/odd.jsonl{'.zst' if name == 'cut short' else ''}", b"").write_bytes(ODD[name])
    with CorpusIndex.open(data) as index:
        for revisions in ("latest", "all"):
            assert shown(index, revisions) == loaded(data, revisions)
        assert index.get("hanoimoi/1") is not None


def test_a_line_over_the_limit(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hanoi_press.store.segments._MAX_LINE", 5000)
    put(data, "mst/2026-11/b.jsonl", line("mst/2", text="x" * 6000), line("mst/3"))
    with CorpusIndex.open(data) as index:
        assert shown(index, "latest") == loaded(data, "latest")
        assert [str(one) for one in index.faults] == [
            f"{data}/articles/mst/2026-11/b.jsonl:1: a line of more than 5000 bytes"
        ]


def test_a_segment_of_a_newer_version_or_without_rights(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(data, "mst/2026-11/b.jsonl", line("mst/2"))
    write_manifest(path, Manifest("mst", "b", schema_version=99))
    with CorpusIndex.open(data) as index:
        assert shown(index, "latest") == loaded(data, "latest")
        assert "schema version 99" in index.faults[0].reason
    write_manifest(path, Manifest.of(path))
    real = Path.open

    def refused(self: Path, *arguments: object, **named: object) -> object:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return real(self, *arguments, **named)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refused)
        for _ in range(2):
            with CorpusIndex.open(data) as index:
                assert [one.path for one in index.faults] == [path]
                assert "cannot be read" in index.faults[0].reason
    with CorpusIndex.open(data) as index:
        assert index.get("mst/2") is not None


def test_a_segment_edited_by_hand_is_read_again(data: Path) -> None:
    """Also if size and time are those of before."""
    path = data / "articles/mst/2026-11/a.jsonl"
    CorpusIndex.open(data).close()
    flip(path, path.read_bytes().index(b"B\xe1\xbb\x91n"), bit=2)
    with CorpusIndex.open(data) as index:
        found = index.get("mst/1")
        assert found is not None
        assert found.title == "@ốn"
        assert index.done is not None
        assert (index.done.new, index.done.lost) == (1, 1)


def test_unfinished_segments_do_not_count(data: Path) -> None:
    CorpusIndex.open(data).close()
    put(data, "mst/2026-11/b.jsonl.part", line("mst/2"))
    with CorpusIndex.open(data) as index:
        assert index.done is None
        assert index.get("mst/2") is None


def test_lines_move_with_a_compaction(data: Path) -> None:
    """They keep their numbers, and nothing is read into the words again; so with files that were only touched."""
    with CorpusIndex.open(data) as index:
        before = contents(index)
    paths = sorted((data / "articles/hanoimoi/2026-11").glob("*.jsonl"))
    put(data, "hanoimoi/2026-11/2026-11.jsonl.zst", *(path.read_bytes() for path in paths))
    for path in paths:
        path.unlink()
    os.utime(data / "articles/mst/2026-11/a.jsonl")
    with CorpusIndex.open(data) as index:
        assert index.done is not None
        assert (index.done.new, index.done.moved, index.done.lost) == (0, 5, 0)
        after = contents(index)
    assert {name: after[name] for name in ("article", "words", "label")} == {
        name: before[name] for name in ("article", "words", "label")
    }


def test_a_segment_that_vanishes_while_it_is_read(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A compaction has put its lines elsewhere; the segments are listed anew."""
    listed = stamped_segments(data)
    path = data / "articles/mst/2026-11/a.jsonl"
    path.rename(path.with_name("2026-11.jsonl"))
    later = [listed]
    monkeypatch.setattr(
        "hanoi_press.corpus.index.index_update.stamped_segments",
        lambda path: later.pop() if later else index_place.stamped_segments(path),
    )
    with CorpusIndex.open(data) as index:
        assert index.get("mst/1") is not None
        assert not later
