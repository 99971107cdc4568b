"""Open the data folder for a command; if that fails, end it with one line and the right exit code."""

from __future__ import annotations

import logging
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from scrapy.settings import BaseSettings

from hanoi_press.commands.output import say
from hanoi_press.commands.program import program
from hanoi_press.extensions.clean_log import one_line
from hanoi_press.extensions.log_handler import install_log_handler
from hanoi_press.store.disk_sizes import disk_sizes
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.ledger_errors import LedgerError
from hanoi_press.store.lock import HeldError
from hanoi_press.store.open_folders import close_shared, open_shared
from hanoi_press.store.reconcile import ReconcileResult
from hanoi_press.text.plurals import count_of

logger = logging.getLogger(__name__)
BUSY = 75  # EX_TEMPFAIL of sysexits.h
_NAMED = 20  # damaged and missing segments that are listed
FOLDER_ERRORS = (HeldError, OSError, LedgerError, sqlite3.Error)  # raised when a data folder is opened


class CommandEnd(SystemExit):
    """Raised to end a command with an exit code, after a line on standard error that says why."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(code)
        self.why = why


def end(code: int, line: str) -> NoReturn:
    """End the command with one line on standard error. Raises `CommandEnd`."""
    say(one_line(line), to=sys.stderr)
    raise CommandEnd(code, one_line(line))


def report_folder_error(path: Path, error: Exception) -> int:
    """Print why a data folder cannot be used; return the exit code: 75 if another run uses it, else 1."""
    if isinstance(error, HeldError):
        say(f"already running: {error}", to=sys.stderr)
        return BUSY
    say(f"{path} cannot be used: {error}", to=sys.stderr)
    return 1


@contextmanager
def working_folder(settings: BaseSettings, who: str) -> Iterator[DataFolder]:
    """Open the data folder for a `with` block. If that fails, end the command as `report_folder_error` says.

    `who` names this run to a second one that finds the folder in use.
    """
    path = Path(settings["DATA_DIR"])
    install_log_handler(settings)
    try:
        folder = open_shared(path, who, settings["SEGMENT_COMPRESSION"])
        folder.record.write()
    except FOLDER_ERRORS as error:
        raise CommandEnd(report_folder_error(path, error), f"{path} cannot be used: {error}") from None
    _report(folder.reconciled)
    try:
        yield folder
    except sqlite3.Error as error:
        end(1, f"{error}; the run ends, the next one repairs it")
    finally:
        try:
            close_shared(folder)
        except (OSError, sqlite3.Error) as error:
            end(1, f"{path} could not be closed: {error}; the next run repairs it")


def finish(folder: DataFolder, code: int, attention: Sequence[str] | None = None) -> int:
    """Write the end of the run to its record; return the exit code, 1 after a fault or a failed write.

    `attention`: what needs a person, for the record; without it, what went wrong at the sources.
    """
    damage = damage_of(folder)
    lines = [*damage, *(_reasons(folder) if attention is None and code else attention or ())]
    code = 1 if damage else code
    if code and not lines:
        lines = ["see the log"]
    lines = list(dict.fromkeys(lines)) if code else []
    try:
        folder.record.end(code, attention=lines, disk=_disk(folder))
    except OSError as error:
        logger.critical("the run's record could not be written: %s", error)
        lines = [*lines, f"the run's record could not be written: {error}"]
        folder.record.content |= {"exit_code": 1, "attention": lines}  # for the last line
        return 1
    return code


def damage_of(folder: DataFolder) -> list[str]:
    """Return what is wrong with the data folder, a line each: a person has to mend it, or the next run does."""
    found = []
    if number := len(folder.reconciled.faults):
        found.append(f"damage in segments of articles at {number} place{'s' * (number != 1)}: see `corpus verify`")
    if number := len(folder.reconciled.missing):
        found.append(f"{number} segment{'s' * (number != 1)} of articles gone: see `corpus verify`")
    if folder.has_damaged_ledger:
        found.append("the ledger is damaged; the next run makes it again")
    if folder.is_lost:
        found.append("the data folder was moved or taken by another run meanwhile")
    return found


def _reasons(folder: DataFolder) -> list[str]:
    found = folder.record.content["sources"]
    texts = {name: one.get("reason_line") or "; ".join([*one["faults"], *one["drift"]]) for name, one in found.items()}
    return [f"{name}: {text}" for name, text in texts.items() if text]


def _disk(folder: DataFolder) -> dict[str, int]:
    """Return the sizes of the data folder; {} with a line in the log if they cannot be measured."""
    try:
        return disk_sizes(folder.path)
    except OSError as error:
        logger.error("the sizes of %s could not be measured: %s", folder.path, error)
        return {}


def _report(found: ReconcileResult) -> None:
    """Log what was repaired when the folder was opened."""
    for one in found.salvaged:
        logger.warning("a run was broken off: %d whole lines of %s are kept in %s", one.count, one.part, one.path)
        for fault in one.faults:
            logger.warning("cut: %s", fault)
        if one.kept_as:
            logger.warning("the file with what was cut is kept as %s", one.kept_as)
    if parts := found.parts:
        kept = count_of(sum(one.articles for one in parts), "article")
        logger.warning("a harvest was broken off: %s of %s kept", kept, count_of(len(parts), "part"))
    for line in (line for one in found.parts for line in one.remarks):
        logger.warning("%s", line)
    if found.read:
        logger.info("%d lines were read into the ledger", found.read)
    report_damage(found)
    if found.lost:
        logger.warning("%d lines of articles were lost; crawl and harvest request these articles again", found.lost)


def report_damage(found: ReconcileResult) -> None:
    """Print the segments that are damaged or gone, on standard error."""
    damage = [f"a segment is damaged, its other lines are used: {fault}" for fault in found.faults]
    damage += [f"a segment is gone: {name}" for name in found.missing]
    for line in damage[:_NAMED]:
        say(one_line(line), to=sys.stderr)
    if len(damage) > _NAMED:
        say(f"… and {len(damage) - _NAMED} more", to=sys.stderr)
    if damage:
        say(f"`{program()} corpus verify` says how to mend this; until then each run ends with 1", to=sys.stderr)
