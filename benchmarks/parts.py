"""Measure the parts of a harvest with a ledger of a million pages of 26 sources: `python -m benchmarks.parts`.

Prints the seconds of the processor that it takes to seed all parts, to seed one of 50 pages, and to merge them after a
night in which each source requested 200 pages and none had changed. The targets: 10 s, some ms, 3 s.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.ledger import pages
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.part_merge import merge_part
from hanoi_press.store.part_seed import seed_part
from hanoi_press.store.scope import RunScope

_PAGES, _SOURCES, _FEW, _REQUESTED = 1_000_000, 26, 50, 200


def fill(data: DataFolder, names: list[str], small: str) -> None:
    """Write a million pages of these sources in the order in which nights find them, and a few of another one."""
    chosen = random.Random(1)
    with data.ledger.transaction():
        for number, page in enumerate(pages(_PAGES)):
            source = small if number < _FEW else chosen.choice(names)
            data.ledger.put(page._replace(id=f"{source}/{number}", source=source))


def quiet_night(part: Path, source: str) -> None:
    """Crawl a source in which nothing has changed."""
    with DataFolder.open(part, "a benchmark") as folder:
        history = SourceHistory(folder, source, RunScope())
        for page in list(folder.ledger.recent_articles(source, 0, 2**40, history.cycle))[:_REQUESTED]:
            history.mark_requested(page.id, page.url, None)
            history.mark_unchanged(page.id)
        history.finish(walked=True)


def timed(what: str, work: Callable[[], object]) -> None:
    begun = time.process_time()
    work()
    print(f"{what}: {time.process_time() - begun:.3f} s of the processor")


def main() -> None:
    """Print the figures."""
    names, small = [f"source{number:02d}" for number in range(_SOURCES)], "small"
    with tempfile.TemporaryDirectory() as name:
        data = Path(name, "data")
        parts = {source: data / "parts" / "a-run" / source for source in (*names, small)}
        with DataFolder.open(data, "a benchmark") as folder:
            fill(folder, names, small)
        with DataFolder.open(data, "a benchmark") as folder:
            timed(f"seed {_SOURCES} parts", lambda: [seed_part(folder, parts[source], source) for source in names])
            timed(f"seed a source of {_FEW} pages", lambda: seed_part(folder, parts[small], small))
            for source in names:
                quiet_night(parts[source], source)
            timed(f"merge {_SOURCES} parts", lambda: [merge_part(folder, parts[source]) for source in names])


if __name__ == "__main__":
    main()
