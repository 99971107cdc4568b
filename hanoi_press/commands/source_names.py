"""Check the source names on a command line."""

from __future__ import annotations

from collections.abc import Iterable

from hanoi_press.commands.command_folder import end
from hanoi_press.sources import sources
from hanoi_press.sources.names import unknown_source


def checked_names(named: Iterable[str]) -> list[str]:
    """Return the names, each once. End the command (2) if one is no source."""
    names = list(dict.fromkeys(named))
    for name in names:
        if name.startswith("-"):
            end(2, f"invalid option {name}; `-h` lists the options")
        if name not in sources():
            end(2, unknown_source(name))
    return names
