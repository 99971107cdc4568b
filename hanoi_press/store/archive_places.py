"""Count the archived pages to which lines of the corpus refer: on the disk, pruned, or gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hanoi_press.store.pruned_archives import PrunedArchives

_NAMED = 20  # files that are gone and named


class ArchivePlaces:
    """The archive files of the lines that were noted, with the number of lines."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._lines: Counter[str] = Counter()

    def note(self, record: dict[str, Any]) -> None:
        """Count a line. Its file may be relative to the data folder, or absolute (a replay of other archives)."""
        place = record.get("archive")
        if isinstance(place, dict) and isinstance(place.get("file"), str):
            self._lines[place["file"]] += 1

    def report(self) -> Iterator[str]:
        """Yield what is pruned and what is gone, in words; nothing if all files are there."""
        pruned = PrunedArchives(self.data)
        is_pruned: dict[str, bool] = {
            file: pruned.day(file) is not None for file in sorted(self._lines) if not _exists(self.data, file)
        }
        if count := sum(is_pruned.values()):
            lines = sum(self._lines[file] for file, pruned in is_pruned.items() if pruned)
            yield f"archive: {count} files were pruned; {lines} lines come from pages in them, and stay as they are"
        gone = [file for file, pruned in is_pruned.items() if not pruned]
        for file in gone[:_NAMED]:
            lines = self._lines[file]
            yield f"archive: {self.data / file} is gone and was not pruned; {lines} lines come from pages in it"
        if len(gone) > _NAMED:
            yield f"archive: … and {len(gone) - _NAMED} more files are gone"


def _exists(data: Path, file: str) -> bool:
    try:
        return (data / file).exists()
    except (OSError, ValueError):  # no name of a file
        return False
