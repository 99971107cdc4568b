"""Decide by their runs of syllables and their facts whether two texts are copies of each other."""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple

from hanoi_press.corpus.changed_facts import changes, shared_facts
from hanoi_press.corpus.text_alignment import SharedRuns, align, covered, share

# Copies share at least these parts of the shorter text and of both together; a common quotation is less.
OF_SHORTER, OF_BOTH = 0.5, 0.2
# Texts with fewer runs are too short for these shares: nearly all runs must be the same.
SHORT, OF_SHORT, OF_BOTH_SHORT = 30, 0.9, 0.5
# A copy may have a changed fact (a correction) for so many shared runs and for so many shared facts. What has more is
# another bulletin of the same form.
RUNS_A_CHANGE, FACTS_A_CHANGE = 140, 12
# Texts with so many facts that share less than this part of them share only set phrases.
FEWEST_FACTS, OF_FACTS = 4, 0.4


class CopyVerdict(Enum):
    """What decided whether two texts are copies."""

    SAME = "the same words and facts"
    CORRECTED = "the same words, and so few changed facts that they are corrections"
    DIFFERENT = "too little is the same"
    OTHER_FACTS = "the same words, but other facts"
    SET_PHRASES = "the words that are the same hold hardly any of the facts"

    @property
    def same(self) -> bool:
        return self in (CopyVerdict.SAME, CopyVerdict.CORRECTED)


class Overlap(NamedTuple):
    """The part of each of two texts that is in the other (0 to 1), and whether they are the same text."""

    of_first: float
    of_second: float
    verdict: CopyVerdict

    @property
    def same(self) -> bool:
        return self.verdict.same


def overlap(first: Any, second: Any) -> Overlap:
    """Compare two arrays of `shingles.runs`."""
    if not len(first) or not len(second):
        return Overlap(0.0, 0.0, CopyVerdict.DIFFERENT)
    swapped = len(first) > len(second)
    shorter, longer = (second, first) if swapped else (first, second)
    found = share(shorter, longer)
    shared, length, other_length = int(found.is_shared.sum()), len(found.first), len(found.second)
    of_shorter, of_longer = shared / length, shared / other_length
    if not is_enough(length, of_shorter, shared / (length + other_length - shared)):
        verdict = CopyVerdict.DIFFERENT
    elif shared == length:
        verdict = CopyVerdict.SAME
    else:
        verdict = _by_facts(shorter, longer, found, shared)
    return Overlap(of_longer, of_shorter, verdict) if swapped else Overlap(of_shorter, of_longer, verdict)


def is_enough(length: int, of_shorter: float, of_both: float) -> bool:
    """Return True if so much is the same that it may be a copy. `length`: runs of the shorter text."""
    if length < SHORT:
        return of_shorter >= OF_SHORT and of_both >= OF_BOTH_SHORT
    return of_shorter >= OF_SHORTER and of_both >= OF_BOTH


def most_changes(shared: int, facts: int) -> int:
    """Return how many facts of a copy may be changed. `shared`: runs, `facts`: syllables of facts that both have."""
    return min(shared // RUNS_A_CHANGE, facts // FACTS_A_CHANGE)


def _by_facts(shorter: Any, longer: Any, found: SharedRuns, shared: int) -> CopyVerdict:
    facts = shared_facts(shorter, covered(found)[: len(shorter)])
    if facts.of_first >= FEWEST_FACTS and facts.shared < OF_FACTS * facts.of_first:
        return CopyVerdict.SET_PHRASES
    if facts.all_shared:
        return CopyVerdict.SAME
    most, changed = most_changes(shared, facts.shared), 0
    for change in changes(shorter, longer, align(found)):
        changed += change.weight
        if changed > most:
            return CopyVerdict.OTHER_FACTS
    return CopyVerdict.CORRECTED if changed else CopyVerdict.SAME
