"""Complete the figures of a source with what failed after they were computed, or instead of that."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from hanoi_press.crawl.run_outcome import RunOutcome

logger = logging.getLogger(__name__)


def final_figures(recorded: dict[str, Any] | None, outcome: RunOutcome | None) -> dict[str, Any]:
    """Return the figures of a source whose crawl has ended; `recorded`: as they were when it closed."""
    if outcome is not None:
        logger.debug("%s", outcome.summary())  # the command's table says the same
    if outcome is None or recorded is None:
        why = "it did not start" if outcome is None else "its figures could not be written"
        return (outcome.figures() if outcome else {"asked": 0}) | failed_figures([why])
    if outcome.own_faults == recorded["own_faults"]:
        return recorded
    faults = {"faults": outcome.faults, "own_faults": outcome.own_faults, "reason_line": outcome.reason_line}
    return recorded | {"status": str(outcome.status)} | faults


def failed_figures(why: Sequence[str]) -> dict[str, Any]:
    """Return the figures of a source that failed by a fault of ours or of the machine, in words."""
    line = f"{'; '.join(why)}, see the log"
    return {"status": "failed", "faults": [line], "drift": [], "own_faults": list(why), "reason_line": line}


def unbegun_figures(reason: str) -> dict[str, Any]:
    """Return the figures of a source whose turn did not come before the run was stopped."""
    return {
        "asked": 0,
        "status": "stopped",
        "reason": reason,
        "faults": [],
        "drift": [],
        "own_faults": [],
        "reason_line": "",
    }
