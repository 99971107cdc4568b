"""Run `scrapy corpus compact`: merge the segments of each closed month into one compressed file."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hanoi_press.commands.command_folder import FOLDER_ERRORS, report_damage, report_folder_error
from hanoi_press.commands.output import say
from hanoi_press.commands.program import program

if TYPE_CHECKING:
    from hanoi_press.store.folder import DataFolder

ABOUT = "merge the segments of each closed month into one .jsonl.zst; every line stays as it is"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add no arguments: the part has none of its own."""


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.store.folder import DataFolder

    if not data.is_dir():
        say(f"compact: {data}: no such folder", to=sys.stderr)
        return 2
    try:
        with DataFolder.open(data, f"{program()} corpus compact") as folder:
            return _compact(folder)
    except FOLDER_ERRORS as error:
        return report_folder_error(data, error)


def _compact(folder: DataFolder) -> int:
    from hanoi_press.store.compaction import closed_months, merge
    from hanoi_press.store.reconcile import reconcile
    from hanoi_press.store.segments import FaultError

    damaged: list[Path] = []
    code = 0
    for paths in list(closed_months(folder.path / "articles", datetime.now(UTC), damaged.append)):
        folder.check()
        try:
            done = merge(paths)
        except FaultError as error:
            say(f"left as it is: {error}")
            code = 1
            continue
        share = done.after / max(1, done.before)
        print(f"{done.path}: {done.lines} lines of {done.segments} segments, {share:.0%} of their size")
    for path in damaged:
        say(f"left as it is: {path} is not what its manifest states; `{program()} corpus verify` says what to do")
    found = reconcile(folder.path, folder.ledger)
    report_damage(found)
    return 1 if damaged or found.is_damaged else code
