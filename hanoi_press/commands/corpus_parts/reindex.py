"""`scrapy corpus reindex`: the ledger made anew from the articles on disk."""

from __future__ import annotations

import argparse
import sqlite3
from pathlib import Path

from hanoi_press.commands.command_folder import BUSY
from hanoi_press.commands.corpus_parts._selection import say

ABOUT = "make the ledger anew from the articles on disk; the next harvest then looks through all of discovery again"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has none of its own."""


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.store.folder import rebuild
    from hanoi_press.store.lock import HeldError

    if not data.is_dir():
        say(f"reindex: {data}: no such folder")
        return 2
    files: list[Path] = []
    try:
        found = rebuild(data, "scrapy corpus reindex", files.append)
    except HeldError as error:
        say(f"already running: {error}")
        return BUSY
    except (OSError, sqlite3.Error) as error:
        say(f"reindex: {data}: {error}")
        return 1
    for fault in found.faults:
        say(fault)
    print(f"{found.read} lines of {len(files)} segments are in the ledger; {len(found.faults)} lines are broken")
    return 1 if found.faults else 0
