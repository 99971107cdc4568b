"""Duplicates found in units of work: the same clusters and faults as in one process, however the work is cut."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from hanoi_press.corpus import duplicate_search, load
from hanoi_press.corpus.duplicate_finder import clusters
from hanoi_press.corpus.duplicate_links import Cluster
from hanoi_press.corpus.duplicate_search import DuplicateSearch
from hanoi_press.engine.process_engine import ProcessEngine
from hanoi_press.engine.unit import Engine, EngineError, Unit, UnitEnd
from hanoi_press.store.segments import Fault, FaultError
from spiders_tests.corpora import line, put
from spiders_tests.inline_engine import InlineEngine
from spiders_tests.reposting_corpora import FAULTS, put_reposts

Found = tuple[list[Cluster], list[Fault], int]


@pytest.fixture(scope="module")
def reposts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("reposts")
    put_reposts(data)
    return data


def in_one_process(data: Path, **selection: str) -> Found:
    articles = load(data, on_error="skip", **selection)  # type: ignore[arg-type]
    return list(clusters(articles)), articles.faults, articles.skipped


def in_units(
    data: Path, engine: Engine, root: Path, lines: int = 40, pairs: int = 50, groups: int = 3, **selection: str
) -> Found:
    articles = load(data, on_error="skip", **selection)  # type: ignore[arg-type]
    search = DuplicateSearch(articles, engine, root, 2, shard_lines=lines, block_pairs=pairs, groups=groups)
    return list(search.clusters()), articles.faults, articles.skipped


@pytest.fixture(scope="module")
def expected(reposts: Path) -> Found:
    return in_one_process(reposts)


def test_one_process_finds_copies_in_other_segments_and_by_the_newest_revision(expected: Found) -> None:
    found, faults, _ = expected
    (named,) = [one for one in found if one.original == "vnx/first"]
    assert [(copy.id, copy.kind) for copy in named.copies] == [("abc/exact", "exact"), ("mst/copy", "near")]
    copies = {one.original: [(copy.id, copy.kind) for copy in one.copies] for one in found}
    assert copies["vnx/named"] == [("mst/early", "exact")] and copies["abc/one"] == [("abc/two", "exact")]
    assert len(found) > 20 and len(faults) == FAULTS


@pytest.mark.parametrize(("lines", "pairs", "groups"), [(17, 9, 8), (40, 1000, 1), (10_000, 50, 64)])
def test_the_size_of_units_changes_nothing(
    reposts: Path, expected: Found, tmp_path: Path, lines: int, pairs: int, groups: int
) -> None:
    engine = InlineEngine()
    assert in_units(reposts, engine, tmp_path, lines, pairs, groups) == expected
    counts = Counter(name.partition("-")[0] for name in engine.done)
    selection = load(reposts, on_error="skip").selection
    selection.scan(lambda fault: None)
    assert counts["read"] == counts["sketch"] == -(-selection.visible.total // lines)
    assert counts["pair"] == groups
    assert (counts["compare"] > 5) is (pairs < 1000)


@pytest.mark.parametrize("seed", range(2))
def test_units_may_end_in_any_order_and_be_done_twice(
    reposts: Path, expected: Found, tmp_path: Path, seed: int
) -> None:
    def order(units: list[Unit]) -> list[Unit]:
        return random.Random(seed).sample(units, len(units))

    assert in_units(reposts, InlineEngine(order, times=2), tmp_path) == expected


@pytest.mark.parametrize("selection", [{"since": "2026-11-11"}, {"sources": "mst"}, {"until": "2035-01-01"}])
def test_a_selection_is_the_same(reposts: Path, tmp_path: Path, selection: dict[str, str]) -> None:
    assert in_units(reposts, InlineEngine(), tmp_path, **selection) == in_one_process(reposts, **selection)


def test_a_fault_is_raised_if_none_is_accepted(reposts: Path, tmp_path: Path) -> None:
    with pytest.raises(FaultError) as one:
        list(clusters(load(reposts)))
    with pytest.raises(FaultError) as units:
        list(DuplicateSearch(load(reposts), InlineEngine(), tmp_path, 2, shard_lines=40).clusters())
    assert units.value.fault == one.value.fault


@pytest.mark.parametrize("lines", [300, 5000])
def test_all_faults_are_counted_and_the_first_ones_named(tmp_path: Path, lines: int) -> None:
    put(tmp_path, "mst/2026-08/a.jsonl", *[b"{}\n"] * 1100)
    put(tmp_path, "mst/2026-08/b.jsonl", line("mst/1"), b"{}\n")
    _, faults, skipped = found = in_units(tmp_path, InlineEngine(), tmp_path / "units", lines)
    assert found == in_one_process(tmp_path) and (len(faults), skipped) == (1000, 1101)


def test_a_corpus_without_an_article_has_no_copies(tmp_path: Path) -> None:
    put(tmp_path, "mst/2026-08/a.jsonl", b"{}\n")
    assert in_units(tmp_path, InlineEngine(), tmp_path / "units")[::2] == ([], 1)
    (tmp_path / "articles" / "mst" / "2026-08" / "a.jsonl").write_bytes(b"")
    assert in_units(tmp_path, InlineEngine(), tmp_path / "none") == ([], [], 0)


def test_a_killed_process_changes_nothing(
    reposts: Path, expected: Found, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicate_search, "WORK", "spiders_tests.killed_duplicate_units")
    articles = load(reposts, on_error="skip")
    engine = ProcessEngine(2)
    try:
        search = DuplicateSearch(articles, engine, tmp_path, 2, shard_lines=70, block_pairs=200)
        assert (list(search.clusters()), articles.faults, articles.skipped) == expected
    finally:
        engine.close()
    killed = sorted(line.partition(":")[0] for line in search.retries)
    assert killed == ["compare-00000", "pair-00000", "read-00000", "sketch-00000"]
    assert all("SIGKILL" in line for line in search.retries)


def test_a_poisonous_segment_is_named_and_the_others_are_read(
    reposts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicate_search, "WORK", "spiders_tests.poisoned_duplicate_units")
    engine = InlineEngine()
    with pytest.raises(EngineError) as raised:
        in_units(reposts, engine, tmp_path)
    segment = reposts / "articles" / "abc" / "2026-08" / "a.jsonl.zst"
    assert str(raised.value).startswith("1 of ") and "OSError('poison')" in str(raised.value)
    assert f"read-00000 ({segment} from line 1)" in str(raised.value) and len(engine.done) > 3


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("read", "runs.u64"),
        ("read", "texts.msgpack"),
        ("sketch", "keys-0.u64"),
        ("sketch", "keys-2.u64"),
        ("pair", "pairs.u64"),
        ("compare", "shares.u64"),
    ],
)
def test_what_a_unit_did_not_write_is_refused(reposts: Path, tmp_path: Path, kind: str, name: str) -> None:
    def swap(end: UnitEnd) -> None:
        if end.unit.name == f"{kind}-00001":
            other = end.folder.with_name(f"{kind}-00000") / name
            (end.folder / name).write_bytes(kept[name] if kind == "compare" else other.read_bytes()[:-1])
        elif end.unit.name == "compare-00000":
            kept[name] = (end.folder / name).read_bytes()[8:]

    kept: dict[str, bytes] = {}
    with pytest.raises(EngineError, match=f"1 of .*{kind}-00001.*{name}"):
        in_units(reposts, InlineEngine(after=swap), tmp_path)
