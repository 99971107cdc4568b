"""`python -m benchmarks.corpus` at a tiny size: its parts run and count correctly."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import corpus
from benchmarks.corpus_growth import STEPS, Cost, growth, row
from benchmarks.corpus_maker import PER_MONTH, add_night, make_corpus, months_of
from benchmarks.labelled import Text
from hanoi_press.corpus import load, segments
from hanoi_press.corpus.validation import Validation
from hanoi_press.sources import sources


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench")
    corpus.make(folder, 300)
    return folder


@pytest.mark.parametrize("name", ["read", "json", "load"])
def test_all_read_the_same_lines(made: Path, name: str) -> None:
    assert corpus.RUNS[name](made) == "300"


def test_copies_are_found(made: Path) -> None:
    assert 20 <= int(corpus.run_ours(made)) <= 70  # thirteen in a hundred were made


def test_two_processes_are_timed(made: Path) -> None:
    assert float(corpus.RUNS["jobs"](made)) > 0 and float(corpus.RUNS["clock"](made)) > 0


def test_scores_count_pairs() -> None:
    text = "một hai ba bốn năm sáu bảy tám chín mười " * 5
    same = [Text("a", text, frozenset({1}), "original", 1), Text("b", text, frozenset({1}), "cut", 2)]
    assert corpus.scores(same) == (1.0, 1.0)


def test_a_measurement_is_a_process_of_its_own(made: Path) -> None:
    seconds, peak, said = corpus.measured("read", made)
    assert seconds > 0 and peak > 5 and said == "300"


def test_a_large_corpus_is_like_a_harvested_one(tmp_path: Path) -> None:
    make_corpus(tmp_path, 400, jobs=1)
    check = Validation(tmp_path)
    assert list(check) == [] and 400 < check.lines < 430 and check.files == 52
    loaded = list(load(tmp_path))
    assert len(loaded) == 400 and {one.source for one in loaded} == set(sources())
    assert sum(one.revision for one in loaded) == check.lines  # the second revisions
    assert all(one.archive and one.archive.pruned == "2025-08-01" for one in loaded)
    add_night(tmp_path)
    assert len(list(load(tmp_path))) == 500 and list(Validation(tmp_path)) == []
    before = [path.stat().st_mtime_ns for path in segments(tmp_path)]
    make_corpus(tmp_path, 400)  # what is there is used again
    assert [path.stat().st_mtime_ns for path in segments(tmp_path)] == before


def test_a_larger_corpus_is_a_longer_one() -> None:
    whole = PER_MONTH * len(sources())
    assert [(str(one), one.articles) for one in months_of(2 * whole + 7)] == [
        *(("2025-06", whole), ("2025-05", whole), ("2025-04", 7))
    ]


def test_growth_is_reported(tmp_path: Path) -> None:
    told: list[str] = []
    table, *_, legend = growth(300, tmp_path, ["load"], told.append)
    assert [line.split()[0] for line in table.splitlines()] == ["step", "load"]
    assert "for 300 articles" in legend and len(told) == 6 and "300 articles: load: " in told[-1]
    assert {one.name for one in tmp_path.iterdir()} == {"articles-100", "articles-300"}


def test_a_row_states_what_grew_beyond_the_start() -> None:
    costs = [Cost(1.0, 1.5, 90.0), Cost(2.0, 3.0, 100.0), Cost(21.0, 30.0, 150.0)]
    sizes = [100, 1_000, 10_000]
    assert row("x", costs, sizes) == ["x", "21.0", "30.0", "150", "500", "2.00 x", "1.50 x"]
    assert row("x", costs[:1] * 3, sizes)[4:] == ["-", "-", "1.00 x"]


def test_the_steps_of_the_issue_are_measured() -> None:
    kinds = {one.kind for one in STEPS}
    assert kinds == set("load index search show stats duplicates export validate verify reindex compact".split())
