"""The report says what the run's record decided, in words, and decides nothing itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.report.night_words import verdict_of
from hanoi_press.report.reported_run import ReportedRun, read_run
from hanoi_press.report.run_records import StoredRun
from spiders_tests import night_records as nights


def reported(record: dict[str, Any]) -> ReportedRun:
    return ReportedRun(StoredRun(record["run"], json.loads(json.dumps(record))))


@pytest.mark.parametrize(
    ("record", "tone", "headline"),
    [
        (nights.record(), "well", "All well"),
        (nights.dead_host(), "stumble", "All well, but moh stumbled"),
        (nights.block(nights_in_a_row=2), "stumble", "All well, but moj stumbled"),
        (nights.block(), "attention", "One thing needs a person"),
        (nights.redesign(), "attention", "One thing needs a person"),
        (nights.full_disk(), "attention", "2 things need a person"),
        (nights.killed(), "unknown", "This run did not end"),
        (nights.old(), "well", "All well"),
        (nights.old() | {"exit_code": 1}, "attention", "The run ended with exit code 1"),
        (nights.replay(), "well", "All well"),
    ],
)
def test_headlines(record: dict[str, Any], tone: str, headline: str) -> None:
    found = verdict_of(reported(record))
    assert (found.tone, found.headline) == (tone, headline)


def test_what_needs_a_person_is_the_records() -> None:
    record = nights.full_disk()
    assert verdict_of(reported(record)).attention == record["attention"]
    assert verdict_of(reported(nights.record())).sentence == "272 new articles and 18 corrections from 9 sources."
    found = verdict_of(reported(nights.dead_host())).sentence
    assert found == "263 new articles and 18 corrections; 8 of 9 sources ended well. Nothing to do tonight."


def test_an_old_record_that_failed_names_its_sources() -> None:
    record = nights.redesign()
    for key in ("attention", "strict"):
        del record[key]
    del record["sources"]["hanoimoi"]["reason_line"]
    (line,) = verdict_of(reported(record)).attention
    assert line.startswith("hanoimoi: read by heuristic instead of onecms-detail")


def test_many_stumbles_are_counted() -> None:
    bad = {name: {"status": "failed"} for name in list(nights.SOURCES)[:5]}
    assert verdict_of(reported(nights.with_sources(0, bad))).headline == "All well, but 5 sources stumbled"
    three = {name: {"status": "failed"} for name in ("moh", "moit", "sbv")}
    assert verdict_of(reported(nights.with_sources(0, three))).headline == "All well, but moh, moit and sbv stumbled"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"sources": 3}', b"[" * 100_000, b"\xff\xfe\x00"])
def test_a_record_that_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / f"{nights.run_name(0)}.json"
    path.write_bytes(content)
    found = verdict_of(read_run(path))
    assert (found.tone, found.headline) == ("unknown", "The record of this run cannot be read")
    assert path.name in found.sentence
