"""`engine/submitted_unit.py`: when the loss of workers is held against a unit."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest

from hanoi_press.engine.process_engine import ATTEMPTS, LONG
from hanoi_press.engine.submitted_unit import SubmittedUnit
from hanoi_press.engine.unit import Unit


def lost(*ages: float | None, was_alone: bool = True) -> SubmittedUnit:
    """Return a unit whose workers were lost so many seconds after it began on them; None: it had not begun."""
    found = SubmittedUnit("run", 0, Unit("a", "m:f"), Path("a"))
    for age in ages:
        found.begun = None if age is None else monotonic() - age
        found.note_loss(was_alone=was_alone)
    return found


@pytest.mark.parametrize(
    ("ages", "is_hopeless"),
    [
        ([1, 1], False),
        ([1, 1, 1], True),
        ([1, None, 1], False),  # it had not begun on the second
        ([1, LONG + 1, 1], False),
        ([1, LONG + 1, 1, 1], True),
        ([LONG + 1] * 5, False),
    ],
)
def test_workers_that_are_lost(ages: list[float | None], is_hopeless: bool) -> None:
    assert lost(*ages).is_hopeless is is_hopeless


def test_what_is_forgiven_allows_a_further_attempt() -> None:
    assert lost(1, LONG + 1).payload("x", {})["attempts"] == ATTEMPTS + 1
    assert lost(1, was_alone=False).payload("x", {})["attempts"] == ATTEMPTS + 1
    assert lost(1, 1, 1).payload("x", {})["attempts"] == 0
    assert not lost(1, 1, 1, was_alone=False).is_hopeless
