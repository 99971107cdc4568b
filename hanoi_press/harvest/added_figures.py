"""Add the figures of several units of one source up, as those of one run of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_WORST_FIRST = ("blocked", "failed", "drifted", "stopped", "ok")
_LARGEST = ("slowest", "nights_in_a_row", "given_up_before")
_NAMED = 50  # entries of a list, as in the figures of one unit


def added_figures(first: Mapping[str, Any], then: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figures of two units of a source in one run: counts added, lists joined, the worse of both verdicts.

    What can be neither added nor joined is that of the worse one, or of the first if they are alike.
    """
    worse, other = sorted((first, then), key=lambda one: _rank(one.get("status")))
    found = {key: _added(key, worse.get(key), other.get(key)) for key in {**first, **then}}
    for key in ("status", "reason", "reason_line"):
        if key in worse:
            found[key] = worse[key]
    return found


def _rank(status: object) -> int:
    return _WORST_FIRST.index(status) if status in _WORST_FIRST else 0


def _added(key: str, mine: Any, other: Any) -> Any:
    if mine is None or other is None:
        return other if mine is None else mine
    if key == "reached_back_to":
        return min(str(mine), str(other))
    if key in _LARGEST:
        return max(mine, other)
    if isinstance(mine, bool) and isinstance(other, bool):
        return mine or other
    if isinstance(mine, int | float) and isinstance(other, int | float):
        return round(mine + other, 3)
    if isinstance(mine, dict) and isinstance(other, dict):
        return {name: _added(name, mine.get(name), other.get(name)) for name in {**mine, **other}}
    if isinstance(mine, list) and isinstance(other, list):
        return [*mine, *(one for one in other if one not in mine)][:_NAMED]
    return mine
