"""Merge a part (`part_seed`) into the main data folder and delete it.

First the bytes of the archive, then the lines that refer to them, then the ledger's rows and what was learnt; each step
is on the disk before the next one, and the part is deleted last. So a merge that is killed at any instant, or meets a
full disk, is begun again with the same result, and parts may come in any order.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from hanoi_press.store.atomic import sync_folder
from hanoi_press.store.ledger_tables import LEDGER
from hanoi_press.store.merged_part import PartMerged
from hanoi_press.store.part_archives import move_archives
from hanoi_press.store.part_lines import PartLines, keep_damaged
from hanoi_press.store.part_rows import merge_rows
from hanoi_press.store.part_seed import Seed, read_seed
from hanoi_press.store.run_folder import RunFolder
from hanoi_press.store.run_record import figures_of_runs
from hanoi_press.store.seeded_files import merge_files

MERGED = "~merged"  # ending of a part that is being deleted; no unit has a name with `~`


def merge_part(main: RunFolder, part: Path) -> PartMerged:
    """Add what a part has to an open data folder, and delete the part. Return what it gave.

    A part of a killed process is salvaged before, as a data folder is. One that is missing, or whose seeding was broken
    off, gives nothing. Raises `HeldError` if a process still works in the part; `OSError` and `sqlite3.Error` if the
    disk is full or fails: the part stays then, and may be merged again.
    """
    main.check()
    found = PartMerged(part)
    seed = read_seed(part)
    if seed is not None or has_articles(part):
        seed = seed or Seed()
        found.source = seed.source
        if not _merge(main, part, seed, found) and not _merge(main, part, seed, found):
            raise OSError(f"{part}: its ledger was damaged while it was merged, and again after it was rebuilt")
    remove_part(part)
    return found


def has_articles(part: Path) -> bool:
    """Return True if a folder has a segment, finished or not."""
    return any((part / "articles").rglob("*.jsonl*"))


def _merge(main: RunFolder, part: Path, seed: Seed, found: PartMerged) -> bool:
    """Merge a part; return False if damage of its ledger was met: it is rebuilt from the lines when opened next."""
    with RunFolder.open(part, "the merge of a harvest") as folder:
        found.salvaged += sum(one.count for one in folder.reconciled.salvaged)
        try:
            moved = move_archives(main.path, part, seed.ends, seed.sizes)
            found.archived += moved.bytes
            lines = PartLines(main, folder, seed.begun, moved, found)
            lines.keep()
            keep_damaged(main, folder, found)
            found.rows += merge_rows(main.ledger, folder.ledger, moved, lines.own_lines(), main.removed.ids)
        except sqlite3.Error:
            if main.ledger.is_damaged or not folder.ledger.is_damaged:
                raise
            return False
        merge_files(main.path, part, seed.source, seed.learnt)
        found.figures = next(figures_of_runs(part, seed.source), None)
    return True


def remove_part(part: Path) -> None:
    """Delete a part, so that at no instant a half of it is taken for a part. Raises `OSError`."""
    if part.is_dir():
        gone = part.with_name(part.name + MERGED)
        shutil.rmtree(gone, ignore_errors=True)
        part.rename(gone)
        sync_folder(gone.parent)
        shutil.rmtree(gone)


def is_whole(part: Path) -> bool:
    """Return True if a folder is a part of a harvest, whether it was crawled or not."""
    return any((part / name).exists() for name in (LEDGER, "articles", "archive"))
