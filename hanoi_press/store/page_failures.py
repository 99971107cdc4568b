"""Decide at the end of a run which of its failures count as tries of their pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

_FEW = 3  # pages that may fail in a quiet night
# Verdicts on a page that a site gives for all its pages while it, its robots.txt or its redirects are out of order.
_DOUBTFUL = frozenset({"gone", "not-found", "list", "redirect", "elsewhere", "forbidden"})


class PageFailure(NamedTuple):
    """A page that could not be read. `of_host`: the fault may be the whole host's; `requested`: as the caller wants.

    `tried` is what the end of the run adds to the tries of the page.
    """

    id: str
    why: str
    of_host: bool
    requested: Any = None
    tried: int = 1


class PageFailures:
    """The failures of one run.

    When the whole host fails, or nothing at all can be read (another template, a fault of ours), no page comes nearer
    to being given up. The caller sets `any_read` when an article was read, and `any_unchanged` for a 304.
    """

    def __init__(self) -> None:
        self.any_read = self.any_unchanged = False
        self._found: list[PageFailure] = []
        self._in_doubt: list[PageFailure] = []

    def add(self, failure: PageFailure) -> None:
        """Record a failure."""
        self._found.append(failure)

    def doubt(self, id: str, verdict: str, requested: Any) -> None:
        """Record that a page is no article by this verdict, which was counted as a try of the page."""
        if verdict in _DOUBTFUL:
            self._in_doubt.append(PageFailure(id, f"{verdict}, like every page", False, requested, tried=-1))

    def that_count(self, has_tries: Callable[[str], bool]) -> list[PageFailure]:
        """Return the failures that count as tries, and forget all.

        They do if an article was read in this run; for a failure of the host a 304 is enough. If none was, they do
        only if few pages failed and each has tries already: such a quiet night says nothing against the site. And if
        none was, a page in doubt is a failure that does not count.
        """
        found, self._found = self._found, []
        own = [one for one in found if not one.of_host]
        at_fault = self.any_read or (len(own) <= _FEW and all(has_tries(one.id) for one in own))
        doubted, self._in_doubt = [] if self.any_read else self._in_doubt, []
        return doubted + [one for one in found if (self.any_read or self.any_unchanged if one.of_host else at_fault)]
