"""Run `hanoi-press`: the commands of this project, from any folder, with the project's settings."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command that the command line names. Raises `SystemExit` with its exit code."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = "hanoi_press.settings"
    from scrapy.cmdline import execute  # imported late, because it reads the environment

    execute(["hanoi-press", *sys.argv[1:]])
