"""Run the units of a replay on an engine, and give out what they read in the order of the archives."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from hanoi_press.discovery import ApiRequest
from hanoi_press.engine.unit import Engine, Message, Unit, UnitEnd
from hanoi_press.replay.readings import ReadingsError, check_readings, readings
from hanoi_press.replay.slices import SliceReading
from hanoi_press.replay.stretch_task import READINGS, StretchTask, task_of
from hanoi_press.sources import source_for, sources

_GIVEN_UP = "the rest of this part was not read"


class OrderedReadings:
    """The readings of units, in their order, as soon as the units before have ended.

    `root`: the folder of the units' folders; each is deleted when its readings have been given out. `on_message`: gets
    what the units tell. After a stop the readings end with the first unit that did not end. `retries` has a line for
    each time that something was tried again.
    """

    def __init__(self, engine: Engine, root: Path, on_message: Callable[[Unit, Message], None]) -> None:
        self.engine = engine
        self.root = root
        self.on_message = on_message
        self.retries: list[str] = []
        self._responses: Counter[str] = Counter()
        self._damaged: set[str] = set()

    def read(self, units: list[Unit]) -> Iterator[SliceReading]:
        """Yield what the units read. Raises `EngineError`, `OSError`."""
        order = {unit.name: number for number, unit in enumerate(units)}
        ended: dict[int, UnitEnd] = {}
        following, is_cut = 0, False
        for end in self._ends(units):
            ended[order[end.unit.name]] = end
            while not is_cut and following in ended:
                end = ended.pop(following)
                following += 1
                is_cut = _is_stopped(end)
                yield from self._readings(end)
                shutil.rmtree(end.folder, ignore_errors=True)

    def is_without_responses(self, address: str) -> bool:
        """Return True for an archive that is sound and was read to its end, and holds no response at all."""
        return self._responses.get(address) == 0 and address not in self._damaged

    def _ends(self, units: list[Unit]) -> Iterator[UnitEnd]:
        """Yield how the units ended; those whose readings are damaged are run a second time."""
        again: list[Unit] = []
        for end in self.engine.run(units, self.root, on_message=self.on_message):
            self._note(end)
            if fault := _fault(end):
                self.retries.append(f"{_place(end.unit)}: {fault}")
                again.append(end.unit)
            else:
                yield end
        for end in self.engine.run(again, self.root, prepare=_empty, on_message=self.on_message) if again else ():
            self._note(end)
            end.error = end.error or _fault(end)
            yield end

    def _note(self, end: UnitEnd) -> None:
        inner = (end.result or {}).get("retries")
        lines = [str(line) for line in inner] if isinstance(inner, list) else []
        self.retries += [*lines, *(f"{_place(end.unit)}: {why}" for why in end.retries)]

    def _readings(self, end: UnitEnd) -> Iterator[SliceReading]:
        task = task_of(end.unit.inputs)
        reason = end.error
        try:
            for frame in readings(end.folder / READINGS, task.digest()):
                _check(frame.reading, task)
                if frame.is_last:
                    self._responses[task.address] += frame.number
                if frame.reading.damage:
                    self._damaged.add(task.address)
                yield frame.reading
        except FileNotFoundError as error:
            reason = reason or ("" if _is_stopped(end) else str(error))
        except (ReadingsError, OSError) as error:
            reason = reason or str(error)
        if reason:
            self._damaged.add(task.address)
            yield SliceReading(damage=[task.damage(task.start, f"{reason}; {_GIVEN_UP}")])


def _empty(unit: Unit, folder: Path) -> None:
    """Delete what the first run of a unit left."""
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()


def _is_stopped(end: UnitEnd) -> bool:
    return not end.error and (end.result is None or bool(end.result.get("is_stopped")))


def _fault(end: UnitEnd) -> str:
    """Return what is wrong with the readings of a unit that ended well; "" if nothing is."""
    if end.error or _is_stopped(end):
        return ""
    try:
        check_readings(end.folder / READINGS, task_of(end.unit.inputs).digest())
    except (ReadingsError, OSError) as error:
        return str(error)
    return ""


def _place(unit: Unit) -> str:
    task = task_of(unit.inputs)
    return f"{task.address} from byte {task.start} on"


def _check(reading: SliceReading, task: StretchTask) -> None:
    """Raise `ReadingsError` for readings that no unit with this task writes."""
    articles = reading.articles
    names = [article.source for article in articles]
    names += [source for source, _ in (*reading.counts, *reading.without)]
    places = [article.archive for article in articles] + [place for _, place in reading.without]
    is_own = (
        sources().keys() >= set(names)
        and all(place is not None and place.file == task.shown for place in places)
        and all(article.id.startswith(f"{article.source}/") for article in articles)
        and {*reading.own, *reading.observed} <= set(range(len(articles)))
        and all(_is_shell(*shell) for shell in reading.shells)
    )
    if not is_own:
        raise ReadingsError("its readings are not of this part of the archive")


def _is_shell(url: str, request: ApiRequest) -> bool:
    """Return True if the request is the one by which the source of an address fetches the content of its shells."""
    source = source_for(url)
    found = source.identify(url) if source is not None and source.content_api is not None else None
    if source is None or source.content_api is None or found is None:
        return False
    return source.content_api.request_for(found.url) == request
