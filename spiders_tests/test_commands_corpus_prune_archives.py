"""`corpus prune-archives`: what it says, how it ends, and what the other commands say of pruned pages."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError

from hanoi_press.commands.corpus_parts import prune_archives, show, verify
from hanoi_press.items import ArchiveRef
from hanoi_press.store.lock import FolderLock
from hanoi_press.store.segments import segments
from spiders_tests.corpus_lines import article, opened
from spiders_tests.warc_records import record

SHOWN = ("revisions", "raw", "json", "headers")  # options of `show`
TODAY = datetime.now(UTC).date()


def name_of(age: int, source: str = "hanoimoi") -> str:
    day = TODAY - timedelta(days=age)
    return f"archive/{source}/{day:%Y-%m}/{source}-{day:%Y%m%d}.warc.gz"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two sources with archives of today, 30 and 31 days ago, and an article in each of one of them."""
    with opened(tmp_path) as folder:
        for source in ("hanoimoi", "mst"):
            for age in (0, 30, 31):
                path = tmp_path / name_of(age, source)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(b"x" * 524_288)
        for age in (0, 30, 31):
            one = article(age + 1)
            one.archive = ArchiveRef(name_of(age), 5)
            folder.keep(one)
    return tmp_path


def prune(data: Path, *arguments: str) -> int:
    parser = argparse.ArgumentParser(exit_on_error=False)
    prune_archives.add_arguments(parser)
    return prune_archives.run(parser.parse_args(arguments), data)


def ages(data: Path, source: str = "hanoimoi") -> list[int]:
    return [age for age in (0, 30, 31) if (data / name_of(age, source)).exists()]


def test_a_dry_run_says_what_would_be_deleted(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert prune(data, "--older-than", "30d", "--dry-run") == 0
    assert capsys.readouterr().out.splitlines() == [
        f"would be deleted: {name_of(31)} (0.5 MB)",
        f"would be deleted: {name_of(31, 'mst')} (0.5 MB)",
        "2 archive files would be deleted (1.0 MB)",
    ]
    assert ages(data) == ages(data, "mst") == [0, 30, 31]


def test_one_source(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert prune(data, "--older-than", "1d", "--source", "mst") == 0
    assert capsys.readouterr().out == "2 archive files deleted (1.0 MB)\n"
    assert (ages(data), ages(data, "mst")) == ([0, 30, 31], [0])


def test_verify_and_show_tell_pruned_from_gone(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / name_of(0)).write_bytes(b"xxxxx" + record("https://hanoimoi.vn/bai-1.html", date="2026-11-24T01:00:00Z"))
    assert prune(data, "--older-than", "30d") == 0
    capsys.readouterr()
    assert verify.run(argparse.Namespace(mend=False, quick=True), data) == 1
    assert "the pages of 1 of 3 lines begin" in capsys.readouterr().out
    (data / name_of(30)).unlink()
    assert verify.run(argparse.Namespace(mend=False, quick=True), data) == 1
    assert capsys.readouterr().out.splitlines() == [
        "archive: 1 files were pruned; 1 lines come from pages in them, and stay as they are",
        f"archive: {data / name_of(30)} is gone and was not pruned; 1 lines come from pages in it",
        "To mend gone: put the file back from a backup; if it was moved, a link in its old place is enough",
        "archive: the pages of 1 of 3 lines begin where they should (--quick)",
        "3 lines in 1 segments: all are as they were written",
    ]
    for id, words in (("hanoimoi/32", f"pruned: {name_of(31)} was deleted on {TODAY}"), ("hanoimoi/1", "at byte 5")):
        assert show.run(argparse.Namespace(id=id, **dict.fromkeys(SHOWN, False)), data) == 0
        assert words in capsys.readouterr().out


def test_what_is_needed_is_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(data) as folder:
        folder.ledger.mark_lost(["hanoimoi/1"])
    assert prune(data, "--older-than", "30d", "--source", "hanoimoi") == 0
    out = capsys.readouterr().out
    assert "kept: all of hanoimoi: the lines of 1 articles are lost" in out and "0 archive files deleted" in out


def test_nothing_is_deleted_from_a_damaged_folder_or_beside_a_run(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = FolderLock(data, "a harvest")
    assert prune(data, "--older-than", "30d") == 75
    lock.release()
    segments(data)[0].unlink()
    assert prune(data, "--older-than", "30d") == 1
    assert "nothing is deleted" in capsys.readouterr().err and ages(data) == [0, 30, 31]


@pytest.mark.parametrize("arguments", [("0d",), ("never",), ("30d", "--source", "hanoimio")])
def test_invalid_arguments(data: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        prune(data, "--older-than", *arguments)
    assert prune(data / "gone", "--older-than", "30d") == 2
