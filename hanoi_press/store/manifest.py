"""A segment's manifest, `<run>.manifest.json` beside it: what is in the file, and the SHA-256 that proves it whole."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Any

from hanoi_press.items import SCHEMA_VERSION


@dataclass(slots=True)
class Manifest:
    """What a segment holds. `first` and `last` are days of publication (`2026-11-24`), None where no line states one.

    `sha256` and `bytes` are of the file as it stands on disk; `salvaged`: the run that wrote it was broken off;
    `merged`: the names of the segments that `corpus compact` put into this one.
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

    def count(self, record: dict[str, Any]) -> None:
        """Counts one line in: a new article, or a later revision of one."""
        if record.get("revision", 1) > 1:
            self.revisions += 1
        else:
            self.articles += 1
        day = str(record.get("published_at") or "")[:10]
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


def manifest_path(segment: Path) -> Path:
    """`…/<run>.manifest.json` of `…/<run>.jsonl`, `.jsonl.zst` or their `.part`."""
    return segment.with_name(segment.name.partition(".jsonl")[0] + ".manifest.json")


def write_manifest(segment: Path, manifest: Manifest) -> None:
    """Writes a segment's manifest, whole or not at all. Raises `OSError`."""
    replace_file(manifest_path(segment), json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode() + b"\n")


def read_manifest(segment: Path) -> dict[str, Any] | None:
    """A segment's manifest; None where there is none that can be read."""
    try:
        stated = json.loads(manifest_path(segment).read_bytes())
    except (OSError, ValueError):
        return None
    return stated if isinstance(stated, dict) else None


def is_as_stated(segment: Path) -> bool | None:
    """Is a segment byte for byte what its manifest says? None where it has no manifest."""
    stated = read_manifest(segment)
    if stated is None:
        return None
    with segment.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == stated.get("sha256")


def replace_file(path: Path, content: bytes) -> None:
    """Gives a small file its new content, whole or not at all, also when the power fails. Raises `OSError`."""
    beside = path.with_name(path.name + ".new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder last through a power failure."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
