"""What CorpusIndex gives: articles, revisions, faults; for every path that `load` accepts, and whatever is in it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from hanoi_press.corpus import load
from hanoi_press.corpus.index import current_index
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.corpus.index.current_index import delete_damaged
from hanoi_press.corpus.index.index_place import IndexFailure, stamped_segments
from hanoi_press.items import ArchiveRef
from hanoi_press.store.index_lock import INDEX
from hanoi_press.store.pruned_archives import PrunedFile, write_list
from hanoi_press.store.segments import segments
from hanoi_press.store.takedown import id_of, take_down
from spiders_tests.corpora import line, put, put_corpus_to_export
from spiders_tests.index_contents import contents, loaded, shown


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "hanoi_press"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    put_corpus_to_export(tmp_path / "data")
    return tmp_path / "data"


def test_an_article_by_id_and_by_address(data: Path) -> None:
    with CorpusIndex.open(data) as index:
        found = index.get("hanoimoi/1")
        assert found is not None
        assert (found.title, found.revision) == ("Một, sửa", 2)
        assert found == next(one for one in load(data) if one.id == "hanoimoi/1")
        assert index.get("https://hanoimoi.vn/bai-1.html") == found
        assert index.get("HTTP://www.hanoimoi.vn/bai-1.html?utm_source=x#y") == found
        assert [one.title for one in index.revisions("hanoimoi/1")] == ["Một", "Một, sửa"]
        assert [one.title for one in index.revisions("https://hanoimoi.vn/bai-1.html")] == ["Một", "Một, sửa"]
        assert index.get("hanoimoi/9") is None
        assert index.get("https://hanoimoi.vn/khac.html") is None
        assert index.get("https://") is None
        assert index.revisions("hanoimoi/9") == []
        assert (index.data, index.file, index.stale) == (data, data / INDEX, None)
        with pytest.raises(KeyError):
            index.line(99)


def test_a_line_is_given_as_it_stands_in_its_segment(data: Path) -> None:
    path = put(data, "mst/2026-11/b.jsonl", b'{ "id":' + line("mst/2")[6:-1] + b"   \n")
    with CorpusIndex.open(data) as index:
        (number,) = index.db.execute("SELECT number FROM article WHERE id = 'mst/2'").fetchone()
        assert index.line(number) == path.read_bytes()[:-1]


def test_the_pruned_archive_of_an_article_is_named(data: Path) -> None:
    file = "archive/mst/a.warc.gz"
    put(data, "mst/2026-11/b.jsonl", line("mst/2", archive=ArchiveRef(file, 7)))
    write_list(data, "mst", [PrunedFile(file, 10, "2026-11-25")])
    with CorpusIndex.open(data) as index:
        found = index.get("mst/2")
        assert found is not None
        assert found.archive == ArchiveRef(file, 7, "2026-11-25")


@pytest.mark.parametrize(
    "path", ["data/articles", "data/articles/hanoimoi", "plain", "data/articles/mst/2026-11/a.jsonl"]
)
def test_any_folder_or_file(data: Path, cache: Path, path: str, tmp_path: Path) -> None:
    """Their index lies in the cache; the take-down list is that of the data folder that they are in."""
    put(tmp_path, "../plain/a.jsonl.zst", line("vov/1"), line("vov/2"))
    take_down(data, ["hanoimoi/2"])
    with CorpusIndex.open(tmp_path / path) as index:
        assert index.file.parent == cache
        assert shown(index, "latest") == loaded(tmp_path / path, "latest")
    assert not (data / INDEX).exists()


def test_a_glob_and_a_relative_path(data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data)
    for path in ("articles/*/*/a.jsonl", "."):
        with CorpusIndex.open(path) as index:
            assert shown(index, "latest") == loaded(Path(path), "latest")
    with CorpusIndex.open(data) as index:
        assert not index.made
        assert index.done is None


def test_no_corpus(tmp_path: Path, data: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such folder"):
        CorpusIndex.open(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileNotFoundError, match="no segment"):
        CorpusIndex.open(tmp_path / "empty")
    (data / "a.txt").write_text("")
    with pytest.raises(ValueError, match="is no segment"):
        CorpusIndex.open(data / "a.txt")


def test_names_that_are_no_utf_8(data: Path) -> None:
    name = os.fsdecode("mst/2026-11/Bài-\xe9.jsonl".encode("latin-1", "replace"))
    put(data, name, line("mst/2"), b"{}\n")
    for _ in range(2):
        with CorpusIndex.open(data) as index:
            assert shown(index, "latest") == loaded(data, "latest")
    assert index.done is None


def test_a_read_only_data_folder(data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index of the folder is used if it is up to date, else one in the cache; root may write everywhere."""
    CorpusIndex.open(data).close()
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).startswith(str(data)))
    with CorpusIndex.open(data) as index:
        assert index.file == data / INDEX
    put(data, "mst/2026-11/b.jsonl", line("mst/2"))
    with CorpusIndex.open(data) as index:
        assert (index.file.parent, index.stale) == (cache, None)
        assert shown(index, "latest") == loaded(data, "latest")


def test_nothing_can_be_written_anywhere(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(IndexFailure, match=r"the index cannot be made: .*corpus is read-only"):
        CorpusIndex.open(data)


def test_the_segments_are_found_as_load_finds_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the same order; no other files, no linked folders."""
    names = [
        "a/2026-11/1.jsonl",
        "a-b/2026-11/1.jsonl",
        "a/2026-11/1.jsonl.zst",
        "a/.x/1.jsonl",
        "a.b/1.jsonl",
        "1.jsonl",
    ]
    for name in [*names, "a/2026-11/2.jsonl.part", "a/2026-11/1.manifest.json", "a/3.jsonl.zst.merging", "a/x.json"]:
        put(tmp_path, name, line())
    articles = tmp_path / "articles"
    (articles / "folder.jsonl").mkdir()
    (articles / "linked").symlink_to(articles / "a")
    (articles / "link.jsonl").symlink_to(articles / "1.jsonl")
    (articles / "dangling.jsonl").symlink_to(articles / "none")
    for path in (tmp_path, articles, articles / "a"):
        found = stamped_segments(path)
        assert [path / name for name in found] == segments(path)
        assert [path / name for name, one in found.items() if one.manifest] == [
            one for one in segments(path) if one.parent.name == "2026-11" and one.parent.parent.name == "a"
        ]


def test_the_take_down_list_is_taken_up(data: Path) -> None:
    """Ids and addresses, also of an address that its line was not named after; entries may be taken back."""
    put(data, "mst/2026-11/b.jsonl", line("mst/2", url="https://mst.vn/bai-1.html"), line("mst/3"))
    file = data / "corpus/take-down.txt"
    named = id_of("https://mst.vn/bai-1.html")  # no line has this id; it counts for addresses once the list has one
    CorpusIndex.open(data).close()
    for entries in (
        "mst/3",
        "https://hanoimoi.vn/bai-1.html",
        named,
        f"{named}\nhttps://vov.vn/x.html",
        "https://mst.vn/bai-1.html\nhanoimoi/2",
        "hanoimoi/1",
        "",
    ):
        file.write_text(entries + "\n")
        with CorpusIndex.open(data) as index:
            assert not index.made
            for revisions in ("latest", "all"):
                assert shown(index, revisions) == loaded(data, revisions)
            assert index.done is not None
            assert index.done.new == 0
            after = contents(index)
        with CorpusIndex.open(data, rebuild=True) as index:
            assert contents(index) == after
    file.write_text("no entry\n")
    with pytest.raises(IndexFailure, match=r"take-down.txt:1: invalid entry 'no entry'"):
        CorpusIndex.open(data)


def test_copies_are_taken_up(data: Path) -> None:
    """A copy whose original is taken down stays; a broken file is named, and the rest is served."""
    cluster = {"original": "hanoimoi/1", "copies": [{"id": "mst/1", "kind": "near", "share": 0.9}]}
    put(data, "../corpus/duplicates.jsonl", json.dumps(cluster).encode() + b"\n")
    with CorpusIndex.open(data) as index:
        assert index.db.execute("SELECT * FROM copy").fetchall() == [("mst/1", "hanoimoi/1", "near", 0.9, 1)]
        index.require_copies()
    take_down(data, ["hanoimoi/1"])
    with CorpusIndex.open(data) as index:
        assert index.db.execute("SELECT left_out FROM copy").fetchall() == [(0,)]
    for broken in (b"{\n", b'{"original":"a","copies":[{"id":1e999,"kind":[],"share":NaN}]}\n'):
        put(data, "../corpus/duplicates.jsonl", broken)
        with CorpusIndex.open(data) as index:
            assert index.db.execute("SELECT * FROM copy").fetchall() == []
            assert index.get("mst/1") is not None
            with pytest.raises(ValueError, match="duplicates"):
                index.require_copies()
    (data / "corpus/duplicates.jsonl").unlink()
    with CorpusIndex.open(data) as index, pytest.raises(FileNotFoundError, match="copies are not known yet"):
        index.require_copies()


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_other_processes_make_the_same_index(data: Path, jobs: int) -> None:
    put(data, "vov/2026-11/a.jsonl", *(line(f"vov/{n}", text=f"Số {n}.") for n in range(400)), b"{}\n")
    with CorpusIndex.open(data, jobs=1) as index:
        expected = contents(index), shown(index, "latest")
    with CorpusIndex.open(data, rebuild=True, jobs=jobs) as index:
        assert (contents(index), shown(index, "latest")) == expected


def test_the_index_may_be_deleted_at_any_time(data: Path) -> None:
    with CorpusIndex.open(data) as index:
        delete_damaged(data)
        assert index.get("mst/1") is not None
    assert not (data / INDEX).exists()
    delete_damaged(data)
    with CorpusIndex.open(data) as index:
        assert index.made


def test_several_processes_pay_for_many_bytes_only(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    segments = current_index.CorpusFiles.of(data).segments
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(8)), raising=False)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    assert current_index._jobs(None, segments) == 1
    monkeypatch.setattr(current_index, "_LARGE", 1000)
    assert current_index._jobs(None, segments) == 4
    assert current_index._jobs(None, {}) == 1
    assert current_index._jobs(7, segments) == 7
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert current_index._jobs(None, segments) == 1
