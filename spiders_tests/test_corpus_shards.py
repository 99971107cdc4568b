"""Shards of the segments: read one after the other they give what `load` gives, wherever they are cut."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.corpus import load
from hanoi_press.corpus.shards import run_units, shard_articles, shard_units, shards
from hanoi_press.engine.unit import EngineError, Unit, UnitEnd, WorkContext
from hanoi_press.store.segments import Fault, refuse
from spiders_tests.corpora import line, put
from spiders_tests.inline_engine import InlineContext, InlineEngine
from spiders_tests.reposting_corpora import put_reposts


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shards")
    put_reposts(folder, most=25)
    return folder


@settings(max_examples=25, deadline=None)
@given(size=st.integers(1, 60), since=st.sampled_from([None, "2026-11-11"]))
def test_all_shards_give_what_load_gives(data: Path, size: int, since: str | None) -> None:
    expected = load(data, since=since, on_error="skip")
    articles = [one.id for one in expected]
    given_ = load(data, since=since, on_error="skip")
    given_.selection.scan(given_.on_fault)
    parts = shards(given_.selection, size)
    found = []
    for part, unit in zip(parts, shard_units("read", "a:b", parts, given_.selection.days), strict=True):
        sent = Unit(unit.name, unit.work, json.loads(json.dumps(unit.inputs)), files=unit.files)

        def on_fault(stretch: int, fault: Fault, part: list = part) -> None:
            given_.on_fault(Fault(part[stretch].path, fault.number, fault.reason))

        found += [one.id for one in shard_articles(InlineContext(sent, data, 1), on_fault)]
    assert found == articles and given_.faults == expected.faults
    longest = max(given_.selection.visible.count(path) for path in given_.selection.paths)
    assert max(sum(stretch.count for stretch in part) for part in parts) <= max(size, -(-longest // 8))


def test_a_long_segment_is_cut_eight_times_at_most(tmp_path: Path) -> None:
    for name, count in (("a", 3), ("b", 50), ("c", 4), ("d", 4)):
        put(tmp_path, f"mst/2026-11/{name}.jsonl", *[line(f"mst/{name}{n}") for n in range(count)])
    selection = load(tmp_path).selection
    selection.scan(refuse)
    parts = [[(one.path.name[0], one.first, one.count) for one in part] for part in shards(selection, 5)]
    assert parts[0] == [("a", 1, 3)] and parts[1:8] == [[("b", 1 + 7 * n, 7)] for n in range(7)]
    assert parts[8:] == [[("b", 50, 1), ("c", 1, 4), ("d", 1, 2)], [("d", 3, 2)]]


def work(context: WorkContext) -> dict[str, str]:
    if context.inputs.get("fails"):
        raise RuntimeError("no luck")
    return {"name": context.folder.name}


def test_the_ends_come_in_the_order_of_the_units(tmp_path: Path) -> None:
    units = [Unit(name, f"{__name__}:work") for name in ("c", "a", "b")]
    engine = InlineEngine(lambda some: some[::-1])
    assert run_units(engine, units, tmp_path, [], lambda end: end.result) == [{"name": one} for one in ("c", "a", "b")]


def test_all_that_fail_are_named_and_retries_are_told(tmp_path: Path) -> None:
    units = [Unit(f"u{n}", f"{__name__}:work", {"fails": n in (1, 3)}) for n in range(5)]

    def after(end: UnitEnd) -> None:
        end.retries = ["it died"] if end.unit.name == "u4" else []

    engine, retries = InlineEngine(after=after), list[str]()
    with pytest.raises(EngineError, match=r"^2 of 5 parts of the work .*: u1: .*no luck.*; u3: .*no luck"):
        run_units(engine, units, tmp_path, retries, lambda end: end.result)
    assert engine.done == ["u0", "u1", "u2", "u3", "u4"] and retries == ["u4: it died"]


def test_a_run_that_was_stopped_has_no_result(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="stopped"):
        units = [Unit(name, f"{__name__}:work") for name in ("a", "b")]
        run_units(InlineEngine(lambda some: some[:1]), units, tmp_path, [], lambda end: end.result)
