"""Segments that the ledger knows and that are gone are found beside a harvest, too."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.compression import zstd
from hanoi_press.store.missing_segments import missing_segments
from hanoi_press.store.segments import segments
from spiders_tests.corpus_lines import article, opened


def test_a_segment_that_is_gone_is_named_while_a_run_works(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.keep(article(1))
    (path,) = segments(tmp_path)
    assert missing_segments(tmp_path) == []
    content = path.read_bytes()
    path.unlink()
    assert [str(fault) for fault in missing_segments(tmp_path)] == [f"{path}: the segment is gone"]
    with opened(tmp_path) as folder:
        folder.run = "29990101T010000Z-7"
        folder.keep(article(2))  # its own unfinished segment is not missing
        assert [fault.path for fault in missing_segments(tmp_path)] == [path]
    path.with_name(path.name + ".zst").write_bytes(zstd.compress(content))  # compressed by hand
    assert missing_segments(tmp_path) == []


def test_a_ledger_that_cannot_be_read_names_nothing(tmp_path: Path) -> None:
    assert missing_segments(tmp_path) == []
    (tmp_path / "ledger.sqlite").write_bytes(b"Khong phai co so du lieu." * 400)
    assert missing_segments(tmp_path) == []
