"""Read `--splits` of `corpus export`, and part the articles by it."""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hanoi_press.commands.output import say
from hanoi_press.commands.usage import InvalidUsageError
from hanoi_press.items import Article

if TYPE_CHECKING:
    from hanoi_press.corpus.splits import Splits

_FORM = (
    "use shares of train, validation and test (0.8,0.1,0.1) or the first days of the last two (2026-10-01,2026-11-01)"
)


def add_splits(parser: argparse.ArgumentParser) -> None:
    """Declare `--splits`."""
    parser.add_argument(
        "--splits",
        metavar="SHARES",
        help="--hf: part the articles by day into train, validation and test, without copies across them: shares "
        "(0.8,0.1,0.1), or the first days of validation and test (2026-10-01,2026-11-01)",
    )


def splits_of(options: argparse.Namespace, read: Callable[[], Iterator[Article]], data: Path) -> Splits | None:
    """Return the splits that the options ask for, None for none. Raises `InvalidUsageError`."""
    if options.splits is None:
        return None
    if not options.hf:
        raise InvalidUsageError("invalid --splits without --hf; a dataset for Hugging Face has splits")
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            found = _splits(options.splits, read, data)
    except ValueError as error:
        raise InvalidUsageError(f"--splits {options.splits}: {error}") from None
    for warning in said:
        say(f"--splits: {warning.message}", to=sys.stderr)
    return found


def _splits(stated: str, read: Callable[[], Iterator[Article]], data: Path) -> Splits:
    from hanoi_press.corpus.splits import parted_by

    parts = stated.split(",")
    if len(parts) == 2:
        return parted_by(read, data, validation_from=parts[0], test_from=parts[1])
    try:
        train, validation, test = map(float, parts)
    except ValueError:
        raise ValueError(f"invalid value; {_FORM}") from None
    return parted_by(read, data, (train, validation, test))
