"""Answer a question of the corpus without Scrapy, whose start takes longer than the answer.

Whatever is unusual (a mistake in the arguments, `-h`, a setting, a data folder or a config file that cannot be used) is
left to the command `corpus`, which says the same in all cases.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from hanoi_press.commands.part_run import part_of, run_part, take_more
from hanoi_press.commands.streams import failed_output, guard_streams
from hanoi_press.commands.usage import InvalidUsageError
from hanoi_press.config import ConfigError, load, users_config

PARTS = ("index", "search", "show", "stats")
VARIABLE = "HANOI_PRESS_DATA"


class _UnusualError(Exception):
    """Raised for what is left to the command."""


class _PartParser(argparse.ArgumentParser):
    """A parser of the arguments of a part, and of its data folder."""

    def error(self, message: str) -> NoReturn:
        raise _UnusualError(message)


def run_quickly(before: Sequence[str], after: Sequence[str]) -> int | None:
    """Run `corpus PART …` and return its exit code; None if the command has to do it.

    `before` and `after`: what was typed before and after the word `corpus`.
    """
    words = list(before)
    at = 0
    while at < len(after) and after[at].startswith("-"):
        at += 1 if "=" in after[at] else 2
    if at >= len(after) or after[at] not in PARTS:
        return None
    name = after[at]
    part = part_of(name)
    parser = _PartParser(add_help=False)
    part.add_arguments(parser)
    for one in (top := _PartParser(add_help=False), parser):
        one.add_argument("-s", "--set", action="append", default=[])
        one.add_argument("--data")
    try:
        general = top.parse_args([*words, *after[:at]])
        options, more = parser.parse_known_args(after[at + 1 :])
        if any(one.startswith("-") for one in more) or not take_more(part, options, more):
            raise _UnusualError("arguments")
        data = _data_folder(
            [*general.set, *options.set], [one for one in (general.data, options.data) if one is not None]
        )
        guard_streams()
        code = run_part(part, name, options, data)
    except (_UnusualError, InvalidUsageError, ConfigError):
        return None
    return code or int(failed_output())


def _data_folder(settings: list[str], given: list[str]) -> Path:
    """Return the data folder as `config_settings.set_data_dir` finds it. Raises `_UnusualError`, `ConfigError`."""
    stated = [*given]
    for setting in settings:
        name, _, value = setting.partition("=")
        if name != "DATA_DIR":
            raise _UnusualError(name)
        stated.append(value)
    if len(stated) > 1:
        raise _UnusualError("several data folders")
    users = None if stated or VARIABLE in os.environ else users_config().data
    name = stated[0] if stated else os.environ.get(VARIABLE, str(users or "data"))
    try:
        path = Path(name).expanduser()
        if not (name.strip() and name.isprintable() and path.is_dir()):
            raise _UnusualError(name)
    except (RuntimeError, OSError, ValueError):
        raise _UnusualError(name) from None
    load(path)
    return path
