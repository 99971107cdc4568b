"""`harvest/sent_progress.py`: the progress of a unit is drawn by another process as if it were its own."""

from __future__ import annotations

import json
from datetime import date
from time import monotonic
from typing import Any

import pytest

from hanoi_press.extensions.progress_display import ProgressDisplay
from hanoi_press.extensions.source_progress import SourceProgress
from hanoi_press.harvest.sent_progress import DrawnProgress, SentProgress


class Told:
    """A context that keeps what it is told, as JSON takes it."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    def tell(self, kind: str, **what: Any) -> None:
        assert kind == "progress"
        self.sent.append(json.loads(json.dumps(what)))


def test_a_state_arrives_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_open", "draw"):
        monkeypatch.setattr(ProgressDisplay, name, lambda display: None)
    told: Any = Told()
    sending, drawn = SentProgress(told), DrawnProgress()
    state = SourceProgress("hanoimoi-2020", monotonic() - 50, date.today(), limit=60, since=date(2020, 1, 1))
    sending.add(state)
    state.articles, state.changed, state.pages, state.counted = 7, 2, 11, 9
    state.reach("2020-05-01T08:00:00+07:00")
    sending.draw()  # a moment after the last one
    assert len(told.sent) == 1
    sending.end(state)
    for what in told.sent:
        drawn.show("hanoimoi-2020", what)
    (shown,) = drawn._display.sources
    for name in ("name", "limit", "since", "counted", "articles", "changed", "pages", "oldest"):
        assert getattr(shown, name) == getattr(state, name), name
    assert shown.ended is not None and 49 < shown.seconds(monotonic()) < 60
