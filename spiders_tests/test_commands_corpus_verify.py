"""`scrapy corpus verify --mend` leaves nothing to mend."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from hanoi_press.commands.corpus_parts import verify
from hanoi_press.store import reconcile
from hanoi_press.store.segments import segments
from spiders_tests.corpus_lines import article, flip, opened
from spiders_tests.parts import part_of

ONLY_VERIFY, MEND = argparse.Namespace(mend=False), argparse.Namespace(mend=True)


@pytest.mark.parametrize("checked", [0, 1 << 20])
def test_a_segment_without_a_sound_line_is_forgotten_and_its_articles_are_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], checked: int
) -> None:
    """In a large corpus the command finds damage that no run has come to yet."""
    for name in ("29990101T010000Z-7", "29990101T010000Z-8"):
        with opened(tmp_path) as folder:
            folder.run = name
            folder.keep(article(int(name[-1])))
    monkeypatch.setattr(reconcile, "_CHECKED_IN_A_RUN", checked)
    path = next(path for path in segments(tmp_path) if path.name.endswith("-7.jsonl"))
    flip(path, path.read_bytes().index(b"bai-7.html"))
    assert verify.run(ONLY_VERIFY, tmp_path) == 1
    assert verify.run(MEND, tmp_path) == 0
    assert "1 articles are lost" in capsys.readouterr().out
    assert verify.run(ONLY_VERIFY, tmp_path) == 0
    with opened(tmp_path) as folder:
        assert not folder.reconciled.is_damaged
        assert [page.id for page in folder.ledger.lost_pages("hanoimoi")] == ["hanoimoi/7"]


def test_the_parts_of_a_harvest_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are no fault: a harvest runs, or the next run keeps what they have."""
    with opened(tmp_path) as folder:
        part_of(folder)
        assert verify.run(ONLY_VERIFY, tmp_path) == 0
        assert "1 part of a harvest that runs or was broken off in parts/" in capsys.readouterr().out
    assert verify.run(MEND, tmp_path) == 0
    assert not (tmp_path / "parts").exists()
