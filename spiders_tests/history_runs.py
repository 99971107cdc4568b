"""Runs of a source for the tests of its history."""

from __future__ import annotations

from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.scope import RunScope
from spiders_tests.corpus_lines import article

STAMP = 1_700_000_007


def run(folder: DataFolder, scope: RunScope | None = None, *, ended: bool = True) -> SourceHistory:
    """Return the history for a new run; `ended`: the run before was complete."""
    if ended:
        folder.ledger.end_cycle("hanoimoi")
    return SourceHistory(folder, "hanoimoi", scope or RunScope())


def store(history: SourceHistory, number: int, stamp: int | None = STAMP, words: str = "Một câu.") -> KeepResult | None:
    one = article(number, words)
    history.mark_requested(one.id, one.url, stamp)
    history.mark_arrived(one.id, one.id, '"e"', "Mon, 02 Mar 2026 00:00:00 GMT")
    return history.keep(one)
