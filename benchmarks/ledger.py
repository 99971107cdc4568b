"""`python -m benchmarks.ledger`: does the ledger stay as fast and as small with a million known pages?

Prints what a lookup and a mark cost with a thousand and with a million pages, how long opening takes, and how much
memory lookups take beside an empty process. The bar: a lookup costs at most twice as much, memory does not grow.
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

from hanoi_press.store.ledger import Ledger, Page

SIZES = (1_000, 1_000_000)
LOOKUPS = 20_000
_MARKS = 2_000


def pages(number: int) -> Iterator[Page]:
    """Pages as a crawl knows them."""
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
    """A ledger with so many pages."""
    ledger = Ledger(path)
    with ledger.transaction():
        for page in pages(number):
            ledger.put(page)
    ledger.close()


def measure(path: Path, number: int) -> dict[str, float]:
    """Milliseconds to open, microseconds a lookup and a mark, and megabytes of memory that lookups added."""
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
    for page in pages(_MARKS):
        ledger.put(page)
    marked = (time.process_time() - begun) / _MARKS
    ledger.close()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {
        "open ms": opened * 1e3,
        "lookup us": statistics.median(rounds) * 1e6,
        "mark us": marked * 1e6,
        "memory MB": grown / 1024,
    }


def main() -> None:
    """Prints the table and the ratio."""
    if len(sys.argv) == 3:  # a process of its own for each size: memory is that of the process
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
    print(f"lookup, a million against a thousand: {large['lookup us'] / small['lookup us']:.2f} (at most 2)")
    print(f"memory, the same: {large['memory MB'] - small['memory MB']:+.1f} MB")


if __name__ == "__main__":
    main()
