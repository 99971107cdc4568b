"""Make the labelled set for near duplicates: invented texts, edited copies of them, and texts that only look alike.

A family is an original and its copies, edited as newsrooms edit. Texts of different families are never copies of each
other, however alike (formulaic news; two reports that quote one speech). A merged text belongs to two families.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from benchmarks.formulaic import FAMILIES
from benchmarks.heldout import HELD_OUT
from benchmarks.invented import paragraphs, sentence, title


class Text(NamedTuple):
    """A text of the set and its families: one, or two for a text that is merged of two.

    `day` (0 to 99) is when it was printed: a copy after its original, a merged text after both.
    """

    title: str
    text: str
    families: frozenset[int]
    kind: str
    day: int


def _cut(rng: random.Random, whole: list[str]) -> list[str]:
    return whole[: max(1, round(len(whole) * rng.uniform(0.5, 0.8)))]


def _cut_head(rng: random.Random, whole: list[str]) -> list[str]:
    return whole[round(len(whole) * rng.uniform(0.15, 0.4)) :]


def _retitled(rng: random.Random, whole: list[str]) -> list[str]:
    return [sentence(rng), *whole[1:]] if len(whole) > 4 else whole


def _captions(rng: random.Random, whole: list[str]) -> list[str]:
    """Insert captions into the text, as some sites do."""
    out = list(whole)
    for _ in range(2):
        out.insert(rng.randrange(len(out)), " ".join(sentence(rng).split()[:12]) + ". Ảnh: PV")
    return out


def _dateline(rng: random.Random, whole: list[str]) -> list[str]:
    return [f"({rng.choice(['TTXVN', 'Chinhphu.vn', 'HNMO'])}) - {whole[0]}", *whole[1:], "Theo TTXVN"]


def _edited(rng: random.Random, whole: list[str]) -> list[str]:
    """Change one word in forty, drop one sentence in twelve, spell tone marks in the other way."""
    out = []
    for paragraph in whole:
        sentences = [one for one in re.split(r"(?<=\.) ", paragraph) if rng.random() > 1 / 12]
        words = " ".join(sentences).split()
        out.append(" ".join("song" if rng.random() < 1 / 40 else word for word in words))
    return [one.replace("hóa", "hoá").replace("thủy", "thuỷ").replace("hòa", "hoà") for one in out if one]


def _reordered(rng: random.Random, whole: list[str]) -> list[str]:
    return [*whole[1:], whole[0]]


def _verbatim(rng: random.Random, whole: list[str]) -> list[str]:
    return whole


EDITS: dict[str, Callable[[random.Random, list[str]], list[str]]] = {
    "verbatim": _verbatim,
    "cut": _cut,
    "cut-head": _cut_head,
    "retitled": _retitled,
    "captions": _captions,
    "dateline": _dateline,
    "edited": _edited,
    "reordered": _reordered,
}


def labelled(seed: int, own: list[tuple[str, str]] = [], families: int = 150) -> list[Text]:  # noqa: B006
    """Return `own` originals (title, text) and invented ones, each with copies; formulaic news; merged texts."""
    rng = random.Random(seed)
    originals = [*own, *((title(rng), "\n\n".join(paragraphs(rng, rng.randint(4, 12)))) for _ in range(families))]
    texts = [one for number, (head, text) in enumerate(originals) for one in _family(rng, number, head, text)]
    texts += _merged(rng, originals)
    texts += _quoting(rng, len(originals))
    texts += _formulaic(rng, len(originals) + 1000)
    rng.shuffle(texts)
    return texts


def _family(rng: random.Random, number: int, head: str, text: str) -> Iterator[Text]:
    yield Text(head, text, frozenset({number}), "original", rng.randint(0, 29))
    for kind in rng.sample(list(EDITS), 3):
        edited = EDITS[kind](rng, text.split("\n\n"))
        yield Text(
            title(rng) if kind == "retitled" else head,
            "\n\n".join(edited),
            frozenset({number}),
            kind,
            rng.randint(30, 69),
        )


def _merged(rng: random.Random, originals: list[tuple[str, str]]) -> Iterator[Text]:
    """Yield two articles under one headline, of similar length, as in a round-up."""
    by_length = sorted(range(len(originals)), key=lambda n: len(originals[n][1]))
    for one, two in zip(by_length[::10], by_length[1::10], strict=False):
        text = f"{originals[one][1]}\n\n{originals[two][1]}"
        yield Text(title(rng), text, frozenset({one, two}), "merged", rng.randint(70, 99))


def _quoting(rng: random.Random, first: int) -> Iterator[Text]:
    """Yield reports of one event by two papers: different texts around the same quotation."""
    for number in range(40):
        quote = f"“{' '.join(sentence(rng) for _ in range(2))}”"
        for paper in range(2):
            own = paragraphs(rng, rng.randint(4, 7))
            own.insert(2, quote)
            yield Text(
                title(rng), "\n\n".join(own), frozenset({first + 2 * number + paper}), "quoting", rng.randint(0, 99)
            )


def _formulaic(rng: random.Random, first: int) -> Iterator[Text]:
    """Yield forty texts of each kind of formulaic news; every fourth one is reprinted, which is a true copy."""
    number = first
    for make in (*FAMILIES, *HELD_OUT):
        for _ in range(40):
            number += 1
            head, text = make(rng)
            yield Text(head, text, frozenset({number}), make.__name__, rng.randint(0, 29))
            if number % 4 == 0:
                edited = EDITS[rng.choice(["verbatim", "dateline"])](rng, text.split("\n\n"))
                yield Text(head, "\n\n".join(edited), frozenset({number}), f"{make.__name__} reprinted", 50)
