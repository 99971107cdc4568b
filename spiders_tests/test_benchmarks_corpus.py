"""`python -m benchmarks.corpus` at a tiny size: its parts run and count correctly."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import corpus
from benchmarks.labelled import Text


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
