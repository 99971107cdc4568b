"""Run `scrapy corpus reindex`: rebuild the ledger from the articles on disk."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from hanoi_press.commands.command_folder import FOLDER_ERRORS, report_folder_error
from hanoi_press.commands.output import say
from hanoi_press.commands.program import program

ABOUT = "rebuild the ledger from the articles on disk; the next harvest then reads all of discovery again"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add no arguments: the part has none of its own."""


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.store.folder import rebuild

    if not data.is_dir():
        say(f"reindex: {data}: no such folder", to=sys.stderr)
        return 2
    files: list[Path] = []
    try:
        found = rebuild(data, f"{program()} corpus reindex", files.append)
    except FOLDER_ERRORS as error:
        return report_folder_error(data, error)
    for fault in found.faults:
        say(fault)
    print(f"{found.read} lines of {len(files)} segments are in the ledger; {len(found.faults)} faults")
    if found.faults:
        say(f"`{program()} corpus verify` says how to mend them")
    return 1 if found.faults else 0
