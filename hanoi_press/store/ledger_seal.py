"""Seal the closed ledger with a checksum, so that any damage is found before a run uses it.

`ledger.sqlite.sum` has size, SHA-256 and SQLite's change counter of `ledger.sqlite`. It is written when a run has
closed the ledger, and removed before the next run changes it; so a ledger without one was left by a killed run, or by
an earlier version of this program.
"""

from __future__ import annotations

import errno
import json
import os
from hashlib import file_digest
from pathlib import Path

from hanoi_press.store.atomic import sync_file, sync_folder, write_whole
from hanoi_press.store.ledger_errors import JOURNALS, LedgerError
from hanoi_press.store.salvage import unused_path

SEED = "seed.json"  # what a part has beside its ledger (`part_seed`)


def seal_path(ledger: Path) -> Path:
    """Return `<ledger>.sum`."""
    return ledger.with_name(ledger.name + ".sum")


def is_sealed(ledger: Path) -> bool:
    """Return True if the file is as it was when it was closed; False if that is unknown.

    It is unknown without a seal, and if the change counter shows that SQLite has written the file since. Raises
    `LedgerError` if the file differs otherwise, and `OSError`.
    """
    seal = seal_path(ledger)
    if not (seal.exists() and ledger.exists()):
        return False
    try:
        stated = json.loads(seal.read_bytes())
        size, digest, changes = stated["size"], stated["sha256"], stated["changes"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False
    if (size, digest) != _checksum(ledger):
        if _changes(ledger) not in (None, changes):
            return False
        raise LedgerError(f"{ledger} is damaged: it differs from its checksum in {seal.name}", rebuild=True)
    return not has_journal(ledger)


def has_journal(ledger: Path) -> bool:
    """Return True if changes may stand in a journal of SQLite beside the file."""
    journals = [ledger.with_name(ledger.name + ending) for ending in JOURNALS if ending != "-shm"]
    return any(journal.exists() and (journal.is_dir() or journal.stat().st_size > 0) for journal in journals)


def seal(ledger: Path, *, is_of_part: bool = False) -> None:
    """Write the checksum of a closed ledger, unless changes stand in a journal. Raises `OSError`.

    `is_of_part`: the ledger is that of a part, which need not outlive a power failure: its lines do.
    """
    if ledger.exists() and not has_journal(ledger):
        is_synced = not (is_of_part or _is_of_part(ledger))
        if is_synced:
            sync_file(ledger)
        size, digest = _checksum(ledger)
        stated = {"size": size, "sha256": digest, "changes": _changes(ledger)}
        write = write_whole if is_synced else Path.write_text
        write(seal_path(ledger), json.dumps(stated) + "\n")


def _is_of_part(ledger: Path) -> bool:
    return ledger.with_name(SEED).exists()


def break_seal(ledger: Path) -> None:
    """Remove the checksum for good, because the ledger is about to change. Raises `OSError`."""
    path = seal_path(ledger)
    if path.is_dir():
        path.replace(unused_path(path.with_name(path.name + ".damaged")))
    if os.path.lexists(path):
        path.unlink()
        if not _is_of_part(ledger):
            sync_folder(ledger.parent)


def _checksum(ledger: Path) -> tuple[int, str]:
    """Return size and SHA-256: 0.2 s for the 270 MB of a million pages."""
    try:
        with ledger.open("rb") as file:
            return os.fstat(file.fileno()).st_size, file_digest(file, "sha256").hexdigest()
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        raise LedgerError(f"{ledger} is damaged: {error.strerror}", rebuild=True) from error


def _changes(ledger: Path) -> int | None:
    """Return the file's change counter; None if its two copies differ (offsets 24 and 92 of SQLite's file format)."""
    with ledger.open("rb") as file:
        header = file.read(100)
    one, two = (int.from_bytes(header[start : start + 4]) for start in (24, 92))
    return one if one == two and len(header) == 100 else None
