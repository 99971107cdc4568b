"""Check the places in archives to which the lines of a corpus refer, each archive file once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hanoi_press.store.archive_faults import ArchiveFault, FaultKind, FaultPlace
from hanoi_press.store.archive_files import file_fault, look_at_offsets, path_of, unreadable
from hanoi_press.store.archive_pages import ArchivePages, ReadPage
from hanoi_press.store.archive_places import ArchivePlaces
from hanoi_press.store.pruned_archives import PrunedArchives

Progress = Callable[[int, int], None]  # bytes read, of how many


@dataclass(slots=True)
class ArchiveCheck:
    """The check of the archives of a data folder; `files` counts those that were looked into, `sound` the lines."""

    data: Path
    places: ArchivePlaces
    files: int = 0
    sound: int = 0

    def faults(self, read: ReadPage | None, progress: Progress = lambda done, of: None) -> Iterator[ArchiveFault]:
        """Yield the faults of all files. `read`: see `ArchivePages`; if None, only the offsets are looked at.

        Raises `sqlite3.Error` for a full disk.
        """
        self.sound = self.places.lines
        if self.places.invalid_lines:
            found = [FaultPlace(0, id, "its `archive` states no file and offset") for id in self.places.invalid]
            yield self._counted(ArchiveFault("", FaultKind.INVALID, lines=self.places.invalid_lines, places=found))
        pruned = PrunedArchives(self.data)
        groups: defaultdict[tuple[int, int, int], dict[str, int]] = defaultdict(
            dict
        )  # names of one file, and their lines
        for name, lines in self.places.files():
            if (fault := file_fault(self.data, name, pruned)) is not None:
                fault.lines = lines
                yield self._counted(fault)
                continue
            try:
                found_at = path_of(self.data, name).stat()
                groups[found_at.st_dev, found_at.st_ino, found_at.st_size][name] = lines
            except OSError as error:
                yield self._unreadable(name, lines, error)
        done, total = 0, sum(size for _, _, size in groups)
        for (_, _, size), names in groups.items():
            yield from self._in_file(names, read, lambda offset, done=done: progress(done + offset, total))  # type: ignore[misc]
            done += size
            progress(done, total)

    def _in_file(
        self, names: dict[str, int], read: ReadPage | None, progress: Callable[[int], None]
    ) -> Iterator[ArchiveFault]:
        path = path_of(self.data, next(iter(names)))
        self.files += 1
        try:
            places = self.places.of(names)
            faults = look_at_offsets(path, places) if read is None else ArchivePages(path, places, read).check(progress)
        except OSError as error:
            for name, lines in names.items():
                yield self._unreadable(name, lines, error)
            return
        yield from map(self._counted, faults)

    def _unreadable(self, name: str, lines: int, error: OSError) -> ArchiveFault:
        fault = file_fault(self.data, name, PrunedArchives(self.data)) or unreadable(name, error)  # pruned meanwhile
        fault.lines = lines
        return self._counted(fault)

    def _counted(self, fault: ArchiveFault) -> ArchiveFault:
        self.sound -= fault.lines if fault.kind is not FaultKind.ELSEWHERE else 0
        return fault
