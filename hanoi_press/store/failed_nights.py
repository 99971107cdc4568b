"""Count the nights in a row in which a source failed or was blocked, from the records of its runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from hanoi_press.text.moments import VN

_BAD = ("failed", "blocked")
_GOOD = ("ok", "drifted")
_LOOK_BACK = 400  # runs; a source that has failed in all of them has failed for long enough
_READ = ("stored", "unchanged", "seen", "outside", "left_out")  # ways in which a page that came was settled


def failed_nights(run: str, figures: Mapping[str, Any], earlier: Iterable[tuple[str, Mapping[str, Any]]]) -> int:
    """Return in how many nights in a row, that of this run included, the source failed or was blocked; 0 if not now.

    Nights are days of Hanoi on which the source was crawled; several runs of one day count once. `earlier` are name and
    figures of the earlier runs, the latest first. A run that ended well ends the row, unless it wanted only a part of
    what this one wanted (`url=`, another section, a smaller limit). Killed runs and replays say nothing.
    """
    if figures.get("status") not in _BAD:
        return 0
    days = {night_of(run)}
    for name, found in islice(earlier, _LOOK_BACK):
        if "asked" not in found:  # a replay
            continue
        if found.get("status") in _BAD:
            known, day = found.get("nights_in_a_row"), night_of(name)
            if type(known) is int and known > 0:
                return len(days | {day}) + known - 1
            days.add(day)
        elif _is_over(found, figures):
            break
    return len(days)


def night_of(run: str) -> str:
    """Return the day of Hanoi on which a run started, as `20261124`; the name's first part if it states no time."""
    try:
        return f"{datetime.strptime(run[:16], '%Y%m%dT%H%M%SZ').replace(tzinfo=UTC).astimezone(VN):%Y%m%d}"
    except ValueError:
        return run[:8]


def _is_over(found: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Return True if an earlier run shows that the source could be crawled as this run wants it."""
    status = found.get("status")
    wanted = found.get("wanted")
    is_alike = wanted == now.get("wanted") and wanted is not None
    if status == "stopped":  # by a person or by --max-minutes
        pages = found.get("pages")
        has_read = isinstance(pages, dict) and any(pages.get(how) for how in _READ)
        return has_read and is_alike
    return status in _GOOD and bool(is_alike or found.get("scope", "all"))
