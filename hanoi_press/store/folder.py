"""Open a data folder for a run, or rebuild its ledger.

Opening salvages the segments of a killed run, merges the parts of a harvest that was broken off, and rebuilds a ledger
that is missing or damaged. A crawl and a replay of archives both add articles with `keep`:

    with DataFolder.open(Path("data"), "a replay") as data:
        known = data.ledger.find(article.id)      # None, or .hash and .revision of the article's last line
        result = data.keep(article)               # writes a line if the words are new; sets .revision
        data.close_source("hanoimoi")             # finishes the segment and writes its manifest
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Self

from hanoi_press.store.atomic import remove_abandoned
from hanoi_press.store.ledger import Ledger
from hanoi_press.store.ledger_errors import JOURNALS
from hanoi_press.store.ledger_seal import break_seal, seal
from hanoi_press.store.ledger_tables import LEDGER
from hanoi_press.store.left_parts import merge_left_parts, remove_empty_parts
from hanoi_press.store.lock import FolderLock
from hanoi_press.store.reconcile import ReconcileResult, reconcile
from hanoi_press.store.removal_journal import delete_journal
from hanoi_press.store.run_folder import REBUILT, KeepResult, RunFolder, remove_rebuilt, set_aside

__all__ = ["DataFolder", "KeepResult", "rebuild"]


class DataFolder(RunFolder):
    """An open data folder; `reconciled` records what was repaired on opening."""

    @classmethod
    def open(
        cls, path: Path, who: str, *, compression: str = "none", progress: Callable[[Path], None] | None = None
    ) -> Self:
        """Open a data folder, creating it if there is none; merge the parts that a killed harvest left in it.

        `who` names this run to a second one ("a harvest"), `compression` a key of `COMPRESSIONS`. `progress` is called
        with each segment that is read into the ledger.
        Raises `HeldError` if another run uses the folder or a part of it, `LedgerError` for a ledger of a newer
        version, `OSError`, and `sqlite3.Error`.
        """
        folder = super().open(path, who, compression=compression, progress=progress)
        try:
            folder.reconciled.parts = merge_left_parts(folder)
            if folder.reconciled.parts:
                folder.take_new_name(who)
        except BaseException:
            folder.close()
            raise
        return folder

    def close(self) -> None:
        """Remove the folders of parts that are empty, and do what `RunFolder.close` does."""
        remove_empty_parts(self.path)
        super().close()


def rebuild(data: Path, who: str, progress: Callable[[Path], None] | None = None) -> ReconcileResult:
    """Make a new ledger from the segments alone; the old one stays in place until the new one is whole.

    Facts that are not in the segments are lost: pages that are no articles, and how far discovery had come.
    Raises `HeldError`, `OSError`, `sqlite3.Error`.
    """
    path = data / LEDGER
    rebuilt = data / REBUILT
    lock = FolderLock(data, who)
    try:
        remove_rebuilt(rebuilt)
        remove_abandoned(data)
        ledger = Ledger(rebuilt)
        try:
            result = reconcile(data, ledger, progress)
        finally:
            ledger.close()
        lock.verify()
        break_seal(path)
        for file in [path.with_name(path.name + ending) for ending in ("", *JOURNALS)]:
            if file.is_dir():
                set_aside(path)
        for ending in JOURNALS:
            path.with_name(path.name + ending).unlink(missing_ok=True)
        rebuilt.replace(path)
        seal(path)
        remove_rebuilt(rebuilt)
        delete_journal(data)  # of a removal that was broken off: with the old ledger the last of it is gone
    finally:
        lock.release()
    return result
