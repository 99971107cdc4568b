"""The change that a list stated stays known through the runs that follow."""

from __future__ import annotations

import time
from pathlib import Path

from hanoi_press.store.folder import DataFolder
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.scope import RunScope
from spiders_tests.corpus_lines import article, opened

NOW = int(time.time()) // 60 * 60 + 7
AHEAD = NOW + 3650 * 86_400


def run(folder: DataFolder) -> SourceHistory:
    """Return the history for a new run."""
    folder.ledger.end_cycle("hanoimoi")
    return SourceHistory(folder, "hanoimoi", RunScope())


def test_a_stated_change_is_known_although_the_page_was_read_once_more(tmp_path: Path) -> None:
    """The last time it was due, so that no list stated anything."""
    with opened(tmp_path) as folder:
        for words, stamp in (("A", None), ("B", AHEAD), ("C", None)):
            history = run(folder)
            history.mark_requested("hanoimoi/1", "u", stamp)
            history.keep(article(1, words, published="2036-01-01T00:00:00Z"))
        history = run(folder)
        assert history.skip_reason("hanoimoi/1", AHEAD) == "known"
        assert history.skip_reason("hanoimoi/1", NOW) == ""
