"""Define the scope of a run of a source, and pages that are due without being listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from hanoi_press.store.capture_table import ArchivedAnswer


@dataclass(frozen=True, slots=True)
class RunScope:
    """The part of a source that a run covers.

    `name` states the route and sections that the run is limited to; "" for all. `since` (included) and `until`
    (excluded) bound the time of publication, in seconds since 1970. `always`: known pages are read again, as for a
    stored archive or with `url=`. `walks`: the run reads discovery pages.
    """

    name: str = ""
    since: int = 0
    until: int | None = None
    always: bool = False
    walks: bool = True

    def holds(self, moment: int) -> bool:
        """Return True if a time is between `since` and `until`."""
        return moment >= self.since and (self.until is None or moment < self.until)


class DuePage(NamedTuple):
    """A page to request although no list contains it.

    `ask`: address and posted JSON of the API that is requested instead of the page; None to request the page itself.
    `stamp`: the change that a list states. `answer`: the archived answer that is read in place of a request.
    """

    id: str
    url: str
    ask: tuple[str, Any] | None
    stamp: int | None = None
    answer: ArchivedAnswer | None = None
