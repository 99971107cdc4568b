"""Take the archived pages of articles out of WARC files: their answers, requests, redirects to them, old captures.

Each record becomes an empty one of the same size (`warc.blank_records`), so that the lines of other articles still name
the right offsets. A file is replaced as a whole or not at all.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import IO

from hanoi_press.store.atomic import whole_file
from hanoi_press.store.removal_journal import Removal
from hanoi_press.store.takedown import id_of
from hanoi_press.warc.blank_records import blank_member, member_of
from hanoi_press.warc.reader import CAPTURES
from hanoi_press.warc.record_names import RecordNames, record_names
from hanoi_press.warc.stored_records import StoredRecord, stored_records

_BLOCK = 1024 * 1024
_cached_id = lru_cache(maxsize=4096)(id_of)


@dataclass(slots=True)
class PageRecords:
    """The records of a file that belong to removed articles.

    `members`: where their gzip members begin and end. `ids`: the number of records by article. `shared`: records that
    share a gzip member with others, or have none, and cannot be replaced. `damage`: parts that cannot be read.
    """

    members: list[tuple[int, int]] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    shared: int = 0
    damage: list[str] = field(default_factory=list)


def archive_files(data: Path, removal: Removal) -> Iterator[tuple[Path, str]]:
    """Yield the archive files that may have pages of the articles, each with the name by which lines refer to it.

    They are those of the articles' sources, and those that their lines name; the latter may lie anywhere.
    """
    found = {
        path.relative_to(data).as_posix(): path
        for source in removal.sources
        for path in sorted((data / "archive" / source).glob("*/*.warc.gz"))
    }
    for file, _, _ in removal.places:
        if file not in found and _is_file(data / file):
            found[file] = data / file
    for name, path in found.items():
        yield path, name


def is_outside(name: str) -> bool:
    """Return True for a file that does not lie in the data folder, by the name by which lines refer to it."""
    path = Path(name)
    return path.is_absolute() or ".." in path.parts


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # no name of a file
        return False


class PageFinder:
    """Finds the records of articles, and of the records that belong to these (a request, a revisit)."""

    def __init__(self, removal: Removal) -> None:
        self._articles = {**{name: name for name in removal.names}, **removal.aliases}
        self._places = {(file, offset): id for file, offset, id in removal.places}

    def find(self, path: Path, name: str) -> PageRecords:
        """Return the records of the articles in a file. Raises `OSError`."""
        found = PageRecords()
        gone: dict[str, str] = {}  # articles by the ids of their records

        def damaged(offset: int, reason: str) -> None:
            found.damage.append(f"byte {offset}: {reason}")

        with path.open("rb") as file:
            for record in stored_records(file, damaged):
                named = record_names(record.raw)
                id = self._id(named, (name, record.offset)) or next(filter(None, map(gone.get, named.of)), "")
                if not id:
                    continue
                if named.id:
                    gone[named.id] = id
                position = file.tell()
                self._add(file, record, id, found)
                file.seek(position)
        return found

    def _id(self, named: RecordNames, place: tuple[str, int]) -> str:
        ids = (self._articles.get(_cached_id(one)) for one in named.addresses)
        found = next(filter(None, ids), "")
        is_page = named.kind in CAPTURES  # what stands in its place after a removal is none
        return found or (self._places.get(place, "") if is_page else "")

    def _add(self, file: IO[bytes], record: StoredRecord, id: str, found: PageRecords) -> None:
        member = member_of(file, record)
        if member is None:
            found.shared += 1
        else:
            found.members.append(member)
            found.ids[id] += 1


def blank(path: Path, members: list[tuple[int, int]], day: str) -> None:
    """Replace gzip members of a file by empty records of the same size, all at once. Raises `OSError`."""
    path = path.resolve()  # a link to a file stays one
    with whole_file(path) as temporary:
        with path.open("rb") as old, temporary.open("wb") as new:
            at = 0
            for start, end in members:
                _copy(old, new, at, start)
                new.write(blank_member(end - start, day))
                at = end
            _copy(old, new, at, path.stat().st_size)
        shutil.copymode(path, temporary)


def _copy(old: IO[bytes], new: IO[bytes], start: int, end: int) -> None:
    old.seek(start)
    while start < end:
        block = old.read(min(_BLOCK, end - start))
        if not block:
            raise OSError(f"{old.name} became shorter while it was copied")
        new.write(block)
        start += len(block)
