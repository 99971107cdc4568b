"""Declare `--engine`, `--exchange` and `--jobs`, and open the engine that they name."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hanoi_press.commands.command_folder import end
from hanoi_press.engine.engine_choice import check_engine_name, open_engine
from hanoi_press.engine.unit import Engine, EngineError

_MOST_JOBS = 1000


def add_engine_options(parser: argparse.ArgumentParser, jobs: str = "one a core") -> None:
    """Declare the options. `jobs`: how many processes there are without `--jobs`, in words."""
    parser.add_argument("--jobs", metavar="N", help=f"processes on this machine (default: {jobs})")
    parser.add_argument(
        "--engine",
        metavar="ADDRESS",
        help="work on the machines of a Dask cluster: tcp://HOST:8786, or dask for one on this machine",
    )
    parser.add_argument(
        "--exchange",
        metavar="PLACE",
        help="with --engine: the shared folder or address (s3://BUCKET/PREFIX) over which files go to the machines and "
        "back (default: the data folder, which all of them must see)",
    )


def number_of_jobs(given: str | None, most: int = _MOST_JOBS) -> int:
    """Return the number of processes that `--jobs` states, else of the cores, `most` at most.

    Ends the command (2) if what it states is no number.
    """
    if given is None:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return max(min(cores, most), 1)
    if not (given.isascii() and given.isdigit() and 1 <= len(given) <= 4 and 1 <= int(given) <= _MOST_JOBS):
        end(2, f"invalid --jobs {given}; use a whole number from 1 to {_MOST_JOBS}")
    return int(given)


def check_engine(opts: argparse.Namespace) -> None:
    """End the command (2) if `--engine` names no engine, or `--exchange` is given without it."""
    if opts.exchange is not None and opts.engine is None:
        end(2, "--exchange is for --engine; leave it out")
    try:
        check_engine_name(opts.engine)
    except EngineError as error:
        end(2, str(error))


def engine_name(opts: argparse.Namespace) -> str:
    """Return the engine as the record of a run states it: `processes`, or `dask tcp://…`."""
    return "processes" if opts.engine is None else f"dask {opts.engine}".replace("dask dask", "dask")


@contextmanager
def opened_engine(
    opts: argparse.Namespace,
    data: Path,
    jobs: int,
    lanes: int = 1,
    *,
    preload: Sequence[str] = (),
    code: int = 2,
) -> Iterator[Engine]:
    """Open the engine that the options name for a `with` block.

    Ends the command: 2 if the options are invalid, with `code` if the engine cannot be used (no scheduler answers).
    """
    check_engine(opts)
    try:
        engine = open_engine(opts.engine, jobs, lanes, preload=preload, exchange=opts.exchange, data=data)
    except (EngineError, OSError) as error:
        end(code, str(error))
    try:
        yield engine
    finally:
        engine.close()
