"""Cut what `load` selects into shards, each read by a unit of work of its own, on whatever process or machine.

The articles of all shards, in order, are those of `load`, with the same faults. A shard is one or more stretches of
lines, each of one segment.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from hanoi_press.corpus.days import Days
from hanoi_press.corpus.selection import OnFault, Selection, articles_of
from hanoi_press.engine.unit import Engine, EngineError, Unit, UnitEnd, WorkContext
from hanoi_press.items import Article
from hanoi_press.store.segments import ENDINGS, Fault, SegmentLine, lines

T = TypeVar("T")
_MOST_CUTS = 8  # of a segment; to read past a line costs a thirtieth of what its text costs
_NAMED = 5  # units given up that are named


@dataclass(frozen=True, slots=True)
class Stretch:
    """`count` lines of a segment, from `first` on. A bit of `hidden` is set if its line is not loaded.

    `refused`: why lines that can be read are faults, by number.
    """

    path: Path
    first: int
    count: int
    hidden: bytes
    refused: dict[int, str]

    def holds(self, number: int) -> bool:
        """Return True if a line is in the stretch."""
        return self.first <= number < self.first + self.count

    def is_visible(self, line: SegmentLine) -> bool:
        """Return True if a line is to be loaded (or reported, if it is broken)."""
        if not self.holds(line.number):
            return False
        bit = line.number - self.first
        return not self.hidden[bit >> 3] & (1 << (bit & 7))

    def refusal(self, line: SegmentLine) -> str | None:
        """Return why a line that can be read is not loaded, or None."""
        return self.refused.get(line.number)

    def read(self, days: Days, on_fault: OnFault) -> Iterator[Article]:
        """Yield its articles. Raises `OSError`."""

        def on_own_fault(fault: Fault) -> None:
            if self.holds(fault.number):
                on_fault(fault)

        yield from articles_of(self._visible(on_own_fault), self.refusal, days, on_fault)

    def _visible(self, on_fault: OnFault) -> Iterator[SegmentLine]:
        for line in lines(self.path, on_fault):
            if self.is_visible(line):
                yield line
            elif line.number >= self.first and not self.holds(line.number):
                return


def shards(selection: Selection, size: int) -> list[list[Stretch]]:
    """Return the shards of a selection that was scanned, of `size` lines each; the last one may have fewer.

    A long segment is cut at most eight times, because the lines before a stretch have to be read as well.
    """
    found: list[list[Stretch]] = []
    room = 0
    for path in selection.paths:
        first, count = 1, selection.visible.count(path)
        least = -(-count // _MOST_CUTS)
        while first <= count:
            if not room or room < least > size:
                found.append([])
                room = max(size, least)
            end = min(first + room, count + 1)
            hidden, refused = selection.visible.stretch_of(path, first, end)
            found[-1].append(Stretch(path, first, end - first, hidden, refused))
            room -= end - first
            first = end
    return found


def shard_units(kind: str, work: str, parts: list[list[Stretch]], days: Days, **inputs: Any) -> list[Unit]:
    """Return a unit for each shard, named `<kind>-<number>`, whose work reads it with `shard_articles`."""
    units = []
    for number, part in enumerate(parts):
        names = [f"{n}{ENDINGS[one.path.name.endswith(ENDINGS[1])]}" for n, one in enumerate(part)]
        stretches = [_stated(name, one) for name, one in zip(names, part, strict=True)]
        files = {name: str(one.path) for name, one in zip(names, part, strict=True)}
        stated = {"stretches": stretches, "first_day": days.first, "last_day": days.last, **inputs}
        units.append(Unit(f"{kind}-{number:05}", work, stated, files=files))
    return units


def _stated(name: str, one: Stretch) -> dict[str, Any]:
    """Return a stretch as plain JSON; its segment is `name` among the files of the unit."""
    hidden = b64encode(one.hidden).decode()
    refused = {str(number): reason for number, reason in one.refused.items()}
    return {
        "file": name,
        "first": one.first,
        "count": one.count,
        "hidden": hidden,
        "refused": refused,
    }


def shard_articles(context: WorkContext, on_fault: Callable[[int, Fault], None]) -> Iterator[Article]:
    """Yield the articles of the shard that a unit is given; each is a sign of life. Raises `OSError`.

    `on_fault` is called with the number of the stretch, because the path is that of a copy on another machine.
    """
    days = Days(context.inputs["first_day"], context.inputs["last_day"])
    for number, stated in enumerate(context.inputs["stretches"]):
        refused = {int(line): reason for line, reason in stated["refused"].items()}
        path, hidden = context.file(stated["file"]), b64decode(stated["hidden"])
        stretch = Stretch(path, stated["first"], stated["count"], hidden, refused)
        for article in stretch.read(days, partial(on_fault, number)):
            context.tell("beat")
            yield article


def prepare_nothing(unit: Unit, folder: Path) -> None:
    """Leave the folder of a unit empty."""


def run_units(
    engine: Engine,
    units: list[Unit],
    root: Path,
    retries: list[str],
    take: Callable[[UnitEnd], T],
    prepare: Callable[[Unit, Path], None] = prepare_nothing,
) -> list[T]:
    """Run units to their ends; return what `take` makes of each end, in the order of the units.

    `take` may raise `ValueError` for files that are not what the work writes. `retries` gets a line for each retry.
    If a unit is given up, the others go on; then `EngineError` names those that were given up. Raises `OSError`.
    """
    taken: dict[str, T] = {}
    failed = []
    for end in engine.run(units, root, prepare=prepare):
        retries += [f"{end.unit.name}: {line}" for line in end.retries]
        if end.error:
            failed.append(f"{_described(end.unit)}: {end.error}")
        elif end.result is not None:
            try:
                taken[end.unit.name] = take(end)
            except ValueError as error:
                failed.append(f"{_described(end.unit)}: {error}")
    if failed:
        further = "; …" if len(failed) > _NAMED else ""
        named = "; ".join(failed[:_NAMED]) + further
        raise EngineError(f"{len(failed)} of {len(units)} parts of the work could not be done: {named}")
    if len(taken) < len(units):
        raise EngineError("stopped before the end")
    return [taken.pop(unit.name) for unit in units]


def _described(unit: Unit) -> str:
    """Return the name of a unit, and where its lines begin if it reads segments."""
    stretches = unit.inputs.get("stretches")
    if not stretches:
        return unit.name
    return f"{unit.name} ({unit.files[stretches[0]['file']]} from line {stretches[0]['first']})"
