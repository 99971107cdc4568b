"""Give a parser that Scrapy made the help that our users need, and errors in one line with what was meant."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

from hanoi_press.commands.command_folder import end
from hanoi_press.commands.command_list import word_of
from hanoi_press.commands.program import program
from hanoi_press.commands.verbosity import add_verbosity
from hanoi_press.extensions.clean_log import one_line
from hanoi_press.text.similar_names import did_you_mean, similar_name

_CHOICE = re.compile(r"(.*invalid choice: )'([^']*)' \(choose from (.*)\)", re.S)


class PlainHelp(argparse.HelpFormatter):
    """The help of a command in 80 columns."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=79)


def shape(parser: argparse.ArgumentParser, module: str) -> None:
    """Name the program as it was called, sort the options that every command has, and tidy errors.

    `module` is the name of the command's module, by which Scrapy knows it.
    """
    prog = f"{program()} {module if program() == 'scrapy' else word_of(module)}"
    if parser.usage:
        parser.usage = parser.usage.replace(f"scrapy {module}", prog, 1)
    parser.prog = prog
    parser.formatter_class = PlainHelp
    parser.conflict_handler = "resolve"  # what is added here takes the place of Scrapy's
    _print_last(parser, _add_common_options(parser))
    tidy_errors(parser)


def _print_last(parser: argparse.ArgumentParser, groups: list[argparse._ArgumentGroup]) -> None:
    """Let the help list these groups behind those that the command adds later."""
    format_help = parser.format_help

    def ordered() -> str:
        parser._action_groups.sort(key=lambda group: group in groups)
        return format_help()

    parser.format_help = ordered  # type: ignore[method-assign]


def _add_common_options(parser: argparse.ArgumentParser) -> list[argparse._ArgumentGroup]:
    """Declare the options of every command; return their two groups."""
    group = parser.add_argument_group("options of every command")
    add_data_option(group, "data")
    group.add_argument(
        "-s",
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a setting (docs/settings.md); repeatable",
    )
    add_verbosity(group)
    group.add_argument("-L", "--loglevel", metavar="LEVEL", help="DEBUG, INFO, WARNING or ERROR")
    group.add_argument("--logfile", metavar="FILE", help="write the log to this file")
    debugging = parser.add_argument_group("for debugging")
    debugging.add_argument("--nolog", action="store_true", help="write no log")
    debugging.add_argument("--pidfile", metavar="FILE", help="write the number of the process to this file")
    debugging.add_argument("--profile", metavar="FILE", help="write where the time went (cProfile) to this file")
    debugging.add_argument("--pdb", action="store_true", help="open the debugger at an error")
    return [group, debugging]


def add_data_option(parser: argparse._ActionsContainer, dest: str) -> None:
    """Declare `--data DIR`."""
    parser.add_argument(
        "--data",
        dest=dest,
        metavar="DIR",
        help="the data folder; else $HANOI_PRESS_DATA, else `data` in the user's config file, else ./data",
    )


def tidy_errors(parser: argparse.ArgumentParser) -> None:
    """Let a parser end the command with a message in one line, with the choice that was meant."""
    fail = parser.error

    def error(message: str) -> NoReturn:
        fail(one_line(_with_hint(message)))

    parser.error = error  # type: ignore[method-assign]


def refuse_unknown_options(words: list[str], parser: argparse.ArgumentParser) -> None:
    """End the command (2) if one of the words that the parser did not take looks like an option."""
    for word in words:
        name = word.partition("=")[0]
        if name.startswith("-") and name.strip("-"):
            known = [one for one in parser._option_string_actions if one.startswith("--")]
            end(2, f"invalid option {name}; {did_you_mean(name, known, '`-h` lists the options')}")


def _with_hint(message: str) -> str:
    found = _CHOICE.fullmatch(message)
    close = similar_name(found[2], re.findall(r"[\w.-]+", found[3])) if found else None
    return f"{found[1]}'{found[2]}'; did you mean {close}?" if found and close else message
