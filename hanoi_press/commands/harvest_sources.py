"""Choose the sources of a harvest: those named, else those of the config, else all that can be harvested."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from scrapy.settings import BaseSettings

from hanoi_press.commands.command_folder import end
from hanoi_press.commands.source_names import checked_names
from hanoi_press.sources import sources


def add_exclude_option(parser: argparse.ArgumentParser) -> None:
    """Declare `--exclude`."""
    parser.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="NAME[,NAME]",
        help="not these sources; repeatable (also `exclude` in the config file)",
    )


def harvest_sources(
    named: list[str], excluded: Iterable[str], settings: BaseSettings, *, only_verified: bool
) -> list[str]:
    """Return the sources to harvest. Ends the command (2) if one is unknown, or none is left.

    Sources that are named are harvested also if the config file excludes them.
    """
    known = sources()
    without = checked_names(name.strip() for one in excluded for name in one.split(",") if name.strip())
    chosen = checked_names(named)
    if both := [name for name in chosen if name in without]:
        end(2, f"{both[0]} is named and excluded; leave out one of the two")
    if not chosen:
        without += settings.getlist("HARVEST_EXCLUDE")
        chosen = settings.getlist("HARVEST_SOURCES") or [
            name for name, source in known.items() if source.status != "refused" and source.route_order
        ]
    left = [name for name in dict.fromkeys(chosen) if name not in without]
    if not left:
        end(2, "nothing to harvest: all sources are excluded; name a source, or exclude fewer")
    if only_verified:
        left = [name for name in left if known[name].status == "verified"]
    if not left:
        end(2, "nothing to harvest: none of these sources was checked on a real page; leave out --only-verified")
    return left
