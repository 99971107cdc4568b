"""Run `hanoi-press config`: print the data folder, the config file in use, what is in force and who said it."""

from __future__ import annotations

import argparse
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from tabulate import tabulate

from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.config_settings import PRIORITY, user_agent, without_contact
from hanoi_press.commands.harvest_sources import harvest_sources
from hanoi_press.commands.output import say
from hanoi_press.config import FILE_NAME, Config, users_file

_KEYS = {  # of the config file, with the settings that they are
    "contact": "CONTACT",
    "user_agent": "USER_AGENT",
    "sources": "HARVEST_SOURCES",
    "exclude": "HARVEST_EXCLUDE",
    "delays": "SOURCE_DELAYS",
    "(other delays)": "DOWNLOAD_DELAY",
    "keep_archives": "KEEP_ARCHIVES",
    "notices.notify": "NOTIFY",
    "notices.command": "NOTIFY_COMMAND",
    "notices.ping": "NOTIFY_PING",
    "notices.when": "NOTIFY_WHEN",
}
_WIDTH = 46  # columns of a value


class ConfigCommand(CheckedCommand, ScrapyCommand):
    """The command `config`. Exit codes: 0 success; 2 an invalid argument, or a config file that cannot be used."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        return "Show the data folder and the config file in use, what is in force, and who said it"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if args:
            raise UsageError(f"invalid arguments {' '.join(args)}; config takes options only", print_help=False)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        data = Path(self.settings["DATA_DIR"]).absolute()
        say(f"data folder  {data} ({self.data_named_by})")
        say(f"config file  {config_file(self.config, data)}\n")
        rows = [(key, _value(name, self.settings), _origin(name, self.settings)) for key, name in _KEYS.items()]
        say(tabulate(rows, ("key", "value", "from"), "simple", maxcolwidths=[None, _WIDTH, None]))
        if line := without_contact(self.settings):
            say(f"\n{line}")


def config_file(config: Config, data: Path) -> str:
    """Return which file is in use; if there is none, where one may be written."""
    if config.file is not None:
        return str(config.file.absolute())
    return f"none; {data / FILE_NAME} would be read, or else {users_file() or 'one in your home'}"


def _value(name: str, settings: BaseSettings) -> str:
    """Return a setting as it is shown: no password, and no empty column."""
    if name in ("HARVEST_SOURCES", "HARVEST_EXCLUDE"):
        every = "all (" + str(len(harvest_sources([], [], settings, only_verified=False))) + ")"
        return ", ".join(settings.getlist(name)) or (every if name == "HARVEST_SOURCES" else "none")
    if name == "SOURCE_DELAYS":
        delays = settings.getdict(name)
        return ", ".join(f"{source} {float(seconds):g} s" for source, seconds in delays.items()) or "none"
    if name == "DOWNLOAD_DELAY":
        return f"{settings.getfloat(name):g} s"
    if name == "NOTIFY":
        return ", ".join(f"{urlsplit(one).scheme}://…" for one in settings.getlist(name)) or "none"
    if name in ("NOTIFY_COMMAND", "NOTIFY_PING"):  # may hold a password
        return "set" if settings[name] else "none"
    if name == "KEEP_ARCHIVES":
        return settings[name] or "for ever"
    return str(settings[name] or "none")


def _origin(name: str, settings: BaseSettings) -> str:
    priority = settings.getpriority(name) or 0
    if name == "USER_AGENT" and settings["CONTACT"] and settings[name] == user_agent(settings["CONTACT"]):
        return "contact"
    if priority == PRIORITY:
        return "config file"
    return "-s" if priority >= SETTINGS_PRIORITIES["cmdline"] else "default"
