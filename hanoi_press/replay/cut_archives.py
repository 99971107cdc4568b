"""Find archives of a data folder that are shorter than they were, from the articles that were read from them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from hanoi_press.store.pruned_archives import PrunedArchives
from hanoi_press.store.segments import finished_segments, lines, source_of_segment

# Inside a text of a JSON line the quotation marks would be escaped.
_ARCHIVE = re.compile(rb'"archive": ?\{"file": ?"([^"\\]+)", ?"offset": ?(\d{1,15})\}')


def cut_archives(data: Path, sources: Collection[str]) -> Iterator[str]:
    """Yield a message for each archive that ends before a page of which the corpus has a line.

    A file cut between two records looks whole otherwise. Archives that are gone are not named: they may have been moved
    away. Raises `OSError`.
    """
    sizes: dict[str, int | None] = {}
    missed: Counter[str] = Counter()
    for segment in finished_segments(data):
        if source_of_segment(segment) not in sources:
            continue
        for line in lines(segment, lambda fault: None):
            if found := _ARCHIVE.search(line.raw):
                name = found[1].decode("utf-8", "replace")
                if name not in sizes:
                    sizes[name] = _size(data / name)
                size = sizes[name]
                missed[name] += size is not None and int(found[2]) >= size
    for name, count in sorted(missed.items()):
        if count:
            yield f"{data / name} ends at byte {sizes[name]}: {count} lines of the corpus come from pages behind it"


def pruned_files(data: Path, sources: Collection[str]) -> Iterator[str]:
    """Yield a message for each source with archives that were deleted on purpose. Raises `OSError`."""
    pruned = PrunedArchives(data)
    for source in sources:
        if count := len(pruned.files(source)):
            yield f"{source}: {count} archive file{'s' * (count != 1)} left out: pruned"


def _size(path: Path) -> int | None:
    """Return the size of a file; None if there is none."""
    return path.stat().st_size if path.is_file() else None
