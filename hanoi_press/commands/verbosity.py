"""Add `--quiet` and `--verbose` to a command."""

from __future__ import annotations

import argparse

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

_BELOW_CMDLINE = SETTINGS_PRIORITIES["cmdline"] - 1  # a level that was asked for stays, as does doctor's own


def add_verbosity(parser: argparse._ActionsContainer) -> None:
    """Add the options to a command's parser, or to a group of it."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--quiet", action="store_true", help="no progress; of the log only warnings, and the last lines")
    group.add_argument(
        "--verbose", action="store_true", help="the whole log: each request, all of Scrapy's own lines, tracebacks"
    )


def apply_verbosity(settings: BaseSettings, opts: argparse.Namespace) -> None:
    """Set what the options ask for; `--loglevel DEBUG` is the same as `--verbose`."""
    if opts.quiet:
        settings.set("PROGRESS_DISABLED", True, priority="cmdline")
        settings.set("LOG_LEVEL", "WARNING", priority=_BELOW_CMDLINE)
    if opts.verbose:
        settings.set("LOG_LEVEL", "DEBUG", priority="cmdline")
    if opts.verbose or settings["LOG_LEVEL"] in ("DEBUG", "NOTSET"):
        settings.set("LOG_INSTALL_ROOT_HANDLER", True, priority="cmdline")  # Scrapy's own, from its first line on
