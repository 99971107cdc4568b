"""A segment: the JSONL file that one run writes.

It is written as `<name>.jsonl.part`, each line flushed as it comes, and gets its name when it is whole: whoever finds
a `.jsonl` has a finished file, whoever finds a `.part` has whole lines and at most one torn one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any


def to_line(record: Mapping[str, Any]) -> bytes:
    """One line of JSONL: UTF-8, keys in their order, no ASCII escapes."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class Segment:
    """An open segment at `path` (which ends in `.jsonl`). The file appears with the first line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = path.with_name(path.name + ".part")
        self.count = 0
        self._file: IO[bytes] | None = None

    def write(self, record: Mapping[str, Any]) -> None:
        """Appends one line; it is with the operating system when this returns. Raises `OSError`."""
        if self._file is None:
            self.part.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.part.open("xb", buffering=0)
        line = memoryview(to_line(record))
        while line:  # an unbuffered file may take a part of a line, on a full disk
            line = line[self._file.write(line) or 0 :]
        self.count += 1

    def close(self) -> Path | None:
        """Syncs the file and gives it its name. Returns its path, None where no line was written."""
        if self._file is None:
            return None
        os.fsync(self._file.fileno())
        self._file.close()
        self._file = None
        self.part.replace(self.path)
        return self.path
