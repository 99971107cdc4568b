"""Check settings before a command works, and its output afterwards, in all commands of this project."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from scrapy.settings import Settings

from hanoi_press.commands.command_folder import end
from hanoi_press.commands.command_parser import refuse_unknown_options, shape
from hanoi_press.commands.config_settings import apply_config, set_data_dir
from hanoi_press.commands.data_dir import DataDirError, check_written_by_hand, file_in_place
from hanoi_press.commands.setting_checks import invalid, invalid_settings
from hanoi_press.commands.setting_names import unknown_settings
from hanoi_press.commands.streams import failed_output, guard_streams
from hanoi_press.commands.verbosity import apply_verbosity
from hanoi_press.config import Config, ConfigError
from hanoi_press.extensions.clean_log import one_line
from hanoi_press.sources import sources
from hanoi_press.sources.own_sources import OwnSourceError

# Settings that name sources are checked when the user's own sources are known, too.
_OF_SOURCES = ("HARVEST_SOURCES", "HARVEST_EXCLUDE", "SOURCE_DELAYS")


class CheckedCommand:
    """A base of commands, before Scrapy's: an invalid setting ends the command (2) before it does anything.

    `exitcode`, which Scrapy reads last, is 1 at least if output or log could not be written.
    """

    settings: Settings | None
    parser: argparse.ArgumentParser
    config: Config
    data_named_by: str  # "--data", "HANOI_PRESS_DATA", the user's config file, …
    _code = 0
    _failed = False

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)  # type: ignore[misc]
        self.parser = parser
        shape(parser, self.__module__.rpartition(".")[2])

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        guard_streams()
        refuse_unknown_options(args, self.parser)
        self._check_given_settings(opts.set)
        pidfile, opts.pidfile = opts.pidfile, None
        super().process_options(args, opts)  # type: ignore[misc]
        assert self.settings is not None
        try:
            self.data_named_by = set_data_dir(self.settings, opts.data)
            _check_own_sources()
            self.config = apply_config(self.settings)
        except (DataDirError, ConfigError) as error:
            end(2, one_line(str(error)))
        for line in invalid_settings(self.settings):
            end(2, line)
        apply_verbosity(self.settings, opts)
        if pidfile:
            try:
                Path(pidfile).write_text(f"{os.getpid()}\n", "utf-8")
            except (OSError, ValueError) as error:
                end(2, f"invalid --pidfile {one_line(pidfile)}: {error}; use a file in a folder that exists")
        self._try_log_file()

    def _check_given_settings(self, given: list[str]) -> None:
        """End the command (2) if one of the settings of `-s` is none, or has an invalid value."""
        assert self.settings is not None
        stated = {}
        for one in given:
            name, equals, value = one.partition("=")
            if not (name and equals):
                end(2, f"invalid -s {one_line(one)}; use -s NAME=VALUE")
            stated[name] = value
        lines = [
            *unknown_settings(stated, self.settings),
            *(invalid(name, value) for name, value in stated.items() if name not in _OF_SOURCES),
        ]
        for line in filter(None, lines):
            end(2, line)

    def _try_log_file(self) -> None:
        """End the command (1) if the log file cannot be opened."""
        assert self.settings is not None
        if path := self.settings["LOG_FILE"]:
            existed = Path(path).exists()
            try:
                with Path(path).open("ab"):
                    pass
                if not existed:
                    Path(path).unlink()
            except OSError as error:
                end(1, one_line(f"LOG_FILE={path} cannot be written: {error.strerror}"))

    def check_files(self, sources: list[str]) -> None:
        """End the command if the data folder is a file, or a file in it that people write is broken."""
        assert self.settings is not None
        data = Path(self.settings["DATA_DIR"])
        if file := file_in_place(data):
            end(2, one_line(f"invalid DATA_DIR={data}: {file} is no folder; use the path of a folder"))
        try:
            check_written_by_hand(data, sources)
        except ValueError as error:
            end(2, one_line(str(error)))
        except OSError as error:
            end(1, one_line(f"{data} cannot be used: {error}"))

    @property
    def exitcode(self) -> int:
        """The exit code of the command."""
        self._failed = failed_output() or self._failed
        return self._code or int(self._failed)

    @exitcode.setter
    def exitcode(self, code: int) -> None:
        self._code = code


def _check_own_sources() -> None:
    """Load the user's own sources. End the command (2) if one is broken."""
    try:
        sources()
    except OwnSourceError as error:
        end(2, one_line(str(error)))
