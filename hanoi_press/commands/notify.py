"""Run `hanoi-press notify`: send the notices of the last harvest again, to try the addresses or after it was killed."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.command_folder import end
from hanoi_press.commands.output import say
from hanoi_press.report.run_records import StoredRun, run_records

_ADDRESSES = ("NOTIFY", "NOTIFY_COMMAND", "NOTIFY_PING")
_SEARCHED = 50  # records, the newest first, among which the last harvest is looked for


class NotifyCommand(CheckedCommand, ScrapyCommand):
    """The command `notify`. Exit codes: 0 success; 1 there was nothing to send, or it failed; 2 an invalid argument."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[--broken-off]"

    def short_desc(self) -> str:
        return "Send the notices of the last harvest again, whatever it ended with"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--broken-off", action="store_true", help="only if the last harvest was killed before it could send its own"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if args:
            raise UsageError(f"invalid arguments {' '.join(args)}", print_help=False)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        data = Path(self.settings["DATA_DIR"])
        last = _last_harvest(data)
        if last is None:
            end(1, f"{data} has no record of a harvest")
        if opts.broken_off and last.content.get("finished"):
            end(1, "the harvest ended before it began its work: its own message says why (journalctl -u hanoi-press)")
        if not any(self.settings.get(name) for name in _ADDRESSES):
            end(1, f"nobody is to be told: [notices] in {data / 'hanoi-press.toml'} names no address, command or ping")
        self.exitcode = _send(data, last.run, self.settings)


def _last_harvest(data: Path) -> StoredRun | None:
    """Return the record of the last harvest; None if there is none that can be read."""
    found = (one for one in run_records(data, limit=_SEARCHED) if not one.fault)
    return next((one for one in found if "harvest" in one.command.split()), None)


def _send(data: Path, run: str, settings: Settings) -> int:
    """Send the notices of a run; return the exit code."""
    settings.set("NOTIFY_WHEN", "always", priority="cmdline")
    send: Any = getattr(import_module("hanoi_press.notices"), "send_notices", None)
    if send is None:
        end(1, "this version sends no notices")
    try:
        send(data, run, settings)
    except Exception as error:  # of whichever service
        end(1, f"the notices could not be sent: {type(error).__name__}: {error}")
    say(f"notices of {run} were sent; the log says if an address refused them")
    return 0
