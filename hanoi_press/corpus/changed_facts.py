"""Find the facts (numbers, days, names) in which two aligned texts differ, and count those that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from hanoi_press.corpus.shingles import FACT, NAME, NUMBER, SYLLABLE, runs
from hanoi_press.corpus.text_alignment import Alignment, Gap

# A longer stretch without at least this part of its words in the other text is a passage of its own, not the same one
# with other facts.
_LONGEST, _OF_WORDS = 25, 0.6
# A day among the first syllables counts as two facts: it says which event it is, and is hardly ever corrected.
_LEAD = 30
_SYLLABLES_A_FACT = 3  # a day, a number in millions, a person's name
_HASH, _KIND, _NAME, _NUMBER = (int(one) for one in (SYLLABLE, FACT, NAME, NUMBER))


class Change(NamedTuple):
    """Facts between the same words that differ: the numbers of their syllables in each text, and what they weigh."""

    first: list[int]
    second: list[int]
    weight: int


class SharedFacts(NamedTuple):
    """How many different syllables of facts the first text has, and how many of these in what both texts share.

    `all_shared`: True if all its facts, each time that they stand there, are in what both share.
    """

    of_first: int
    shared: int
    all_shared: bool


def shared_facts(first: Any, is_shared: Any) -> SharedFacts:
    """Count the facts of the first text. `is_shared`: which of its syllables both texts share."""
    places = (first & FACT).nonzero()[0]
    syllables, shared = first[places] & SYLLABLE, is_shared[places]
    return SharedFacts(len(set(syllables.tolist())), len(set(syllables[shared].tolist())), bool(shared.all()))


def changes(first: Any, second: Any, aligned: Alignment) -> Iterator[Change]:
    """Yield the differing facts, in the order of the first text. The same correction in several places is one."""
    seen: set[tuple[frozenset[int], frozenset[int]]] = set()
    for gap in aligned.gaps(len(first), len(second)):
        ours, theirs = first[gap.first : gap.first_end].tolist(), second[gap.second : gap.second_end].tolist()
        if not _is_same_passage(ours, theirs, gap):
            continue
        for kind in _shared_kinds(ours, theirs):
            one, two = _missing(ours, theirs, kind), _missing(theirs, ours, kind)
            if not one and not two and kind == _NUMBER and _is_other_order(ours, theirs):
                one, two = ([n for n, value in enumerate(side) if value & _NUMBER] for side in (ours, theirs))
            known = (frozenset(ours[n] & _HASH for n in one), frozenset(theirs[n] & _HASH for n in two))
            if one and two and known not in seen:
                seen.add(known)
                facts = min(_facts(one), _facts(two))
                in_lead = min(gap.first + one[0], gap.second + two[0]) < _LEAD
                if in_lead and kind == _NUMBER and (_has_day(ours, one) or _has_day(theirs, two)):
                    facts += 1
                yield Change([gap.first + n for n in one], [gap.second + n for n in two], facts)


def _shared_kinds(ours: list[int], theirs: list[int]) -> Iterator[int]:
    """Yield the kinds of facts that both stretches have."""
    for kind in (_NUMBER, _NAME):
        if any(value & kind for value in ours) and any(value & kind for value in theirs):
            yield kind


def _is_same_passage(ours: list[int], theirs: list[int], gap: Gap) -> bool:
    """Return True if the stretches are short, or say the same apart from their facts."""
    if max(len(ours), len(theirs)) <= _LONGEST:
        return True
    one, two = (Counter(value & _HASH for value in side if not value & _KIND) for side in (ours, theirs))
    return (one & two).total() >= _OF_WORDS * min(one.total(), two.total())


def _has_day(side: list[int], changed: list[int]) -> bool:
    """Return True if one of the changed numbers is that of a day or a month (`5/11`): beside another such number."""
    days = [value & _NUMBER and value & _HASH in _days_of_months() for value in side]
    return any(days[n] and (any(days[max(0, n - 1) : n]) or any(days[n + 1 : n + 2])) for n in changed)


@cache
def _days_of_months() -> frozenset[int]:
    return frozenset(int(runs(f"{n}")[0]) & _HASH for n in range(1, 32))


def _is_other_order(ours: list[int], theirs: list[int]) -> bool:
    """Return True if the words are the same and the numbers stand in another order: `7/1` and `1/7`."""
    (words, numbers), (other_words, other_numbers) = (
        ([value & _HASH for value in side if not value & _NUMBER], [value & _HASH for value in side if value & _NUMBER])
        for side in (ours, theirs)
    )
    return words == other_words and numbers != other_numbers


def _missing(some: list[int], others: list[int], kind: int) -> list[int]:
    """Return where `some` has a fact of a kind that is not among the others, or oftener than these have it."""
    left = Counter(value & _HASH for value in others)
    found = []
    for place, value in enumerate(some):
        syllable = value & _HASH
        if left[syllable]:
            left[syllable] -= 1
        elif value & kind:
            found.append(place)
    return found


def _facts(places: Iterable[int]) -> int:
    """Return how many facts the syllables at these places make: those that follow each other are one, up to three."""
    count = begin = 0
    last = -2
    for place in places:
        if place != last + 1 or place - begin >= _SYLLABLES_A_FACT:
            count, begin = count + 1, place
        last = place
    return count
