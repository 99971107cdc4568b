"""Delete old archive files of a data folder, but none that is still needed.

Killed at any instant, it leaves each file either whole or deleted and in the list of pruned files (`pruned_archives`),
and the next prune goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hanoi_press.store.atomic import sync_folder
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.old_answers import archive_path, days_of_request
from hanoi_press.store.pruned_archives import PrunedFile, read_list, write_list


@dataclass(slots=True)
class PruneResult:
    """What a prune deleted, or would delete. `kept`: old files that are still needed, with the number of pages.

    `lost`: sources of which nothing was deleted, because lines of so many of their articles are gone from the corpus.
    """

    deleted: list[PrunedFile] = field(default_factory=list)
    kept: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)

    @property
    def bytes(self) -> int:
        """The size of the deleted files."""
        return sum(one.bytes for one in self.deleted)


def archive_sources(data: Path) -> list[str]:
    """Return the names of the folders in `archive/`, sorted. Raises `OSError`."""
    root = data / "archive"
    return sorted(one.name for one in root.iterdir() if one.is_dir()) if root.is_dir() else []


def prune(
    folder: DataFolder, days: int, sources: Collection[str], *, today: date | None = None, is_trial: bool = False
) -> PruneResult:
    """Delete the archive files of these sources whose day (UTC) is more than `days` days ago.

    A file stays if a page waits in it that could not be read yet, and all files of a source stay while lines of its
    articles are lost, because its archive may have the only copy. `is_trial`: nothing is deleted. Raises `LockLost`,
    `OSError`, `sqlite3.Error`.
    """
    today = today or datetime.now(UTC).date()
    result = PruneResult()
    for source in sources:
        old = old_files(folder.path, source, today - timedelta(days=days))
        if old and (lost := sum(1 for _ in folder.ledger.lost_pages(source))):
            result.lost[source] = lost
            continue
        needed = _needed(folder, source) if old else Counter()
        deleted = []
        for path in old:
            name = path.relative_to(folder.path).as_posix()
            if needed[name]:
                result.kept[name] = needed[name]
            else:
                deleted.append(PrunedFile(name, path.stat().st_size, today.isoformat()))
        if deleted and not is_trial:
            folder.check()
            _delete(folder.path, source, deleted)
        result.deleted += deleted
    return result


def old_files(data: Path, source: str, first: date) -> list[Path]:
    """Return the archive files that a crawl wrote on days before `first`, oldest first; others are not ours to delete.

    Raises `OSError`.
    """
    name = re.compile(rf"{re.escape(source)}-(\d{{8}})\.warc\.gz")
    found = []
    for path in sorted((data / "archive" / source).glob("*/*.warc.gz")):
        stated = name.fullmatch(path.name)
        if stated and path == archive_path(data, source, stated[1]) and stated[1] < f"{first:%Y%m%d}":
            found.append(path)
    return found


def _needed(folder: DataFolder, source: str) -> Counter[str]:
    """Return the archive files in which pages wait to be read again, with the number of these pages."""
    needed: Counter[str] = Counter()
    for file, asked in folder.ledger.captures.waiting(source):
        if file is not None:
            needed[file] += 1
        elif asked is not None:  # an earlier version did not note where the answer lies
            for day in days_of_request(asked):
                needed[archive_path(folder.path, source, day).relative_to(folder.path).as_posix()] += 1
    needed.update(dict(folder.ledger.past.unread_files(source)))
    return needed


def _delete(data: Path, source: str, files: list[PrunedFile]) -> None:
    """Write the list, then delete the files and the folders of months that are empty then."""
    write_list(data, source, [*read_list(data, source), *files])
    for one in files:
        (data / one.file).unlink(missing_ok=True)
    for month in {(data / one.file).parent for one in files}:
        sync_folder(month)
        with suppress(OSError):  # not empty
            month.rmdir()
