"""Run `scrapy runs`: what the last nights were like, and `runs show RUN`: one run in full."""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.command_folder import end
from hanoi_press.commands.output import quiet_broken_pipe, say, say_json
from hanoi_press.commands.program import program
from hanoi_press.report.run_list import runs_as_json, runs_as_text, source_runs_as_text
from hanoi_press.report.run_records import StoredRun, read_record, run_names, run_records
from hanoi_press.report.run_text import run_as_text
from hanoi_press.sources import sources
from hanoi_press.sources.names import unknown_source
from hanoi_press.store.failed_nights import night_of

_USUAL = 7  # runs
_NAMED = 3  # runs that a message names


class RunsCommand(CheckedCommand, ScrapyCommand):
    """The command `runs`.

    Exit codes: 0 success, also if there is no run yet; 1 a record cannot be read; 2 an invalid argument.
    """

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] | show RUN"

    def short_desc(self) -> str:
        return "What the last nights were like; `show RUN` (its name, the beginning of it, or `last`): one in full"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--limit", metavar="N", help=f"the last N runs (default: {_USUAL})")
        parser.add_argument("--source", metavar="NAME", help="only this source: a run a row")
        parser.add_argument("--json", action="store_true", help="the same as JSON; with `show` the run's whole record")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if args and (args[0] != "show" or len(args) != 2):
            raise UsageError(f"invalid arguments {' '.join(args)}; use `runs`, or `runs show RUN`", print_help=False)
        if args and (opts.limit or opts.source):
            raise UsageError("`runs show` takes no --limit and no --source", print_help=False)
        self.limit = _limit(opts.limit)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        data = Path(self.settings["DATA_DIR"])
        try:
            with quiet_broken_pipe():
                if args:
                    self._show(data, args[1], as_json=opts.json)
                else:
                    self._list(data, opts.source, as_json=opts.json)
        except OSError as error:
            say(f"{data} cannot be read: {error}", to=sys.stderr)
            self.exitcode = 1

    def _list(self, data: Path, source: str | None, *, as_json: bool) -> None:
        found = _of_source(data, source, self.limit) if source else list(run_records(data, limit=self.limit))
        if as_json:
            say_json(runs_as_json(data, found, source), indent=1)
        elif not found:
            what = f"no run of {source} is" if source else "no run is"
            say(f"{what} recorded in {data}; `{program()} harvest` or `{program()} crawl SOURCE` makes one")
        elif source:
            say(source_runs_as_text(found, source))
        else:
            say(runs_as_text(data, found))
            say(f"`{program()} runs show last` shows it in full, with addresses")

    def _show(self, data: Path, wanted: str, *, as_json: bool) -> None:
        record = _named(data, wanted)
        if as_json and not record.fault:
            say_json(record.content, indent=1)
            return
        say(run_as_text(data, record))
        if record.fault:
            self.exitcode = 1


def _limit(given: str | None) -> int:
    if given is None:
        return _USUAL
    if not (given.isascii() and given.isdigit() and 1 <= len(given) <= 6 and int(given)):
        end(2, f"invalid --limit {given}; use a number of runs, 1 or more")
    return int(given)


def _of_source(data: Path, source: str, limit: int) -> list[StoredRun]:
    """Return the last runs of a source. Ends the command (2) if no source and no record has this name."""
    found: list[StoredRun] = []
    seen: set[str] = set()
    for record in run_records(data):
        seen.update(record.sources)
        if source in record.sources:
            found.append(record)
            if len(found) == limit:
                break
    if not found and source not in sources():
        end(2, unknown_source(source, sorted({*sources(), *seen})))
    return found


def _named(data: Path, wanted: str) -> StoredRun:
    """Return the run of a name, of the beginning of one, or of a day. Ends the command (2) if it is not exactly one."""
    every = run_names(data)
    if not every:
        end(2, f"no run is recorded in {data}; `{program()} harvest` or `{program()} crawl SOURCE` makes one")
    if wanted == "last":
        found = every[:1]
    elif wanted in every:
        found = [wanted]
    else:
        is_day = wanted.count("-") == 2  # 2026-11-24, of Hanoi; names begin with a day of UTC
        day = wanted.replace("-", "")
        found = [name for name in every if (night_of(name) == day if is_day else name.startswith(wanted))]
    if len(found) != 1:
        what = f"{len(found)} runs are named so" if found else "there is no such run"
        close = found[:_NAMED] or get_close_matches(wanted, every, 1) or every[:_NAMED]
        end(2, f"invalid run {wanted!r}: {what}; use last, or one of {', '.join(close)}")
    return read_record(data / "runs" / f"{found[0]}.json")
