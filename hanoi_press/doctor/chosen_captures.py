"""Choose a few captures of a year: spread over the year, over the forms of addresses, and of different articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.sources import Source
from hanoi_press.text.hosts import host_of


def chosen_captures(captures: Sequence[IndexedCapture], source: Source, wanted: int) -> Iterator[IndexedCapture]:
    """Yield captures of articles: first `wanted` of them, one of each part of the year, then others in their place.

    `captures`: of one year, oldest first. The choice is the same whenever it is asked for.
    """
    left = [one for one in captures if source.identify(one.url) is not None]
    forms: Counter[tuple[str, int]] = Counter()
    ids: set[str] = set()
    total, number = len(left), 0
    while left:
        at = (2 * (number % wanted) + 1) * total // (2 * wanted)  # the middle of the next part
        target = left[min(at * len(left) // max(total, 1), len(left) - 1)].captured
        best = min(left, key=lambda one: (forms[_form(one, source)], abs(int(one.captured) - int(target)), one.url))
        forms[_form(best, source)] += 1
        identity = source.identify(best.url)
        assert identity is not None
        if identity.id not in ids:
            ids.add(identity.id)
            number += 1
            yield best
        left = [one for one in left if one is not best]


def _form(capture: IndexedCapture, source: Source) -> tuple[str, int]:
    """Return host and kind of an article's address."""
    kinds = enumerate(source.addresses)
    number = next((at for at, kind in kinds if kind.identity(capture.url, source.name, source.publisher)), -1)
    return host_of(capture.url), number
