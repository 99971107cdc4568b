"""Delete old archives by command, or after a harvest: what both say, and how they end."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from scrapy.settings import BaseSettings

from hanoi_press.commands.command_folder import end
from hanoi_press.commands.output import say
from hanoi_press.config import keep_days
from hanoi_press.extensions.clean_log import one_line
from hanoi_press.store.archive_pruning import PruneResult, prune
from hanoi_press.store.folder import DataFolder
from hanoi_press.text.plurals import count_of

ADVICE = "use a number of days, as 90d"
_NAMED = 10  # files that are kept and named
_MEGABYTE = 1024 * 1024


def days_to_keep(option: str | None, settings: BaseSettings) -> int | None:
    """Return for how many days archives are kept, by `--keep-archives` or else KEEP_ARCHIVES; None for always.

    Ends the command (2) if it is no age.
    """
    setting = settings.get("KEEP_ARCHIVES")
    given, name = (option, "--keep-archives") if option is not None else (setting, "KEEP_ARCHIVES")
    if given in (None, ""):
        return None
    if (days := keep_days(str(given))) is None:
        end(2, one_line(f"invalid {name} {given}; {ADVICE}"))
    return days


def prune_after_run(folder: DataFolder, days: int | None, sources: Collection[str]) -> list[str]:
    """Delete the old archives of these sources after a harvest; return why that failed, in words, or [].

    What was deleted stands in the run's record as `pruned`.
    """
    if days is None or folder.is_lost or folder.has_damaged_ledger or folder.reconciled.is_damaged:
        return []
    try:
        found = prune(folder, days, sources)
    except (OSError, sqlite3.Error) as error:
        return [one_line(f"old archives could not be deleted: {error}")]
    folder.record.content["pruned"] = {
        "files": len(found.deleted),
        "bytes": found.bytes,
        "kept": len(found.kept) + len(found.lost),
    }
    if found.deleted:
        say(f"{_files(len(found.deleted))} older than {days} days deleted ({_size(found.bytes)})")
    return []


def report(found: PruneResult, *, is_trial: bool) -> None:
    """Print the files that were deleted by source, those that are kept and why, and the sum."""
    for one in found.deleted if is_trial else ():
        say(f"would be deleted: {one.file} ({_size(one.bytes)})")
    for name, count in list(found.kept.items())[:_NAMED]:
        say(f"kept: {name}: {count_of(count, 'page')} in it could not be read yet")
    if len(found.kept) > _NAMED:
        say(f"kept: … and {len(found.kept) - _NAMED} more")
    for source, count in found.lost.items():
        say(f"kept: all of {source}: the lines of {count} articles are lost; `replay` or a harvest comes first")
    verb = "would be deleted" if is_trial else "deleted"
    say(f"{_files(len(found.deleted))} {verb} ({_size(found.bytes)})")


def _files(number: int) -> str:
    return count_of(number, "archive file")


def _size(size: int) -> str:
    return f"{size / _MEGABYTE:,.1f} MB"
