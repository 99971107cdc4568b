"""Run `scrapy corpus remove`: remove articles for good, so that no word of them stays, and no run brings them back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from hanoi_press.commands.command_folder import FOLDER_ERRORS, report_folder_error
from hanoi_press.commands.output import say, say_json
from hanoi_press.commands.program import program
from hanoi_press.text.plurals import count_of

if TYPE_CHECKING:
    from hanoi_press.corpus.removal import RemovalPlan
    from hanoi_press.store.folder import DataFolder
    from hanoi_press.store.removal_journal import Removal

ABOUT = "remove articles for good, with all their words; --archives removes their raw pages, too"
_NAMED = 20  # articles that are told one by one


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "articles", metavar="ID|URL|FILE", nargs="*", help="an id, an address, or a file with one on each line"
    )
    parser.add_argument("--archives", action="store_true", help="their raw pages in the archive are removed, too")
    parser.add_argument(
        "--outside", action="store_true", help="with --archives: also in archive files outside of the data folder"
    )
    parser.add_argument("--reason", metavar="TEXT", help="why, for the record")
    parser.add_argument("--dry-run", action="store_true", help="say what would be removed, and remove nothing")
    parser.add_argument("--list", action="store_true", help="show the record of what was removed, when and why")
    parser.add_argument("--json", action="store_true", help="with --list: an object a line")


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.corpus.removal import entries_of
    from hanoi_press.store.takedown import taken_down

    if not data.is_dir():
        say(f"remove: {data}: no such folder; use --data DIR", to=sys.stderr)
        return 2
    if options.list:
        return _list(data, as_json=options.json)
    if not options.articles:
        raise UsageError("no article to remove; use its id, its address, or a file with a list", print_help=False)
    if options.outside and not options.archives:
        raise UsageError("--outside is of use with --archives only", print_help=False)
    try:
        entries = entries_of(options.articles)
        taken_down(data)
    except ValueError as error:
        raise UsageError(str(error), print_help=False) from None
    if options.dry_run:
        return _try(options, data, entries)
    from hanoi_press.store.folder import DataFolder

    try:
        with DataFolder.open(data, f"{program()} corpus remove") as folder:
            return _remove(options, folder, entries)
    except FOLDER_ERRORS as error:
        return report_folder_error(data, error)


def _plan(options: argparse.Namespace, data: Path, entries: list[str]) -> RemovalPlan:
    from hanoi_press.corpus.removal import plan_removal

    plan = plan_removal(data, entries)
    plan.removal.archives, plan.removal.outside = options.archives, options.outside
    plan.removal.reason = " ".join(options.reason.split()) if options.reason else None
    return plan


def _remove(options: argparse.Namespace, folder: DataFolder, entries: list[str]) -> int:
    from hanoi_press.store.removal_steps import remove
    from hanoi_press.store.takedown import NAME

    data = folder.path
    plan = _plan(options, data, entries)
    result = remove(data, folder.ledger, plan.removal)
    _tell(plan.removal, "removed")
    for run in result.runs:
        _report_again(data, run)
    if not options.archives and any((data / "archive" / source).is_dir() for source in plan.removal.sources):
        say("their raw pages stay in archive/; `--archives` removes them, too")
    say(f"{data / NAME} has their ids, so that no run brings them back; exported files stay as they are")
    return _code(plan, [*plan.left, *result.left])


def _report_again(data: Path, run: str) -> None:
    """Make a report page again, whose run's record has less now."""
    from hanoi_press.report.report_files import write_reports

    try:
        write_reports(data, run)
    except (OSError, ValueError) as error:
        say(f"the page of run {run} could not be made again: {error}", to=sys.stderr)


def _try(options: argparse.Namespace, data: Path, entries: list[str]) -> int:
    from hanoi_press.store.removal_archives import PageFinder, archive_files, is_outside

    plan = _plan(options, data, entries)
    finder = PageFinder(plan.removal)
    for path, name in archive_files(data, plan.removal) if options.archives else ():
        if options.outside or not is_outside(name):
            plan.removal.records[name] = dict(finder.find(path, name).ids)
    _tell(plan.removal, "would be removed")
    return _code(plan, plan.left)


def _tell(removal: Removal, done: str) -> None:
    """Print how much of each article is removed."""
    records = removal.records_by_id
    for id in list(removal.ids)[:_NAMED]:
        say(f"{id}: {_amount(removal.lines.get(id, 0), records[id] if removal.archives else None)} {done}")
    if (more := len(removal.ids) - _NAMED) > 0:
        total = _amount(sum(removal.lines.values()), records.total() if removal.archives else None)
        say(f"… and {more} more: {total} {done} in all")


def _amount(lines: int, records: int | None) -> str:
    return count_of(lines, "line") + (f" and {count_of(records, 'archived record')}" if records is not None else "")


def _code(plan: RemovalPlan, left: list[str]) -> int:
    """Name what has no article, and what may still have some of one; return the exit code."""
    for entry in plan.unmatched[:_NAMED]:
        say(
            f"no article of the corpus matches {entry}; check its spelling. It is on the list, so that none is stored",
            to=sys.stderr,
        )
    if (more := len(plan.unmatched) - _NAMED) > 0:
        say(f"… and {more} more entries match no article", to=sys.stderr)
    for line in dict.fromkeys(left):
        say(line, to=sys.stderr)
    return 1 if plan.unmatched or left else 0


def _list(data: Path, *, as_json: bool) -> int:
    from hanoi_press.store.removal_record import read_record

    for one in read_record(data):
        if as_json:
            say_json(one)
        else:
            amount = _amount(one.get("lines") or 0, one.get("records"))
            say(
                f"{one.get('removed')}  {one.get('id')}  {amount}" + (f"  {one['reason']}" if one.get("reason") else "")
            )
    return 0
