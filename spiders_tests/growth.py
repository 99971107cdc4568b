"""`python -m spiders_tests.growth [--all | --step N] [--only WORD]`: find where a page costs more than its length.

Slots of the sample pages (`growth_slots`) are filled with pump strings, repeated to `SMALL` and to `LARGE` bytes. A
slot passes if the large page costs no more than a few times what plain words of that size cost, or no more than
`MAX_RATIO` times the small one (4 is linear, 16 quadratic). Only CPU times of this process are compared with each
other, the least of several runs, so neither the machine nor its load matters.

By default each slot is filled with one pump, another one for the next slot; the test does that with every `CI_STEP`-th
slot. `--all` fills each slot with every pump, which takes some hours.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from spiders_tests.growth_pumps import PUMPS
from spiders_tests.growth_slots import SOURCES, Page, Slot, sample_pages, slots

SMALL, LARGE = 16_000, 64_000  # bytes of pump
MAX_RATIO = 7.0
MAX_TIMES_PLAIN = 400.0  # what as many bytes of empty links may cost on a list, which is parsed by several routes
_FREE = 3.0  # times the cost of plain words: then growth is not measured
_RUNS = 3
_REPEATS = 3
CI_STEP = 8


class Finding(NamedTuple):
    """A slot and a pump that cost too much: CPU seconds of the small and the large page and of plain words."""

    slot: Slot
    pump: str
    seconds: tuple[float, float]
    plain: float

    def __str__(self) -> str:
        slot, (small, large) = self.slot, self.seconds
        return (
            f"{slot.page.name} | {slot.kind} {slot.name} | {self.pump} | {SMALL}/{LARGE} bytes |"
            f" {small:.3f}/{large:.3f} s (x{large / max(small, 1e-9):.1f}), plain words {self.plain:.4f} s"
        )


def cost(read: Callable[[bytes], object], body: bytes, runs: int = 1) -> float:
    """Return the CPU seconds of the fastest run."""
    found = []
    for _ in range(runs):
        start = time.process_time()
        read(body)
        found.append(time.process_time() - start)
    return min(found)


@cache
def plain_cost(page: Page) -> float:
    """Return the CPU seconds of the page with `LARGE` bytes of plain words in a paragraph of its own at its end."""
    end = page.body.rfind(b"</body") if b"</body" in page.body else len(page.body)
    words = b"<p>" + "một câu thường ".encode() * (LARGE // 20) + b"</p>"
    return cost(page.read, page.body[:end] + words + page.body[end:], _RUNS)


def check_growth(slot: Slot, pump: str) -> Finding | None:
    """Return what is wrong with the growth of a page whose slot is filled with a pump; None if nothing is."""
    page, make = slot.page, PUMPS[slot.kind][pump]
    plain = plain_cost(page)
    small_body, large_body = slot.filled(make(SMALL)), slot.filled(make(LARGE))
    small = cost(page.read, small_body)
    if small > MAX_TIMES_PLAIN * plain:
        return Finding(slot, pump, (small, float("inf")), plain)  # the large one might take minutes
    large = cost(page.read, large_body)
    if large <= _FREE * plain:
        return None
    if not _is_too_much(small, large, plain):
        return None
    for _ in range(_REPEATS):  # a disturbed measurement only looks worse
        small, large = cost(page.read, small_body, _RUNS), min(large, cost(page.read, large_body, _RUNS - 1))
        if not _is_too_much(small, large, plain):
            return None
    return Finding(slot, pump, (small, large), plain)


def _is_too_much(small: float, large: float, plain: float) -> bool:
    return large > MAX_RATIO * small + _FREE * plain or large > MAX_TIMES_PLAIN * plain


def pairs(source: str, step: int = 0) -> Iterator[tuple[Slot, str]]:
    """Yield slots of a source's sample pages with pumps.

    With `step` 0 each slot with every pump of its kind; otherwise every `step`-th slot (each of the few in JSON)
    with one pump, the next one for the next slot, so that over all sources each pump is used some times.
    """
    every = [slot for page in sample_pages(source) for slot in slots(page)]
    chosen = [slot for n, slot in enumerate(every) if slot.kind == "json" or n % max(step, 1) == 0]
    turns = dict.fromkeys(PUMPS, SOURCES.index(source) * 7)
    for slot in chosen:
        names = list(PUMPS[slot.kind])
        if not step:
            yield from ((slot, name) for name in names)
            continue
        yield slot, names[turns[slot.kind] % len(names)]
        turns[slot.kind] += 1


def main() -> int:
    """Check the chosen slots and print what grows too fast; return 1 if anything does."""
    parser = argparse.ArgumentParser(description="Find places where a page costs more than its length.")
    parser.add_argument("--all", action="store_true", help="fill each slot with every pump")
    parser.add_argument("--step", type=int, default=1, help="fill every n-th slot, with one pump (default: 1)")
    parser.add_argument("--only", default="", help="check only slots whose page, kind or name contains this word")
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    number = failed = 0
    for slot, pump in chain.from_iterable(pairs(source, 0 if chosen.all else chosen.step) for source in SOURCES):
        if chosen.only not in f"{slot.page.name} {slot.kind} {slot.name} {pump}":
            continue
        number += 1
        if finding := check_growth(slot, pump):
            failed += 1
            print(finding, flush=True)
    print(f"{number} slots and pumps checked, {failed} grow too fast")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
