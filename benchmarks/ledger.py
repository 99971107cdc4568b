"""Measure the ledger with a thousand and with a million known pages: `python -m benchmarks.ledger`.

Prints the time of a lookup, of a change and of opening, the memory that lookups add to the process, and the size of the
file. The target: among a million pages a lookup takes at most twice as long, and memory does not grow.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from hanoi_press.store.ledger import Ledger
from hanoi_press.store.ledger_tables import Page

SIZES = (1_000, 1_000_000)
LOOKUPS = 20_000
_CHANGES = 2_000


def pages(number: int) -> Iterator[Page]:
    """Yield pages as a crawl stores them."""
    for one in range(number):
        yield Page(
            id=f"hanoimoi/{one}",
            source="hanoimoi",
            url=f"https://hanoimoi.vn/mot-bai-viet-co-ten-dai-vua-phai-{one}.html",
            state="article",
            hash=f"{one:064x}",
            revision=1,
            segment=one // 500,
            published=1_500_000_000 + one * 90,
            stamp=1_500_000_000 + one * 90,
            etag=f'"{one:x}"',
            asked=1_790_000_000,
            born=1,
            seen=1,
        )


def fill(path: Path, number: int) -> None:
    """Make a ledger with `number` pages."""
    ledger = Ledger(path)
    with ledger.transaction():
        for page in pages(number):
            ledger.put(page)
    ledger.close()


def measure(path: Path, number: int) -> dict[str, float]:
    """Return the figures of a ledger: ms to open it, µs for a lookup and a change, MB of memory that lookups add."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    ledger = Ledger(path)
    opened = time.process_time() - begun
    chosen = random.Random(1)
    rounds = []
    for _ in range(5):
        ids = [f"hanoimoi/{chosen.randrange(number)}" for _ in range(LOOKUPS // 5)]
        begun = time.process_time()
        for id in ids:
            assert ledger.find(id) is not None
        rounds.append((time.process_time() - begun) / len(ids))
    begun = time.process_time()
    for page in pages(_CHANGES):
        ledger.put(page)
    changed = (time.process_time() - begun) / _CHANGES
    ledger.close()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {
        "open ms": opened * 1e3,
        "lookup us": statistics.median(rounds) * 1e6,
        "change us": changed * 1e6,
        "memory MB": grown / 1024,
    }


def main() -> None:
    """Print the table and how the two sizes compare."""
    if len(sys.argv) == 3:  # one process for each size, because the memory measured is the process's
        print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
        return
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in SIZES:
            path = Path(folder, f"{number}.sqlite")
            fill(path, number)
            command = [sys.executable, "-m", "benchmarks.ledger", str(path), str(number)]
            found[number] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            found[number]["file MB"] = path.stat().st_size / 1e6
    print("pages      " + "".join(f"{name:>12}" for name in found[SIZES[0]]))
    for number, figures in found.items():
        print(f"{number:<11}" + "".join(f"{value:>12.2f}" for value in figures.values()))
    small, large = (found[number] for number in SIZES)
    print(f"lookup, a million pages against a thousand: {large['lookup us'] / small['lookup us']:.2f} (at most 2)")
    print(f"memory, a million pages against a thousand: {large['memory MB'] - small['memory MB']:+.1f} MB")


if __name__ == "__main__":
    main()
