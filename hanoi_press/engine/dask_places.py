"""Decide on which worker of a cluster a unit runs: all have the same share of those that run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


class Places:
    """The workers that are there, and how many of our units each has.

    `lanes`: units at a time on one worker if they ask hosts, of which they mostly wait for an answer. Of others a
    worker has one for each thread, and one that waits, so that it has no time without work.
    """

    def __init__(self, lanes: int) -> None:
        self._lanes = lanes
        self._threads: Mapping[str, int] = {}
        self._at: dict[int, tuple[str, bool]] = {}  # unit: where, and whether it asks hosts
        self._reserved: dict[str, int] = {}  # worker: the unit that has it, or is to have it, for itself

    def see(self, threads: Mapping[str, int]) -> list[tuple[int, bool]]:
        """Take notice of the workers that are there; return the units whose worker is not, and if they had it alone."""
        self._threads = threads
        self._reserved = {worker: unit for worker, unit in self._reserved.items() if worker in threads}
        had = Counter(worker for worker, _ in self._at.values())
        return [(unit, had[worker] == 1) for unit, (worker, _) in self._at.items() if worker not in threads]

    def has_room(self, *, asks_hosts: bool, waiting: int) -> bool:
        """Return True if one more unit can be placed when the `waiting` ones of its kind are placed."""
        return sum(self._room(worker, asks_hosts) for worker in self._free()) > waiting

    def place(self, unit: int, *, asks_hosts: bool, alone: bool = False) -> str | None:
        """Return the worker with the most room, to which the unit belongs from now on; None if it has to wait.

        `alone`: it gets a worker for itself, once the units that a worker has now have ended.
        """
        worker = next((worker for worker, of in self._reserved.items() if of == unit), None)
        if worker is None:
            free = self._free()
            if not free:
                return None
            worker = max(free, key=lambda one: self._room(one, asks_hosts) / self._size(one, asks_hosts))
        if alone:
            self._reserved[worker] = unit
            if any(at == worker for at, _ in self._at.values()):
                return None
        self._at[unit] = worker, asks_hosts
        return worker

    def leave(self, unit: int) -> None:
        """Take a unit from its worker."""
        self._at.pop(unit, None)
        self._reserved = {worker: of for worker, of in self._reserved.items() if of != unit}

    def _free(self) -> list[str]:
        return [worker for worker in self._threads if worker not in self._reserved]

    def _size(self, worker: str, asks_hosts: bool) -> int:
        return max(self._lanes, self._threads[worker]) if asks_hosts else self._threads[worker] + 1

    def _room(self, worker: str, asks_hosts: bool) -> int:
        has = Counter(self._at.values())[worker, asks_hosts]
        return self._size(worker, asks_hosts) - has
