"""Salvage the `.part` of a killed run: its whole lines become a finished segment, a torn last line is dropped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hanoi_press.store.manifest import Manifest
from hanoi_press.store.segment_writer import COMPRESSIONS, PART, SegmentWriter
from hanoi_press.store.segments import Fault, lines, refuse

SALVAGING = ".salvaging"  # ending of the new file while it is written; the `.part` is kept until it is finished
_TORN = "torn last line", "cut short"  # the faults that a killed run leaves


@dataclass(slots=True)
class SalvageResult:
    """The result for a `.part`: the finished segment (None if it had no whole line), its lines, the dropped faults."""

    part: Path
    path: Path | None
    count: int
    faults: list[Fault]
    kept_as: Path | None = None  # the old file, if it had faults other than a torn end


def unfinished_segments(articles: Path) -> list[Path]:
    """Return the `.part` files anywhere below a folder, sorted."""
    endings = tuple(ending + PART for ending in COMPRESSIONS.values())
    return sorted(one for one in articles.rglob(f"*{PART}") if one.name.endswith(endings))


def salvage(part: Path) -> SalvageResult:
    """Make a finished segment of a `.part`, which is deleted last, so that nothing is lost if this process is killed.

    Broken lines in the middle, which a power failure may leave, are dropped; the old file is then kept next to
    the new one under a name that ends in `.damaged`. Raises `OSError`.
    """
    path = unused_path(part.with_name(part.name.removesuffix(PART)))
    manifest = Manifest(path.parent.parent.name, path.name.partition(".jsonl")[0], salvaged=True)
    segment = SegmentWriter(path, manifest, part.with_name(part.name + SALVAGING))
    segment.part.unlink(missing_ok=True)
    faults: list[Fault] = []
    for raw, record in article_lines(part, faults.append):
        segment.write_line(raw + b"\n", record)
    result = SalvageResult(part, segment.close(), segment.count, faults)
    if any(not _is_torn(fault) for fault in faults):
        result.kept_as = unused_path(part.with_name(part.name.removesuffix(PART) + ".damaged"))
        part.replace(result.kept_as)
    else:
        part.unlink()
    return result


def article_lines(path: Path, on_fault: Callable[[Fault], None] = refuse) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """Yield the lines of a segment that are articles: the raw line without its end, and its content.

    `on_fault` is called for any other line. Raises `OSError`, and what `on_fault` raises.
    """
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


def unused_path(path: Path) -> Path:
    """Return `path`; if it exists, the same with `-2`, `-3` … before its ending.

    A numbered name whose `.part` exists counts as used, too.
    """
    stem, dot, ending = path.name.partition(".")
    number = 1
    while path.exists() or (path.with_name(path.name + PART).exists() and number > 1):
        number += 1
        path = path.with_name(f"{stem}-{number}{dot}{ending}")
    return path
