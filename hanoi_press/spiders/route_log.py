"""Log which routes of a source answered: a dead host is one line, not one a route."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from logging import LoggerAdapter
from typing import Any


class RouteLog:
    """The log of discovery: failures of routes are held back until something of the site answers."""

    def __init__(self, logger: LoggerAdapter[Any]) -> None:
        self.logger = logger
        self._held: list[str] = []
        self._has_failed = False

    def failed(self, name: str, found: int, error: Exception, *, is_reachable: bool) -> None:
        """Note that a route failed after so many leads."""
        self._has_failed = True
        self._held.append(f"route {name} failed after {found} leads: {error}")
        if is_reachable:
            self._release()

    def answered(self, name: str, found: int) -> None:
        """Log that a route was read to its end; at INFO if it stands in for one that failed."""
        self._release()
        level = logging.INFO if self._has_failed else logging.DEBUG
        self.logger.log(level, "route %s answered: %d leads", name, found)

    def none_answered(self, names: Sequence[str]) -> None:
        """Log that no route answered, with the first reason if no line has named it yet."""
        why = (self._held or ["see above"])[0]
        self.logger.error("no route answered: tried %s; %.200s", ", ".join(names), why)

    def _release(self) -> None:
        for line in self._held:
            self.logger.warning("%s", line)
        self._held.clear()
