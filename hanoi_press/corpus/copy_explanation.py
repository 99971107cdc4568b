"""Explain why two articles are copies of each other, or not: what they share, and the facts in which they differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from hanoi_press.corpus.array_file import ArrayFile
from hanoi_press.corpus.changed_facts import changes, shared_facts
from hanoi_press.corpus.duplicate_finder import runs_of, text_of
from hanoi_press.corpus.overlap import most_changes, overlap
from hanoi_press.corpus.shingles import word_numbers
from hanoi_press.corpus.sketches import BANDS, SLOTS, band_keys
from hanoi_press.corpus.text_alignment import align, covered, share
from hanoi_press.items import Article

_AROUND, _MOST = 4, 40  # words shown before and behind a fact, and in all


@dataclass(frozen=True, slots=True)
class DifferingFacts:
    """Facts that stand between the same words in two texts, in `[…]`. `weight`: for how many changed facts they count.

    A day among the first thirty syllables counts as two.
    """

    first: str
    second: str
    weight: int


@dataclass(frozen=True, slots=True)
class CopyExplanation:
    """Why two articles are copies or not.

    `rule`: what decided, in words. `of_first`, `of_second`: the part of each text (0 to 1) that is in the other.
    `runs`: of five syllables in the shorter text, of which the longer has `shared_runs`. `facts`: different syllables
    of numbers and names in the shorter text, of which `shared_facts` are in shared runs. `changed` facts were found,
    listed in `differing`; a copy may have `allowed` of them. `bands`: how many of the 64 keys by which the search
    chooses what to compare both texts have; it would not have compared texts without one, unless their content hash is
    the same.
    """

    first: str
    second: str
    copies: bool
    exact: bool
    rule: str
    of_first: float = 0.0
    of_second: float = 0.0
    shared_runs: int = 0
    runs: int = 0
    shared_facts: int = 0
    facts: int = 0
    changed: int = 0
    allowed: int = 0
    bands: int = 0
    differing: list[DifferingFacts] = field(default_factory=list)

    @property
    def compared(self) -> bool:
        """Return True if the search would have compared the two."""
        return self.exact or self.bands > 0

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain JSON types."""
        return asdict(self) | {"compared": self.compared}


def explain(first: Article, second: Article) -> CopyExplanation:
    """Compare two articles as the search for copies does, also if it would not have compared them."""
    ours, theirs = runs_of(first), runs_of(second)
    exact = first.content_hash == second.content_hash
    rule = "the same content hash" if exact else ""
    if not len(ours) or not len(theirs):
        return CopyExplanation(first.id, second.id, exact, exact, rule or "a text without words is nobody's copy")
    found = overlap(ours, theirs)
    swapped = len(ours) > len(theirs)
    shorter, longer = (theirs, ours) if swapped else (ours, theirs)
    shared = share(shorter, longer)
    count = int(shared.is_shared.sum())
    facts = shared_facts(shorter, covered(shared)[: len(shorter)])
    texts = (second, first) if swapped else (first, second)
    differing = list(_differing(shorter, longer, [text_of(one) for one in texts])) if count else []
    return CopyExplanation(
        first.id,
        second.id,
        copies=exact or found.same,
        exact=exact,
        rule=rule or found.verdict.value,
        of_first=round(found.of_first, 3),
        of_second=round(found.of_second, 3),
        shared_runs=count,
        runs=len(shared.first),
        shared_facts=facts.shared,
        facts=facts.of_first,
        changed=sum(one.weight for one in differing),
        allowed=most_changes(count, facts.shared),
        bands=_bands_in_common(ours, theirs),
        differing=[DifferingFacts(one.second, one.first, one.weight) for one in differing] if swapped else differing,
    )


def _differing(shorter: Any, longer: Any, texts: list[str]) -> Iterator[DifferingFacts]:
    words, numbers = [text.split() for text in texts], [word_numbers(text) for text in texts]
    for change in changes(shorter, longer, align(share(shorter, longer))):
        first, second = (
            _in_words(words[side], {numbers[side][place] for place in places})
            for side, places in enumerate((change.first, change.second))
        )
        yield DifferingFacts(first, second, change.weight)


def _in_words(words: list[str], facts: set[int]) -> str:
    """Return the words of these numbers in `[…]`, with the words around them."""
    begin, end = max(0, min(facts) - _AROUND), max(facts) + 1 + _AROUND
    shown = range(begin, min(end, begin + _MOST, len(words)))
    text = " ".join(f"[{words[n]}]" if n in facts else words[n] for n in shown).replace("] [", " ")
    return f"{'… ' if begin else ''}{text}{' …' if shown.stop < len(words) else ''}"


def _bands_in_common(first: Any, second: Any) -> int:
    """Return how many keys of bands two texts share, if no run is so common in the corpus that it is left out."""
    both = ArrayFile()
    both.add(first)
    both.add(second)
    (keys,) = band_keys(both, np.zeros(SLOTS, dtype=bool))
    both.close()
    assert keys.shape == (BANDS, 2)
    return int((keys[:, 0] == keys[:, 1]).sum())
