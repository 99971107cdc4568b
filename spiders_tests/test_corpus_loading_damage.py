"""A line that rotted on disk is never loaded, and does not hide the same article that was stored again."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.corpus import load
from hanoi_press.store.segments import FaultError, segments
from spiders_tests.corpus_lines import COMPRESSIONS, article, flip, opened


@pytest.mark.parametrize("compression", COMPRESSIONS)
@pytest.mark.parametrize("revisions", ["latest", "all"])
def test_a_rotten_line_hides_no_sound_one(tmp_path: Path, compression: str, revisions: str) -> None:
    with opened(tmp_path) as folder:
        folder.keep(article(1, "Một câu."))
        folder.keep(article(2, "Hai câu."))
    (path,) = segments(tmp_path)
    flip(path, path.read_bytes().index(b"u."), 2)  # still JSON, with the same content_hash
    with opened(tmp_path, compression) as folder:
        folder.run = "29990101T010000Z-7"
        assert [page.id for page in folder.ledger.lost_pages("hanoimoi")] == ["hanoimoi/1"]
        folder.keep(article(1, "Một câu."))
    found = load(tmp_path, on_error="skip", revisions=revisions)  # type: ignore[arg-type]
    assert sorted((one.id, one.text) for one in found) == [("hanoimoi/1", "Một câu."), ("hanoimoi/2", "Hai câu.")]
    assert found.skipped == 1 and found.faults[0].number == 1
    with pytest.raises(FaultError, match="the line is damaged"):
        list(load(tmp_path))
