"""Choose a few captures of a year: spread over the year, over the forms of addresses, and of different articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.sources import Source
from hanoi_press.text.hosts import host_of

_MOST = 2000  # captures that are looked at, of all parts of the year


class _Candidate(NamedTuple):
    """A capture of an article: the article's id, and the form of its address (host and kind)."""

    capture: IndexedCapture
    id: str
    form: tuple[str, int]


def chosen_captures(captures: Sequence[IndexedCapture], source: Source, wanted: int) -> Iterator[IndexedCapture]:
    """Yield captures of articles: first `wanted` of them, one of each part of the year, then others in their place.

    `captures`: of one year, oldest first. The choice is the same whenever it is asked for.
    """
    step = -(-len(captures) // _MOST) or 1
    left = [found for one in captures[::step] if (found := _candidate(one, source)) is not None]
    forms: Counter[tuple[str, int]] = Counter()
    number = 0
    while left:
        part = (2 * (number % wanted) + 1) / (2 * wanted)  # the middle of the next part
        target = int(left[int(part * len(left))].capture.captured)
        best = min(left, key=lambda one: _worth(one, forms, target))
        forms[best.form] += 1
        number += 1
        yield best.capture
        left = [one for one in left if one.id != best.id]


def _worth(one: _Candidate, forms: Counter[tuple[str, int]], target: int) -> tuple[int, int, str]:
    return forms[one.form], abs(int(one.capture.captured) - target), one.capture.url


def _candidate(capture: IndexedCapture, source: Source) -> _Candidate | None:
    identity = source.identify(capture.url)
    if identity is None:
        return None
    kinds = enumerate(source.addresses)
    kind = next((at for at, kind in kinds if kind.identity(identity.url, source.name, source.publisher)), -1)
    return _Candidate(capture, identity.id, (host_of(capture.url), kind))
