"""Run `corpus prune-archives`: delete archived pages that are older than some days, except those still needed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from hanoi_press.commands.command_folder import FOLDER_ERRORS, report_damage, report_folder_error
from hanoi_press.commands.output import say
from hanoi_press.config import keep_days

if TYPE_CHECKING:
    from hanoi_press.store.folder import DataFolder

ABOUT = "delete archived pages older than some days; the articles stay, and `archive` in them says `pruned`"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--older-than",
        metavar="AGE",
        required=True,
        help="a number of days, as 90d; today's archive always stays",
    )
    parser.add_argument("--source", metavar="NAME", action="append", help="only this source; may be repeated")
    parser.add_argument("--dry-run", action="store_true", help="say what would be deleted, and delete nothing")


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.commands.retention import ADVICE
    from hanoi_press.sources.names import unknown_source
    from hanoi_press.store.archive_pruning import archive_sources
    from hanoi_press.store.folder import DataFolder

    if (days := keep_days(options.older_than)) is None:
        raise UsageError(f"invalid --older-than {options.older_than}; {ADVICE}", print_help=False)
    if not data.is_dir():
        say(f"prune-archives: {data}: no such folder", to=sys.stderr)
        return 2
    known = archive_sources(data)
    for name in options.source or ():
        if name not in known:
            raise UsageError(unknown_source(name, known, f"{data} has archives of"), print_help=False)
    try:
        with DataFolder.open(data, "corpus prune-archives") as folder:
            return _prune(folder, days, options.source or known, is_trial=options.dry_run)
    except FOLDER_ERRORS as error:
        return report_folder_error(data, error)


def _prune(folder: DataFolder, days: int, sources: list[str], *, is_trial: bool) -> int:
    from hanoi_press.commands.retention import report
    from hanoi_press.store.archive_pruning import prune

    if folder.reconciled.is_damaged:
        report_damage(folder.reconciled)
        say("nothing is deleted, because `replay` may need the archives to restore what is damaged", to=sys.stderr)
        return 1
    report(prune(folder, days, dict.fromkeys(sources), is_trial=is_trial), is_trial=is_trial)
    return 0
