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

    def see(self, threads: Mapping[str, int]) -> list[int]:
        """Take notice of the workers that are there; return the units whose worker is not."""
        self._threads = threads
        return [unit for unit, (worker, _) in self._at.items() if worker not in threads]

    @property
    def workers(self) -> list[str]:
        """The addresses of the workers that are there."""
        return list(self._threads)

    def has_room(self, *, asks_hosts: bool, waiting: int) -> bool:
        """Return True if one more unit can be placed when the `waiting` ones of its kind are placed."""
        return sum(self._room(worker, asks_hosts) for worker in self._threads) > waiting

    def place(self, unit: int, *, asks_hosts: bool) -> str | None:
        """Return the worker with the most room, to which the unit belongs from now on; None if there is no worker."""
        if not self._threads:
            return None
        worker = max(self._threads, key=lambda one: self._room(one, asks_hosts) / self._size(one, asks_hosts))
        self._at[unit] = worker, asks_hosts
        return worker

    def leave(self, unit: int) -> None:
        """Take a unit from its worker."""
        self._at.pop(unit, None)

    def _size(self, worker: str, asks_hosts: bool) -> int:
        return max(self._lanes, self._threads[worker]) if asks_hosts else self._threads[worker] + 1

    def _room(self, worker: str, asks_hosts: bool) -> int:
        has = Counter(self._at.values())[worker, asks_hosts]
        return self._size(worker, asks_hosts) - has
