"""Read and write the manifest of a segment, `<run>.manifest.json`: its contents and SHA-256."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Any

from hanoi_press.items import SCHEMA_VERSION
from hanoi_press.store.atomic import write_whole

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(slots=True)
class Manifest:
    """The contents of a segment. `first` and `last` are days of publication (`2026-11-24`), None if no line states one.

    `bytes` and `sha256` are those of the file on disk. `salvaged`: the run that wrote the file was killed.
    `merged`: the names of the segments that `corpus compact` merged into this one. `line_crc32`: the CRC-32 of each
    line without its line break, 8 hexadecimal digits a line, so that a damaged line is recognised.
    """

    source: str
    run: str
    schema_version: int = SCHEMA_VERSION
    articles: int = 0
    revisions: int = 0
    first: str | None = None
    last: str | None = None
    bytes: int = 0
    sha256: str = ""
    salvaged: bool = False
    merged: list[str] = field(default_factory=list)
    line_crc32: str = ""

    @classmethod
    def of(cls, segment: Path, *, salvaged: bool = False, merged: Iterable[str] = ()) -> Manifest:
        """Return the manifest of a segment at `…/<source>/<yyyy-mm>/<run>.jsonl` that has no line yet."""
        return cls(segment.parent.parent.name, run_of(segment), salvaged=salvaged, merged=list(merged))

    def count(self, record: dict[str, Any]) -> None:
        """Count one line: a new article, or a later revision of one."""
        if record.get("revision", 1) > 1:
            self.revisions += 1
        else:
            self.articles += 1
        day = str(record.get("published_at") or "")[:10]
        if _DAY.fullmatch(day):
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


def run_of(segment: Path) -> str:
    """Return the run of a segment: the name of the file before `.jsonl`."""
    return segment.name.partition(".jsonl")[0]


def manifest_path(segment: Path) -> Path:
    """Return `…/<run>.manifest.json` for `…/<run>.jsonl`, `…/<run>.jsonl.zst`, or either with `.part`."""
    return segment.with_name(manifest_name(segment.name))


def manifest_name(segment: str) -> str:
    """Return the name of the manifest beside a segment of this name."""
    return f"{segment.partition('.jsonl')[0]}.manifest.json"


def write_manifest(segment: Path, manifest: Manifest) -> None:
    """Write the manifest of a segment, whole or not at all. Raises `OSError`."""
    write_whole(manifest_path(segment), json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n")


def read_manifest(segment: Path) -> dict[str, Any] | None:
    """Return the manifest of a segment; None if there is no readable one."""
    try:
        stated = json.loads(manifest_path(segment).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return stated if isinstance(stated, dict) else None


def is_as_stated(segment: Path) -> bool | None:
    """Return True if a segment has the SHA-256 of its manifest, else False; None if it has no readable manifest.

    Raises `OSError`.
    """
    stated = read_manifest(segment)
    if stated is None:
        return None
    with segment.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == stated.get("sha256")
