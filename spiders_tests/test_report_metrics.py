"""`report/metrics.py`: metrics.prom, read as Prometheus reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hanoi_press.report.metrics import write_metrics
from spiders_tests.notice_server import samples, stored_run

MOJ = {
    "status": "blocked",
    "asked": 3,
    "new": 1,
    "blocked": 2,
    "unreadable": 1,
    "nights_in_a_row": 4,
    "seconds": 12.5,
    "requests": 20,
    "pages": {"stored": 1, "unreadable": 1, "blocked": 2},
    "given_up": [{"id": "moj/1", "url": "https://moj.gov.vn/1", "why": "parse", "tries": 4}],
    "extraction": {"pages": {"liferay": 1, "liferay-detail": 2, "learnt": 1}},
}


def written(data: Path, **more: Any) -> dict[tuple[str, ...], float]:
    return samples(write_metrics(data, stored_run(data, **more)))


def test_a_run_and_its_sources(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        exit_code=1,
        attention=["a", "b"],
        disk={"articles": 100, "archive": 2000, "free": 10**12},
        sources={"moj": MOJ},
    )
    assert found["run_exit_code",] == 1 and found["run_attention",] == 2 and found["run_duration_seconds",] == 1800
    assert found["run_finished_timestamp_seconds",] == 1795664400  # 2026-11-26 03:40 UTC
    assert found["disk_bytes", "archive"] == 2000 and found["disk_bytes", "free"] == 1e12
    assert found["source_status", "moj", "blocked"] == 1 and found["source_status", "moj", "ok"] == 0
    assert found["source_articles", "new", "moj"] == 1
    assert found["source_bad_pages", "blocked", "moj"] == 2
    assert found["source_bad_pages", "unreadable", "moj"] == 1
    assert found["source_bad_pages", "given_up", "moj"] == 1
    assert found["source_nights_in_a_row", "moj"] == 4
    assert found["source_duration_seconds", "moj"] == 12.5 and found["source_requests", "moj"] == 20
    assert found["source_layer_share", "selectors", "moj"] == 0.75
    assert found["source_layer_share", "learnt", "moj"] == 0.25
    assert ("run_last_good_timestamp_seconds",) not in found


def test_none_are_left_of_the_night_before_if_they_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path)

    def full(path: Path, content: bytes) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("hanoi_press.report.metrics.write_whole", full)
    with pytest.raises(OSError, match="No space"):
        written(tmp_path, exit_code=1, attention=["a"])
    assert not (tmp_path / "metrics.prom").exists()


def test_sources_of_earlier_runs_stay(tmp_path: Path) -> None:
    stored_run(tmp_path, "20261125T031000Z-7", finished="2026-11-25T03:40:00+00:00", sources={"moj": MOJ, "mst": MOJ})
    stored_run(tmp_path, "20261125T230000Z-8", sources={"moj": {"status": "ok", "read": 3}})  # a replay
    found = written(tmp_path, exit_code=1, sources={"mst": MOJ | {"new": 9}})
    assert found["source_articles", "new", "mst"] == 9 and found["source_articles", "new", "moj"] == 1
    assert (
        found["source_last_run_timestamp_seconds", "mst"] - found["source_last_run_timestamp_seconds", "moj"] == 86400
    )
    assert found["run_last_good_timestamp_seconds",] > 0


def test_names_are_escaped(tmp_path: Path) -> None:
    name = 'a"b\\c\nd'
    assert written(tmp_path, sources={name: MOJ})["source_nights_in_a_row", name] == 4


def test_a_record_without_anything(tmp_path: Path) -> None:
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "20261126T031000Z-77.json").write_text("{", "utf-8")
    found = samples(write_metrics(tmp_path, "20261126T031000Z-77"))
    assert found["run_attention",] == 0 and not any(key[0].startswith("source") for key in found)


def test_the_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = write_metrics(tmp_path, stored_run(tmp_path))
    before = path.stat().st_ino
    assert write_metrics(tmp_path, stored_run(tmp_path)).stat().st_ino != before
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["metrics.prom"]
