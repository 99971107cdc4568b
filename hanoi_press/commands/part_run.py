"""Find the parts of `corpus`, and run one. No Scrapy is imported, so that a question is answered at once."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sqlite3
import sys
from pathlib import Path
from typing import Protocol, cast

from hanoi_press.commands import corpus_parts
from hanoi_press.commands.output import quiet_broken_pipe, say
from hanoi_press.store.segments import FaultError

_NO_SUCH_FILE = (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError)  # of an argument
_STOPPED = 130  # of a shell, after Ctrl-C

_MODULES = {"index": "make_index"}  # sub-commands whose word is not the name of their module


class CorpusPart(Protocol):
    """The interface of a module of `corpus_parts/`."""

    ABOUT: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the part's own arguments."""

    def run(self, options: argparse.Namespace, data: Path) -> int:
        """Do the work on the data folder; return the exit code. Raises `UsageError`, `InvalidUsageError`."""


def part_words() -> dict[str, str]:
    """Return the modules of all sub-commands by the words that are typed: `import_dump` by `import-dump`."""
    names = sorted(one.name for one in pkgutil.iter_modules(corpus_parts.__path__) if one.name[0] != "_")
    words = {module: word for word, module in _MODULES.items()}
    return {words.get(name, name.replace("_", "-")): name for name in names}


def parts() -> dict[str, CorpusPart]:
    """Return all sub-commands by the words that are typed."""
    return {word: part_of(word) for word in sorted(part_words())}


def part_of(name: str) -> CorpusPart:
    """Return the sub-command of a name, as typed or as its module."""
    module = _MODULES.get(name, name.replace("-", "_"))
    return cast(CorpusPart, importlib.import_module(f"{corpus_parts.__name__}.{module}"))


def take_more(part: CorpusPart, options: argparse.Namespace, words: list[str]) -> bool:
    """Give a part the words that stand between its options, if it takes some; return True if none is left over."""
    name = getattr(part, "MORE_WORDS", None)
    if name is not None:
        getattr(options, name).extend(words)
    return name is not None or not words


def run_part(part: CorpusPart, name: str, options: argparse.Namespace, data: Path) -> int:
    """Run a sub-command; return its exit code, after a line on standard error if the disk failed.

    Raises `InvalidUsageError`.
    """
    try:
        with quiet_broken_pipe():
            return part.run(options, data)
    except KeyboardInterrupt:
        say(f"{name}: stopped", to=sys.stderr)
        return _STOPPED
    except (FaultError, OSError, sqlite3.Error) as error:
        say(f"{name}: {error}", to=sys.stderr)
        return 2 if isinstance(error, (FaultError, *_NO_SUCH_FILE)) else 1
