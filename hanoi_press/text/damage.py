"""Mend letters that a page damaged, from another place where it states the same words whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

DAMAGED = "\ufffd"  # what a decoder puts in place of bytes that are no letter
_RUN = re.compile(f"{DAMAGED}+")
# Characters before and after a damaged letter that must be the same, the most first: a dateline may stand before it,
# and in the other text a letter may be damaged, or the end be cut, after it.
_AROUND = ((12, 12), (6, 12), (3, 12), (12, 6), (12, 3))
_LONGEST_AFTER = 12
_FEWEST_AROUND = 6  # on both sides together
_MOST_LETTERS = 3  # that a run of damaged ones stands for, each
_MOST_DAMAGED = 50  # in a text; one with more is not worth mending
_LONGEST = 3000  # characters of another text that are searched
_MOST_PLACES = 20  # of the same letters in it


def mended(text: str, others: Iterable[str | None]) -> str:
    """Return `text` with each damaged letter as `others` have it between the same letters; what they lack stays.

    >>> mended("Ph\\ufffdờng Láng mở cửa", ["Phường Láng mở cửa hội chợ"])
    'Phường Láng mở cửa'
    """
    for other in others:
        if DAMAGED not in text:
            break
        if other and other != text:
            text = _from_one(text, other[:_LONGEST])
    return text


def _from_one(text: str, other: str) -> str:
    parts: list[str] = []
    read = 0
    for run in list(_RUN.finditer(text))[:_MOST_DAMAGED]:
        before = text[read : run.start()]
        after = text[run.end() : run.end() + _LONGEST_AFTER].split(DAMAGED)[0]
        whole = _whole_run(before, after, len(run[0]), other)
        if whole is None and before and before[-1] > "\x7f":  # damage inside a letter may make another letter of it
            whole = _whole_run(before[:-1], after, len(run[0]) + 1, other)
            before = before if whole is None else before[:-1]
        parts += before, run[0] if whole is None else whole
        read = run.end()
    return "".join([*parts, text[read:]])


def _whole_run(before: str, after: str, number: int, other: str) -> str | None:
    found = (_whole(before[-left:], after[:right], number, other) for left, right in _AROUND)
    return next((one for one in found if one is not None), None)


def _whole(before: str, after: str, number: int, other: str) -> str | None:
    """Return what stands in `other` in place of `number` damaged letters; None if it does not hold their neighbours."""
    if len(before) + len(after) < _FEWEST_AROUND:
        return None
    at, places = other.find(before), 0
    while at >= 0 and (places := places + 1) <= _MOST_PLACES:
        start = at + len(before)
        for size in range(_MOST_LETTERS * number + 1):  # 0: a byte that belongs to no letter
            if other.startswith(after, start + size) and (after or start + size == len(other)):
                found = other[start : start + size]
                return None if DAMAGED in found else found
        at = other.find(before, at + 1) if before else -1
    return None
