"""`store/stored_readings.py`: how stored articles were read, by day."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.items import Extraction
from hanoi_press.store import stored_readings as stored_readings_module
from hanoi_press.store.segments import segments
from hanoi_press.store.stored_readings import reading_figures, reading_kinds, stored_readings
from spiders_tests.corpus_lines import article, opened


def store(data: Path, run: str, *numbers: int, day: str, reading: Extraction) -> None:
    with opened(data, "zstd") as folder:
        folder.run = run
        for number in numbers:
            one = article(number)
            one.fetched_at, one.extraction = f"{day}T01:00:00Z", reading
            folder.keep(one)


def test_the_latest_days_first(tmp_path: Path) -> None:
    assert list(stored_readings(tmp_path, "hanoimoi", "x")) == []
    own = Extraction("own", {"title": "css", "authors": "json-ld"}, "high")
    store(tmp_path, "20261123T010000Z-1", 1, 2, day="2026-11-23", reading=own)
    store(tmp_path, "20261124T010000Z-1", 3, day="2026-11-24", reading=Extraction("generic", {"title": "meta"}))
    store(tmp_path, "20261125T010000Z-1", 4, day="2026-11-25", reading=own)
    captured = Extraction("own", {"title": "css"}, "high", "wayback")
    store(tmp_path, "20261124T020000Z-1", 5, day="2026-11-24", reading=captured)  # says nothing of the site
    (segments(tmp_path)[0].with_name("20261122T010000Z-1.jsonl")).write_text('{"torn\n{"extraction": 3}\n')
    found = list(stored_readings(tmp_path, "hanoimoi", "20261125T010000Z-1"))
    generic = {"pages": {"generic": 1}, "fields": {"title/meta": 1}, "confidence": {}}
    fields = {"authors/json-ld": 2, "title/css": 2}
    assert found == [
        ("20261124", {"extraction": generic}),
        ("20261123", {"extraction": {"pages": {"own": 2}, "fields": fields, "confidence": {"high": 2}}}),
    ]
    assert list(stored_readings(tmp_path, "mst", "x")) == []


def test_a_back_fill_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_readings_module, "_MOST_SEEN", 2)
    store(tmp_path, "20261123T010000Z-1", 1, day="2026-11-23", reading=Extraction("own", {}, "high"))
    captured = Extraction("own", {}, "high", "wayback")
    for number in (2, 3):
        store(tmp_path, f"20261124T0{number}0000Z-1", number, day="2015-11-24", reading=captured)
    assert list(stored_readings(tmp_path, "hanoimoi", "x")) == []


def test_kinds_and_figures() -> None:
    from collections import Counter

    counts = Counter(reading_kinds("own", {"title": "css"}, "low"))
    counts["page"] = counts["pages/stored"] = counts["new"] = 7
    assert reading_figures(counts) == {"pages": {"own": 1}, "fields": {"title/css": 1}, "confidence": {"low": 1}}
