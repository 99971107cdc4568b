"""Read every record of a WARC file, whatever its type, with the answer in it if it holds one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from warcio.recordloader import ArcWarcRecordLoader

from hanoi_press.warc.reader import Capture, capture_of, record_type
from hanoi_press.warc.stored_records import stored_records


class CheckedRecord(NamedTuple):
    """A record: its `offset` as in `StoredRecord`, its type, the answer in it (None: it holds none), its bytes."""

    offset: int
    kind: str
    capture: Capture | None
    raw: bytes


def checked_records(path: Path, on_damage: Callable[[int, str], None]) -> Iterator[CheckedRecord]:
    """Yield the records of a file in their order, each byte read once; `on_damage` gets offset and reason.

    Raises `OSError`.
    """
    loader = ArcWarcRecordLoader()
    with path.open("rb") as file:
        for record in stored_records(file, on_damage):
            try:
                yield CheckedRecord(record.offset, record_type(record.raw), capture_of(loader, record), record.raw)
            except Exception as error:  # whatever the parser raises for a hostile record
                on_damage(record.offset, f"no readable record ({type(error).__name__}: {error})")
