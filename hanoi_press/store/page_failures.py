"""Decide at the end of a run which of its failures count as tries of their pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class PageFailure(NamedTuple):
    """A page that could not be read. `of_host`: the fault may be the whole host's; `requested`: as the caller wants."""

    id: str
    why: str
    of_host: bool
    requested: Any = None


class PageFailures:
    """The failures of one run.

    When the whole host fails, or nothing at all can be read (another template, a fault of ours), no page comes nearer
    to being given up. The caller sets `any_read` when an article was read, and `any_unchanged` for a 304.
    """

    def __init__(self) -> None:
        self.any_read = self.any_unchanged = False
        self._found: list[PageFailure] = []

    def add(self, failure: PageFailure) -> None:
        """Record a failure."""
        self._found.append(failure)

    def that_count(self, has_tries: Callable[[str], bool]) -> list[PageFailure]:
        """Return the failures that count as tries, and forget all.

        They do if an article was read in this run; for a failure of the host a 304 is enough. If none was, they do
        only if each page that failed has tries already: such a quiet night says nothing against the site.
        """
        found, self._found = self._found, []
        own = self.any_read or all(has_tries(one.id) for one in found if not one.of_host)
        return [one for one in found if (self.any_read or self.any_unchanged if one.of_host else own)]
