"""Duplicates found by a real Dask cluster on loopback, one of whose workers is killed: the clusters of one process."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra [dask] is not installed")

from hanoi_press.corpus import duplicate_search, load
from hanoi_press.corpus.duplicate_finder import clusters
from hanoi_press.corpus.duplicate_search import DuplicateSearch
from hanoi_press.engine.dask_engine import DaskEngine
from spiders_tests.dask_processes import dask_processes
from spiders_tests.reposting_corpora import put_reposts


def test_a_killed_worker_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_reposts(tmp_path / "data")
    one = load(tmp_path / "data", on_error="skip")
    expected = list(clusters(one))
    monkeypatch.setattr(duplicate_search, "WORK", "spiders_tests.killed_duplicate_workers")
    articles = load(tmp_path / "data", on_error="skip")
    with dask_processes() as processes:
        scheduler = processes.scheduler()
        for _ in range(2):
            processes.worker(scheduler)
        engine = DaskEngine(
            scheduler.address, preload=["spiders_tests.killed_duplicate_workers"], exchange=str(tmp_path / "exchange")
        )
        try:
            search = DuplicateSearch(
                articles, engine, tmp_path / "units", 2, shard_lines=100, block_pairs=250, groups=2
            )
            found = list(search.clusters())
        finally:
            engine.close()
    assert found == expected and (articles.faults, articles.skipped) == (one.faults, one.skipped)
    (retry,) = search.retries
    assert retry.startswith("read-00000: ") and "was lost" in retry
    assert not [path for path in (tmp_path / "exchange").rglob("*") if path.is_file()]
