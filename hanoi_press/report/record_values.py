"""Take values out of a run's record without trusting it: other versions wrote it, and its words come from pages."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

from hanoi_press.items import MAX_INT
from hanoi_press.text.moments import from_iso
from hanoi_press.text.zones import VN

_CHARACTERS = 400  # of a line that is shown
# Control characters become spaces; marks that turn the direction of the text behind them are left out.
_CLEANED = dict.fromkeys([*range(32), *range(127, 160), 0x2028, 0x2029], " ") | dict.fromkeys(
    [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
)


def number(found: object) -> int:
    """Return a count; 0 for what is none."""
    return min(max(found, 0), MAX_INT) if type(found) is int else 0


def amount(found: object) -> float | None:
    """Return a finite number of 0 or more, as of seconds; None for anything else."""
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    try:
        value = float(found)
    except OverflowError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def line(found: object, most: int = _CHARACTERS) -> str:
    """Return a text as one line of at most `most` characters that can be written as UTF-8; "" for what is no text."""
    if not isinstance(found, str):
        return ""
    cut = found[: 4 * most].encode("utf-8", "replace").decode()
    plain = " ".join(cut.translate(_CLEANED).split())
    return plain if len(plain) <= most and len(found) <= 4 * most else plain[: most - 1] + "…"


def group(found: object) -> dict[str, Any]:
    """Return an object's values by name, in its order; {} for anything else."""
    return {line(key, 80): value for key, value in found.items()} if isinstance(found, dict) else {}


def counts(found: object) -> dict[str, int]:
    """Return the counts of an object by name, the largest first, without zeros."""
    known = {name: number(value) for name, value in group(found).items()}
    return dict(sorted(((name, n) for name, n in known.items() if n), key=lambda one: (-one[1], one[0])))


def rows(found: object) -> list[dict[str, Any]]:
    """Return the objects of a list; [] for anything else."""
    return [group(one) for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def texts(found: object) -> list[str]:
    """Return the texts of a list as lines, without empty ones; a text alone is a list of one."""
    listed = found if isinstance(found, list) else [found]
    return [text for one in listed if (text := line(one))]


def moment(found: object) -> datetime | None:
    """Return a time of the record in Hanoi's zone; None for what is none."""
    try:
        known = from_iso(found) if isinstance(found, str) else None
        return known.astimezone(VN) if known else None
    except (ValueError, OverflowError):
        return None
