"""`python -m benchmarks.fleet`: simulate harvests by 1, 2, 10 and 100 workers, some of them killed on their way.

No request is made and nothing waits: the simulation takes a second or two. It prints the makespan beside the two bounds
that no number of workers beats: all pages of the slowest host one after the other, and all work spread evenly over all
lanes. Without `--sources` the sources are modelled on the project's: a night, or `--backfill` for twenty years.
Exit codes: 0; 2 for invalid arguments or an invalid file.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.fleet_simulation import Fleet, Outcome, Work, bounds, simulate
from benchmarks.fleet_sources import SourcesError, a_night, back_fill, from_file
from hanoi_press.engine.dask_task import SHIP_EVERY_REMOTE
from hanoi_press.text.tabular import columns

_HEAD = (
    "workers",
    "makespan",
    "slowest host",
    "all lanes",
    "over bound",
    "lanes busy",
    "kills",
    "retries",
    "fetched twice",
    "share",
    "given up",
)


def duration(seconds: float) -> str:
    """Return `11d 20h`, `3h 05m`, `7m 30s` or `12.5s`."""
    for length, name, small, of in ((86400, "d", 3600, "h"), (3600, "h", 60, "m"), (60, "m", 1, "s")):
        whole, rest = divmod(round(seconds / small), length // small)
        if whole:
            return f"{whole}{name} {rest:02}{of}"
    return f"{seconds:.1f}s"


def row(works: Sequence[Work], fleet: Fleet) -> tuple[str, ...]:
    """Simulate a fleet; return its row of the table."""
    found: Outcome = simulate(works, fleet)
    slowest, lanes = bounds(works, fleet)
    lower = max(slowest, lanes)
    busy = found.busy / (found.makespan * fleet.workers * fleet.lanes) if found.makespan else 0.0
    return (
        f"{fleet.workers}",
        duration(found.makespan),
        duration(slowest),
        duration(lanes),
        f"{found.makespan / lower:.2f} x" if lower else "-",
        f"{busy:.0%}",
        f"{found.kills}",
        f"{found.retries}",
        f"{found.twice:,}",
        f"{found.share_twice:.2%}",
        f"{len(found.given_up)}" + (f" ({found.lost:,} pages)" if found.given_up else ""),
    )


def report(works: Sequence[Work], fleets: Sequence[Fleet]) -> str:
    """Return what is printed."""
    fleet = fleets[0]
    hosts = len({work.host for work in works})
    killed = f"each killed {fleet.kills:g} times an hour (seed {fleet.seed})" if fleet.kills else "none is killed"
    return "\n".join(
        (
            f"{len(works):,} units of {hosts:,} hosts, {sum(work.pages for work in works):,} pages, "
            f"{duration(sum(work.seconds for work in works))} of waiting in all",
            f"workers of {fleet.lanes} lanes, {killed}; increments are shipped every {fleet.ship:g} s",
            columns(_HEAD, [row(works, one) for one in fleets], numbers=True),
        )
    )


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """Return the checked arguments. Raises `SystemExit` (2)."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fleet", description="Simulate a harvest by workers.")
    parser.add_argument("--sources", type=Path, metavar="FILE.csv", help="columns name, host, pages, delay (seconds)")
    parser.add_argument("--backfill", action="store_true", help="twenty years of the project's sources, not a night")
    parser.add_argument("--workers", type=_counts, default=[1, 2, 10, 100], metavar="N[,N]", help="1,2,10,100")
    parser.add_argument("--lanes", type=_count, default=13, metavar="N", help="units at a time on a worker (13)")
    parser.add_argument(
        "--kills-per-hour", type=_amount, default=0.0, metavar="X", help="how often each worker is killed (0)"
    )
    parser.add_argument(
        "--ship-seconds",
        type=_amount,
        default=SHIP_EVERY_REMOTE,
        metavar="S",
        help="seconds between increments (5); 0: each page",
    )
    parser.add_argument("--restart-seconds", type=_amount, default=10.0, metavar="S", help="until it is back (10)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another seed, other kills (1)")
    options = parser.parse_args(words)
    if options.backfill and options.sources:
        parser.error("--backfill is for the project's sources: a file of --sources states its pages itself")
    try:
        options.works = (
            from_file(options.sources) if options.sources else back_fill() if options.backfill else a_night()
        )
    except SourcesError as error:
        parser.error(str(error))
    return options


def _count(given: str) -> int:
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= 10_000:
        raise argparse.ArgumentTypeError(f"{given!r} is not a whole number from 1 to 10,000")
    return int(given)


def _counts(given: str) -> list[int]:
    return [_count(one) for one in given.split(",")]


def _amount(given: str) -> float:
    try:
        found = float(given)
    except ValueError:
        found = math.nan
    if not 0 <= found < math.inf:
        raise argparse.ArgumentTypeError(f"{given!r} is not a number of 0 or more")
    return found


def main(words: Sequence[str] | None = None) -> int:
    """Print the table."""
    given = arguments(words)
    fleets = [
        Fleet(count, given.lanes, given.kills_per_hour, given.ship_seconds, given.restart_seconds, given.seed)
        for count in given.workers
    ]
    print(report(given.works, fleets))
    return 0


if __name__ == "__main__":
    sys.exit(main())
