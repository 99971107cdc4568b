"""The data folder: each article is written once, and its corrections as revisions."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from hanoi_press.store.folder import KeepResult
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.run_names import run_name
from hanoi_press.store.run_record import RunRecord
from hanoi_press.store.segments import lines, segments
from spiders_tests.corpus_lines import COMPRESSIONS, article, corpus, opened


@pytest.fixture(params=COMPRESSIONS)
def compression(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_an_article_once_and_its_corrections(tmp_path: Path, compression: str) -> None:
    with opened(tmp_path, compression) as data:
        assert data.keep(article(1, "Cũ.")) is KeepResult.NEW
        assert data.keep(article(2)) is KeepResult.NEW
        assert data.keep(article(1, "Cũ.")) is KeepResult.UNCHANGED
    with opened(tmp_path, compression) as data:
        changed = article(1, "Mới.")
        assert data.keep(changed) is KeepResult.CHANGED and changed.revision == 2
        assert data.keep(article(2)) is KeepResult.UNCHANGED
        back = article(1, "Cũ.")
        assert data.keep(back) is KeepResult.CHANGED and back.revision == 3
        page = data.ledger.find("hanoimoi/1")
        assert page is not None and (page.revision, page.hash) == (3, back.content_hash)
        assert data.ledger.find("hanoimoi/3") is None
    assert corpus(tmp_path) == [
        ("hanoimoi/1", 1, "Cũ."),
        ("hanoimoi/1", 2, "Mới."),
        ("hanoimoi/1", 3, "Cũ."),
        ("hanoimoi/2", 1, "Một câu."),
    ]


def test_a_manifest_proves_its_segment(tmp_path: Path, compression: str) -> None:
    with opened(tmp_path, compression) as data:
        data.keep(article(1, published="2026-11-20T08:15:32+07:00"))
        data.keep(article(2, published="2020-04-10"))
        data.keep(article(1, "Sửa."))
    (path,) = segments(tmp_path)
    stated = json.loads(path.with_name(path.name.partition(".jsonl")[0] + ".manifest.json").read_bytes())
    assert stated == {
        "source": "hanoimoi",
        "run": path.name.partition(".jsonl")[0],
        "schema_version": 2,
        "articles": 2,
        "revisions": 1,
        "first": "2020-04-10",
        "last": "2026-11-20",
        "bytes": path.stat().st_size,
        "sha256": sha256(path.read_bytes()).hexdigest(),
        "salvaged": False,
        "merged": [],
        "line_crc32": "".join(f"{crc32(line.raw):08x}" for line in lines(path)),
    }


def test_a_run_without_news_leaves_no_file(tmp_path: Path) -> None:
    with opened(tmp_path) as data:
        data.keep(article(1))
    with opened(tmp_path) as data:
        data.keep(article(1))
        assert data.close_source("hanoimoi") is None
    assert len(list(tmp_path.glob("articles/**/*"))) == 4  # source, month, segment, manifest


class Full:
    """A file on a disk that is full after `room` bytes."""

    def __init__(self, file: Any, room: int) -> None:
        self.file, self.room = file, room

    def write(self, block: Any) -> int:
        taken = bytes(block)[: self.room]
        self.room -= len(taken)
        if not taken:
            raise OSError(errno.ENOSPC, "No space left on device")
        return int(self.file.write(taken))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def test_a_full_disk_leaves_whole_lines(tmp_path: Path, compression: str) -> None:
    data = opened(tmp_path, compression)
    data.keep(article(1))
    (segment, _), *_ = data._open.values()
    whole = segment.part.read_bytes()
    segment._file = Full(segment._file, 40)  # type: ignore[assignment]
    with pytest.raises(OSError, match="No space left"):
        data.keep(article(2))
    assert segment.part.read_bytes() == whole
    with pytest.raises(OSError, match="takes no more lines"):
        data.keep(article(3))
    data.close()
    assert corpus(tmp_path) == []  # the .part stays for a run with room on the disk
    with opened(tmp_path, compression) as data:
        assert data.keep(article(1)) is KeepResult.UNCHANGED
        assert data.keep(article(2)) is KeepResult.NEW
    assert [line[0] for line in corpus(tmp_path)] == ["hanoimoi/1", "hanoimoi/2"]


def test_a_ledger_damaged_inside_is_made_again(tmp_path: Path) -> None:
    with opened(tmp_path) as data:
        for number in range(400):
            data.keep(article(number))
    file = tmp_path / "ledger.sqlite"
    content = bytearray(file.read_bytes())
    content[4096 : 4096 * 40] = b"\xff" * (4096 * 39)
    file.write_bytes(content)
    with opened(tmp_path) as data:
        assert data.keep(article(399)) is KeepResult.UNCHANGED
    assert (tmp_path / "ledger.sqlite.damaged").exists()


def test_a_line_that_the_ledger_could_not_take_is_read_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as data:
        data.keep(article(1))

        def full(page: Page) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr(data.ledger, "put", full)
        with pytest.raises(sqlite3.OperationalError):
            data.keep(article(2))
    with opened(tmp_path) as data:
        assert data.keep(article(2)) is KeepResult.UNCHANGED
    assert len(corpus(tmp_path)) == 2


def test_two_runs_of_one_second_have_two_names(tmp_path: Path) -> None:
    now = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    first = run_name(tmp_path, now)
    assert first == f"20261124T010000Z-{os.getpid()}"
    RunRecord(tmp_path, first, "x").write()
    assert run_name(tmp_path, now) == f"{first}-2"
