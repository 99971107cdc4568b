"""Run `hanoi-press notices`: send the notices of the last run again, of a test, or of a harvest that was killed."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand

from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.command_folder import end
from hanoi_press.commands.output import say


class NoticesCommand(CheckedCommand, ScrapyCommand):
    """The command `notices`. Exit codes: 0 all were sent; 1 one was not; 2 there is nobody to tell, or nothing."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[--test | --failed]"

    def short_desc(self) -> str:
        return "Send the notices of the last run again, or a test"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        group = parser.add_mutually_exclusive_group()
        group.add_argument("--test", action="store_true", help="send a test to everyone who is told about harvests")
        group.add_argument(
            "--failed", action="store_true", help="say that a harvest was killed or did not start (OnFailure= calls it)"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        from hanoi_press.notices import sending  # imported late: only this command needs it
        from hanoi_press.notices.message import example_notice, failed_notice
        from hanoi_press.report.run_records import run_names

        assert self.settings is not None
        data = Path(self.settings["DATA_DIR"])
        told = sending.receivers(self.settings)
        if not told:
            end(2, f"nobody is told about harvests; write [notices] to {data}/hanoi-press.toml, see docs/notices.md")
        if opts.failed:
            wrong = sending.send_alone(failed_notice(data, _how_it_ended()), data, self.settings)
        elif opts.test:
            wrong = sending.send_alone(example_notice(data), data, self.settings)
        else:
            runs = run_names(data)
            if not runs:
                end(2, f"no run in {data}; use --test to try the notices")
            wrong = sending.send_notices(data, runs[0], {**self.settings, "NOTIFY_WHEN": "always"})
        for line in wrong:
            say(line, to=sys.stderr)
        if not wrong:
            say(f"sent: {', '.join(told)}")
        self.exitcode = int(bool(wrong))


def _how_it_ended() -> str:
    """Return what systemd says of the unit that failed, in the environment of the one that it starts."""
    found = [os.environ.get(name, "") for name in ("MONITOR_SERVICE_RESULT", "MONITOR_EXIT_STATUS")]
    return " ".join(filter(None, found))
