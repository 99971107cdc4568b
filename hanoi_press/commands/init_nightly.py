"""Run `hanoi-press init-nightly`: print or install what a harvest every night needs, for systemd or cron."""

from __future__ import annotations

import argparse
import grp
import os
import pwd
import re
import stat
import subprocess
import sys
import sysconfig
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.command_folder import end
from hanoi_press.commands.nightly_files import NightlyPlan, requirement, setup_script
from hanoi_press.config import is_contact

_USER = re.compile(r"[a-z_][a-z0-9_-]{0,30}")
_PATH = re.compile(r"(?:/[A-Za-z0-9_][A-Za-z0-9._+-]*)+")  # what needs no quotes in a shell, a unit and a crontab
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_NEW_VENV = "/opt/hanoi_press/venv"
_DATA = "/var/lib/hanoi_press"


class InitNightlyCommand(CheckedCommand, ScrapyCommand):
    """The command `init-nightly`. Exit codes: 0 success; 1 the setup failed; 2 an invalid argument."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "--systemd | --cron [options]"

    def short_desc(self) -> str:
        return "Print, or with --install do, what a harvest every night needs"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        kind = parser.add_mutually_exclusive_group(required=True)
        kind.add_argument("--systemd", dest="kind", action="store_const", const="systemd", help="a service and a timer")
        kind.add_argument("--cron", dest="kind", action="store_const", const="cron", help="/etc/cron.d and logrotate")
        parser.add_argument(
            "--install", action="store_true", help="run the script, as root; without it the script is printed"
        )
        parser.add_argument("--root", metavar="DIR", help="with --install: set up the system in this folder (chroot)")
        parser.add_argument("--user", metavar="NAME", default="hanoi-press", help="the user (default: hanoi-press)")
        parser.add_argument("--time", metavar="HH:MM", default="01:17", help="time of Hanoi (default: 01:17)")
        parser.add_argument(
            "--venv",
            metavar="DIR",
            help=f"the environment with the program, made if it is missing (default: this one, else {_NEW_VENV})",
        )
        parser.add_argument("--contact", metavar="ADDRESS", help="your mail address or web page, for the User-Agent")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if args:
            raise UsageError(f"invalid arguments {' '.join(args)}", print_help=False)
        if opts.root and not opts.install:
            end(2, "--root needs --install; without it the script is only printed")
        self.plan = _plan(opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        script = setup_script(self.plan)
        if not opts.install:
            print(script, end="")
            return
        if os.geteuid():
            end(2, "--install needs root: use sudo, or print the script without --install and read it first")
        shell = ["chroot", opts.root, "/bin/sh", "-s"] if opts.root else ["/bin/sh", "-s"]
        self.exitcode = int(subprocess.run(shell, input=script, text=True, check=False).returncode != 0)


def _plan(opts: argparse.Namespace) -> NightlyPlan:
    """Return the plan that the options state. Ends the command (2) if one is invalid."""
    data = opts.data or _DATA
    venv = opts.venv or _own_venv(opts.root) or _NEW_VENV
    for name, path in (("--data", data), ("--venv", venv)):
        if not _PATH.fullmatch(path):
            end(2, f"invalid {name} {path}; use a whole path of letters, digits and . _ + - as /srv/press")
    if not _USER.fullmatch(opts.user) or opts.user == "root":
        end(2, f"invalid --user {opts.user}; use a name in small letters, and not root")
    if not _TIME.fullmatch(opts.time):
        end(2, f"invalid --time {opts.time}; use hours and minutes of Hanoi, as 01:17")
    if opts.contact and not is_contact(opts.contact):
        end(2, f"invalid --contact {opts.contact}; use a mail address or a web page, as you@example.org")
    is_own = opts.venv is None and venv != _NEW_VENV
    return NightlyPlan(
        kind=opts.kind,
        user=opts.user,
        group=_group(opts.user),
        data=data,
        time=opts.time,
        venv=venv,
        program=f"{venv}/bin/hanoi-press",
        requirement="" if is_own else requirement(),
        contact=opts.contact or "",
    )


def _group(user: str) -> str:
    """Return the group of a user; if there is no such user, the group that is made with it."""
    try:
        return grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name
    except KeyError:
        return user


def _own_venv(root: str | None) -> str | None:
    """Return the environment that runs this, if its program and its Python can be run by every user; else None."""
    scripts = Path(sysconfig.get_path("scripts"))
    program = scripts / "hanoi-press"
    if root or scripts.name != "bin" or not program.is_file() or not _PATH.fullmatch(str(scripts.parent)):
        return None
    files = (program, Path(sys.executable).resolve())
    return str(scripts.parent) if all(map(_is_for_all, files)) else None


def _is_for_all(file: Path) -> bool:
    """Return True if every user may read and run a file, and it does not lie in a folder that is emptied."""
    if file.is_relative_to("/tmp") or file.is_relative_to("/var/tmp"):
        return False
    folders = all(one.stat().st_mode & stat.S_IXOTH for one in file.parents)
    return folders and file.stat().st_mode & (stat.S_IXOTH | stat.S_IROTH) == stat.S_IXOTH | stat.S_IROTH
