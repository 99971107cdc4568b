"""Decide which units may start next: in the order of their list, never two with a common host at one time."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence


class HostQueue:
    """Units by their number in a list, which wait, hold their hosts, or are done. It starts nothing itself."""

    def __init__(self, hosts: Sequence[frozenset[str]]) -> None:
        self._hosts = hosts
        self._waiting = list(range(len(hosts)))
        self._held: set[str] = set()

    def __len__(self) -> int:
        """Return the number of units that wait."""
        return len(self._waiting)

    def ready(self) -> Iterator[int]:
        """Yield the units that wait and whose hosts are free, in their order; some may be started meanwhile.

        None overtakes an earlier one with which it has a host in common.
        """
        taken = set(self._held)
        for number in list(self._waiting):
            if taken.isdisjoint(self._hosts[number]):
                yield number
            taken |= self._hosts[number]

    def start(self, number: int) -> None:
        """Take a unit that waits; its hosts are held from now on."""
        self._waiting.remove(number)
        self._held |= self._hosts[number]

    def release(self, number: int) -> None:
        """Free the hosts of a unit that has ended."""
        self._held -= self._hosts[number]

    def wait_again(self, number: int) -> None:
        """Put a unit that was started back in its place; its hosts are free."""
        self.release(number)
        insort(self._waiting, number)

    def drop(self) -> list[int]:
        """Return the units that wait, in their order; none waits any more."""
        dropped, self._waiting = self._waiting, []
        return dropped
