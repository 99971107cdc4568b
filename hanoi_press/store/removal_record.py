"""Keep the record of what was removed, `corpus/removed.jsonl`: ids, days and numbers, but none of the words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hanoi_press.store.atomic import write_whole
from hanoi_press.store.removal_journal import Removal

RECORD = Path("corpus") / "removed.jsonl"  # in the data folder


def add_to_record(data: Path, removal: Removal) -> None:
    """Add an article a line, unless an earlier try of the same removal has done so. Raises `OSError`."""
    known = read_record(data)
    records = removal.records_by_id
    new = [
        {
            "id": id,
            "removed": removal.began,
            "named_by": named_by,
            "lines": removal.lines.get(id, 0),
            "records": records[id] if removal.archives else None,
            "reason": removal.reason,
        }
        for id, named_by in removal.ids.items()
    ]
    lines = [json.dumps(one, ensure_ascii=False) for one in known]
    there = set(lines)
    added = [line for one in new if (line := json.dumps(one, ensure_ascii=False)) not in there]
    if added:
        write_whole(data / RECORD, "".join(f"{line}\n" for line in (*lines, *added)))


def read_record(data: Path) -> list[dict[str, Any]]:
    """Return what was removed, the oldest first; lines that cannot be read are left out. Raises `OSError`."""
    path = data / RECORD
    found = []
    for line in path.read_text("utf-8", "replace").splitlines() if path.exists() else ():
        try:
            one = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(one, dict):
            found.append(one)
    return found
