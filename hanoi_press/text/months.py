"""Count in months."""

from __future__ import annotations


def months_between(first: str, last: str) -> list[str]:
    """Return the months from `first` to `last`, both included.

    >>> months_between("2025-11", "2026-02")
    ['2025-11', '2025-12', '2026-01', '2026-02']
    """
    start, end = (int(one[:4]) * 12 + int(one[5:7]) - 1 for one in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]
