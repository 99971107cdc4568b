"""A segment that a broken-off run left as `.part`: its whole lines become a finished segment, a torn one is cut."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hanoi_press.store.manifest import Manifest
from hanoi_press.store.segment_writer import COMPRESSIONS, PART, Segment
from hanoi_press.store.segments import Fault, lines, refuse

SALVAGING = ".salvaging"  # what the new file is called while it is written; worth nothing without its `.part`
_TORN = "torn last line", "cut short"  # what a kill leaves, and no more than that


@dataclass(slots=True)
class Salvaged:
    """What became of a `.part`: the finished segment (None where no whole line was in it), its lines, what was cut."""

    part: Path
    path: Path | None
    count: int
    faults: list[Fault]
    kept_beside: Path | None = None  # the old file, where more than a torn end was wrong with it


def parts(articles: Path) -> list[Path]:
    """The `.part` files under a folder of segments."""
    endings = tuple(ending + PART for ending in COMPRESSIONS.values())
    return sorted(one for one in articles.rglob(f"*{PART}") if one.name.endswith(endings))


def salvage(part: Path) -> Salvaged:
    """Makes a finished segment of a `.part`. Nothing is lost when this is broken off: the `.part` goes last.

    Lines in the middle that are none (a disk may leave such after a power failure) are left out, and the old file is
    kept beside under a name that ends in `.damaged`. Raises `OSError`.
    """
    path = free_name(part.with_name(part.name.removesuffix(PART)))
    beside = part.with_name(part.name + SALVAGING)
    beside.unlink(missing_ok=True)
    segment = Segment(path, Manifest(path.parent.parent.name, path.name.partition(".jsonl")[0], salvaged=True))
    segment.part = beside
    faults: list[Fault] = []
    for raw, record in records(part, faults.append):
        segment.write_line(raw + b"\n", record)
    result = Salvaged(part, segment.close(), segment.count, faults)
    if any(not _is_torn(fault) for fault in faults):
        result.kept_beside = free_name(part.with_name(part.name.removesuffix(PART) + ".damaged"))
        part.replace(result.kept_beside)
    else:
        part.unlink()
    return result


def records(path: Path, on_fault: Callable[[Fault], None] = refuse) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """The lines of a segment that are articles (raw, without end) and what they say; `on_fault` is told of others."""
    for line in lines(path, on_fault):
        try:
            record = json.loads(line.raw)
        except (ValueError, RecursionError) as error:
            on_fault(Fault(path, line.number, f"no JSON: {error}"))
            continue
        if not isinstance(record, dict) or not _is_article(record):
            on_fault(Fault(path, line.number, "no article: id, source, url, revision or content_hash is missing"))
            continue
        yield line.raw, record


def _is_article(record: dict[str, Any]) -> bool:
    names = ("id", "source", "url", "content_hash")
    return all(isinstance(record.get(name), str) for name in names) and isinstance(record.get("revision"), int)


def _is_torn(fault: Fault) -> bool:
    return any(words in fault.reason for words in _TORN)


def free_name(path: Path) -> Path:
    """`path`, or where that is taken the same with `-2`, `-3` … before its ending."""
    stem, dot, ending = path.name.partition(".")
    number = 1
    while path.exists() or (path.with_name(path.name + PART).exists() and number > 1):
        number += 1
        path = path.with_name(f"{stem}-{number}{dot}{ending}")
    return path
