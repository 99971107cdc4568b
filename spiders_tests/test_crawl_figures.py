"""`crawl/figures.py`: the earlier nights of a source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hanoi_press.crawl.figures import earlier_nights
from hanoi_press.store.reading import package_reading
from spiders_tests.corpus_lines import article, opened


def record(data: Path, day: int, **figures: Any) -> None:
    path = data / "runs" / f"202611{day:02}T010000Z-1.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"sources": {"hanoimoi": figures}}))


def test_records_then_the_corpus(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.run = "20261124T010000Z-1"
        for number in range(3):
            folder.keep(article(number))  # read on 2026-11-24
    with opened(tmp_path) as folder:
        folder.run = "20261130T010000Z-1"
        assert [(one.day, one.read) for one in earlier_nights(folder, "hanoimoi")] == [("20261124", 3)]
        record(tmp_path, 25, asked=2, pages={"stored": 2})
        record(tmp_path, 26, read=9, unreadable_kinds={"parse": 9})  # a replay
        record(tmp_path, 27, asked=0, pages={})
        record(tmp_path, 28, asked=0, pages={}, via={"wayback": {"asked": 90}})  # says nothing of the site
        record(tmp_path, 30, asked=9, pages={"stored": 9})  # this run
        found = [(one.day, one.read) for one in earlier_nights(folder, "hanoimoi")]
        assert found == [("20261127", 0), ("20261125", 2), ("20261124", 3)]
        record(tmp_path, 24, asked=3, pages={"stored": 3})  # the record of the same articles
        assert [one.day for one in earlier_nights(folder, "hanoimoi")] == ["20261127", "20261125", "20261124"]
        record(tmp_path, 23, asked=9, pages={"stored": 9})
        assert len(earlier_nights(folder, "hanoimoi")) == 4  # enough: the corpus is not asked
        assert earlier_nights(folder, "mst") == []


def test_lines_without_confidence_are_of_another_version(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.run = "20261124T010000Z-1"
        folder.keep(article(1))
        sure = article(2)
        sure.extraction.confidence = "high"
        sure.fetched_at = "2026-11-25T01:00:00Z"
        folder.keep(sure)
    with opened(tmp_path) as folder:
        folder.run = "20261130T010000Z-1"
        found = earlier_nights(folder, "hanoimoi")
        assert [(one.day, one.reading) for one in found] == [("20261125", package_reading()), ("20261124", "")]
