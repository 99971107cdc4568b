"""Define a unit of work, what its work function is given, and how it ended.

A unit is a function from its inputs to files in a folder of its own. It may run twice, in part or as a whole: what an
earlier attempt left in the folder is there when the next attempt starts, on whatever machine.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, Protocol

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}")
SILENCE = 600.0  # seconds


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of work.

    `name` is unique in a run and names the unit's folder: ASCII letters, digits, `.`, `_`, `-`.
    `work`: the function that does it, as `package.module:function`, so that a process on another machine finds it. A
    plain function has its process for itself. A coroutine function may run beside others in one process; the event loop
    is run by `run_loop(main)` of its module if there is one (which sets no signal handlers), else by `asyncio.run`.
    `inputs`: plain JSON. `hosts`: sites that it asks; two units with a common host never run at the same time.
    `files`: local files that its process has to read, by the name under which `WorkContext.file` finds them.
    `silence`: seconds without a sign of life after which its process is killed; 0 for no limit.
    """

    name: str
    work: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)
    silence: float = SILENCE

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"invalid name of a unit: {self.name!r}")


class Message(NamedTuple):
    """Something that a running unit tells: `kind` is `beat`, `log` (`level`, `logger`, `text`) or `progress`."""

    kind: str
    what: Mapping[str, Any]


class WorkContext(Protocol):
    """What a work function is given."""

    folder: Path
    """The unit's own folder. It holds what the caller prepared, and what an earlier attempt left."""
    inputs: Mapping[str, Any]
    attempt: int
    """1 for the first attempt."""

    def tell(self, kind: str, **what: Any) -> None:
        """Send a message (plain JSON), which is also a sign of life."""

    def file(self, name: str) -> Path:
        """Return where a file of `Unit.files` lies on this machine."""

    @property
    def is_stopping(self) -> bool:
        """True once the run is to end early: the work then returns soon, with what it has."""


Work = Callable[[WorkContext], "dict[str, Any] | Awaitable[dict[str, Any]]"]


@dataclass(slots=True)
class UnitEnd:
    """How a unit ended.

    `folder`: its folder on this machine, with all that it wrote. `result`: what its work returned (plain JSON); None if
    it came to no end. `retries`: why earlier attempts ended, a line each. `error`: why it was given up; "" if it ended
    well. A unit that was stopped has no error, and a result only if its work returned one.
    """

    unit: Unit
    folder: Path
    result: dict[str, Any] | None = None
    retries: list[str] = field(default_factory=list)
    error: str = ""


class Engine(Protocol):
    """What runs units: processes of this machine, or a Dask cluster."""

    def run(
        self,
        units: list[Unit],
        root: Path,
        *,
        prepare: Callable[[Unit, Path], None] = lambda unit, folder: None,
        on_message: Callable[[Unit, Message], None] = lambda unit, message: None,
    ) -> Iterator[UnitEnd]:
        """Yield the ends of the units, in the order in which they end. Raises `EngineError`, `OSError`.

        Each unit works in `root/<name>`. `prepare` is called in this process with that folder, which exists, just
        before the first attempt. Units start in the order of the list, as far as their hosts are free: a host is free
        again when the caller asks for the next end, so that what it made of the last one is there for the next unit.
        """

    def stop(self) -> None:
        """Let running units end early, and start no others; `run` yields their ends. May be called by a signal."""

    def close(self) -> None:
        """End all processes. Units that still run are killed."""


class EngineError(Exception):
    """Raised if units cannot be run at all; the message is one line and says what to do."""


def work_function(name: str) -> Work:
    """Return the function that `Unit.work` names. Raises `ImportError`, `AttributeError`."""
    module, _, function = name.partition(":")
    found: Work = getattr(import_module(module), function)
    return found
