"""What a run of a source is sent for, and what it finds due by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class RunScope:
    """What of a source a run is sent for.

    `name` tells kinds of runs apart (route, sections); `since`, `until` in seconds; `always`: known pages are read
    again, too (a stored archive, addresses named one by one); `walks`: discovery is asked.
    """

    name: str = ""
    since: int = 0
    until: int | None = None
    always: bool = False
    walks: bool = True

    def holds(self, moment: int) -> bool:
        """Is a moment asked for?"""
        return moment >= self.since and (self.until is None or moment < self.until)


class DuePage(NamedTuple):
    """A page that is due without having been listed: its id and address, and what to ask in its place."""

    id: str
    url: str
    ask: tuple[str, Any] | None
