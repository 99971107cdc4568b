"""An engine for tests that does units in this process: in any order, and as often as wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from hanoi_press.engine.unit import Message, Unit, UnitEnd, work_function

Order = Callable[[list[Unit]], list[Unit]]


class InlineContext:
    """What the work of one unit is given."""

    is_stopping = False

    def __init__(self, unit: Unit, folder: Path, attempt: int) -> None:
        self.folder = folder
        self.inputs: Mapping[str, Any] = unit.inputs
        self.attempt = attempt
        self._files = unit.files

    def tell(self, kind: str, **what: Any) -> None:
        """Ignore the message."""

    def file(self, name: str) -> Path:
        return Path(self._files[name])


class InlineEngine:
    """`order`: in which units are done. `times`: how often each. `done`: their names. `after` sees each unit's end."""

    def __init__(
        self, order: Order = list, times: int = 1, after: Callable[[UnitEnd], None] = lambda end: None
    ) -> None:
        self.done: list[str] = []
        self._order = order
        self._times = times
        self._after = after

    def run(
        self,
        units: list[Unit],
        root: Path,
        *,
        prepare: Callable[[Unit, Path], None] = lambda unit, folder: None,
        on_message: Callable[[Unit, Message], None] = lambda unit, message: None,
    ) -> Iterator[UnitEnd]:
        for unit in self._order(units):
            end = UnitEnd(unit, root / unit.name)
            end.folder.mkdir(parents=True)
            prepare(unit, end.folder)
            try:
                for attempt in range(1, self._times + 1):
                    found = work_function(unit.work)(InlineContext(unit, end.folder, attempt))
                    assert isinstance(found, dict)
                    end.result = found
            except Exception as error:
                end.error = repr(error)
            self.done.append(unit.name)
            self._after(end)
            yield end

    def stop(self) -> None:
        raise NotImplementedError

    def close(self) -> None:
        self._order = list
