"""`python -m benchmarks.copies [SEED …]`: precision and recall of copies, by kind of text, on two sets of texts.

The rules were set on the first set; the second was written before, and shows whether they hold. Pairs of texts in one
cluster are counted. The last line of each set is over all its pairs; `ordinary` leaves out the pairs within bulletins.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections import Counter
from collections.abc import Iterator

from benchmarks.bulletins import BULLETINS
from benchmarks.bulletins_heldout import BULLETINS_HELD_OUT
from benchmarks.corpus import article
from benchmarks.forms import BulletinForm
from benchmarks.labelled import Text
from benchmarks.newsroom import EDITS_HELD_OUT, EDITS_OF_BULLETINS, EDITS_OF_STORIES, Edit, story
from hanoi_press.corpus.duplicate_finder import clusters

SETS: dict[str, tuple[list[BulletinForm], dict[str, Edit]]] = {
    "tune": (BULLETINS, EDITS_OF_STORIES),
    "held-out": (BULLETINS_HELD_OUT, EDITS_HELD_OUT),
}


def texts_of(name: str, seed: int, each: int = 40, stories: int = 80) -> list[Text]:
    """Return a set: of each form `each` texts, every fourth of them also reprinted, and stories with three copies."""
    forms, edits = SETS[name]
    rng = random.Random(seed)
    texts, number = [], 0
    for form in forms:
        for head, text in form.series(rng, each):
            number += 1
            texts.append(Text(head, text, frozenset({number}), form.__name__, rng.randint(0, 29)))
            if number % 4 == 0:
                edited = rng.choice(list(EDITS_OF_BULLETINS.values()))(rng, text.split("\n\n"))
                texts.append(Text(head, "\n\n".join(edited), frozenset({number}), f"{form.__name__}, reprinted", 50))
    for _ in range(stories):
        number += 1
        whole = story(rng, rng.choice([3, 4, 5, 6, 8, 10, 12]))
        texts.append(Text("Bài", "\n\n".join(whole), frozenset({number}), "story", rng.randint(0, 29)))
        for kind in rng.sample(list(edits), 3):
            edited = edits[kind](rng, list(whole))
            texts.append(Text("Bài", "\n\n".join(edited), frozenset({number}), kind, rng.randint(30, 99)))
    return texts


def pairs_found(texts: list[Text]) -> set[tuple[int, int]]:
    """Return the pairs of texts that stand in one cluster."""
    printed = (article(n, one.text, f"20{one.day:02}-01-01", one.title) for n, one in enumerate(texts))
    found: set[tuple[int, int]] = set()
    for cluster in clusters(printed):
        members = sorted(int(id.partition("/")[2]) for id in (cluster.original, *(one.id for one in cluster.copies)))
        found |= set(itertools.combinations(members, 2))
    return found


def report(name: str, seed: int) -> Iterator[str]:
    """Yield the lines on a set: those kinds with a wrong or a missed pair, and the whole."""
    texts = texts_of(name, seed)
    found = pairs_found(texts)
    every = itertools.combinations(range(len(texts)), 2)
    wanted = {(a, b) for a, b in every if texts[a].families & texts[b].families}
    wrong, missed = Counter[str](), Counter[str]()
    for pairs, count in ((found - wanted, wrong), (wanted - found, missed)):
        count.update(" / ".join(sorted({texts[a].kind, texts[b].kind})) for a, b in pairs)
    yield f"{name} set {seed}, {len(texts)} texts, {len(wanted)} pairs of copies:"
    for kind in sorted(wrong | missed):
        yield f"    {kind}: {wrong[kind]} wrong, {missed[kind]} missed"
    right = len(found & wanted)
    yield f"  precision {right / len(found):.4f} (0.99), recall {right / len(wanted):.4f} (0.97)"


def main(seeds: list[str]) -> int:
    """Print the report."""
    for seed in map(int, seeds or ["1", "2"]):
        for name in SETS:
            for line in report(name, seed):
                print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
