"""Opening the data folder for a command, with one plain line and the right exit code where that fails."""

from __future__ import annotations

import logging
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from scrapy.settings import BaseSettings

from hanoi_press.sources import sources
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.ledger import LedgerError
from hanoi_press.store.lock import HeldError
from hanoi_press.store.open_folders import close_shared, open_shared
from hanoi_press.store.reconcile import ReconcileResult
from hanoi_press.store.segment_writer import COMPRESSIONS

logger = logging.getLogger(__name__)
BUSY = 75  # EX_TEMPFAIL of sysexits.h


def end(code: int, line: str) -> NoReturn:
    """Ends the command with one line on standard error."""
    print(line, file=sys.stderr)
    raise SystemExit(code)


def check_settings(settings: BaseSettings) -> None:
    """Ends the command (2) where a setting of ours has no meaning."""
    compression = settings["SEGMENT_COMPRESSION"]
    if compression not in COMPRESSIONS:
        end(2, f"SEGMENT_COMPRESSION={compression}: {' or '.join(COMPRESSIONS)} is accepted")
    for name, least in (("RECHECK_HOURS", 0.0), ("PAGE_TRIES", 1.0)):
        try:
            fits = float(settings[name]) >= least
        except (TypeError, ValueError):
            fits = False
        if not fits:
            end(2, f"{name}={settings[name]}: a number from {least:g} on is accepted")


def unknown_source(name: str) -> str:
    """Return the message for a name that is no source."""
    close = get_close_matches(name, sources(), 1)
    meant = f"; did you mean {close[0]!r}?" if close else f"; use {', '.join(sources())}"
    return f"invalid source name {name!r}{meant}"


@contextmanager
def working_folder(settings: BaseSettings, who: str) -> Iterator[DataFolder]:
    """The data folder for the time of a `with` block. Ends the command: 75 where another run holds it, 1 where it
    cannot be worked on."""
    path = Path(settings["DATA_DIR"])
    try:
        folder = open_shared(path, who, settings["SEGMENT_COMPRESSION"])
        folder.record.write()
    except HeldError as error:
        end(BUSY, f"already running: {error}")
    except (OSError, LedgerError, sqlite3.Error) as error:
        end(1, f"{path} cannot be worked on: {error}")
    _tell(folder.reconciled)
    try:
        yield folder
    finally:
        try:
            close_shared(folder)
        except (OSError, sqlite3.Error) as error:
            end(1, f"{path} could not be closed: {error}; the next run sets it right")


def finish(folder: DataFolder, code: int) -> int:
    """Writes the run's end to its record; the exit code, 1 where a fault was found or the record cannot be written."""
    code = 1 if folder.reconciled.faults or folder.is_damaged else code
    try:
        folder.record.end(code)
    except OSError as error:
        logger.critical("the run's record could not be written: %s", error)
        return 1
    return code


def _tell(found: ReconcileResult) -> None:
    """What was set right when the folder was opened."""
    for one in found.salvaged:
        logger.warning("a run was broken off: %d whole lines of %s are kept in %s", one.count, one.part, one.path)
        for fault in one.faults:
            logger.warning("cut: %s", fault)
        if one.kept_beside:
            logger.warning("the file with what was cut is kept as %s", one.kept_beside)
    if found.read:
        logger.info("%d lines were read into the ledger", found.read)
    for fault in found.faults:
        print(f"a segment is broken, its other lines are used: {fault}", file=sys.stderr)
    for name in found.missing:
        logger.warning("%s is gone; its articles count as known until `scrapy corpus reindex`", name)
