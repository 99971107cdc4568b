"""Read the lines of a segment that are as they were written; name the others.

The manifest of a segment has the SHA-256 of the file and the CRC-32 of each line. If the first is wrong, the second
tells which lines are damaged. Manifests of earlier versions have no CRC-32; the content hash in each line stands in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from hanoi_press.items import content_hash
from hanoi_press.store.manifest import is_as_stated, manifest_path, read_manifest
from hanoi_press.store.segments import Fault, SegmentLine, article_lines, refuse

_DIGITS = 8  # of a CRC-32 in a manifest


def is_sound(path: Path) -> bool:
    """Return True if a segment has the SHA-256 of its manifest, whose figures agree with each other.

    Without a manifest, if all lines have their own words. Raises `OSError`.
    """
    if manifest_path(path).exists():
        return bool(is_as_stated(path)) and figures_agree(read_manifest(path) or {})
    faults: list[Fault] = []
    for _ in lines_of_own_words(path, faults.append):
        if faults:
            break
    return not faults


def figures_agree(stated: dict[str, Any]) -> bool:
    """Return True if a manifest states one number of lines."""
    sums, total = _sums(stated), _total(stated)
    return total >= 0 and (not sums or total * _DIGITS == len(sums))


def sound_lines(path: Path, on_fault: Callable[[Fault], None] = refuse) -> Iterator[tuple[SegmentLine, dict[str, Any]]]:
    """Yield the lines of a segment that are as they were written, with their content.

    `on_fault` is called for each other line, and for a file or manifest that is damaged. The lines of a segment without
    a manifest are compared with their content hashes. Raises `OSError`, and what `on_fault` raises.
    """
    if not manifest_path(path).exists():
        yield from lines_of_own_words(path, on_fault)
        return
    stated = read_manifest(path)
    if stated is None:
        on_fault(Fault(path, 0, "its manifest cannot be read"))
        yield from lines_of_own_words(path, on_fault)
        return
    sums = _sums(stated)
    found = named = 0
    if is_as_stated(path):
        for one in article_lines(path, on_fault):
            found += 1
            yield one
        if found != _total(stated) or not figures_agree(stated):
            on_fault(Fault(path, 0, f"its manifest is damaged: the file is whole and has {found} lines"))
        return

    def name(fault: Fault) -> None:
        nonlocal named
        named += 1
        on_fault(fault)

    for one in _written_lines(path, sums, name) if sums else lines_of_own_words(path, name):
        found += 1
        yield one
    if (reason := _difference(found, named, stated)) is not None:
        on_fault(Fault(path, 0, reason))


def _written_lines(
    path: Path, sums: str, on_fault: Callable[[Fault], None]
) -> Iterator[tuple[SegmentLine, dict[str, Any]]]:
    """Yield the lines whose CRC-32 is in the manifest; each sum counts once."""
    expected = Counter(sums[at : at + _DIGITS] for at in range(0, len(sums), _DIGITS))
    for line, record in article_lines(path, on_fault):
        crc = f"{crc32(line.raw):08x}"
        if expected[crc] == 0:
            on_fault(Fault(path, line.number, "the line is damaged: it is not the one that was written"))
            continue
        expected[crc] -= 1
        yield line, record


def lines_of_own_words(path: Path, on_fault: Callable[[Fault], None]) -> Iterator[tuple[SegmentLine, dict[str, Any]]]:
    """Yield the lines whose words have the content hash that the line states; the manifest is not read.

    `on_fault` is called for each other line. Raises `OSError`, and what `on_fault` raises.
    """
    for line, record in article_lines(path, on_fault):
        if _has_its_words(record):
            yield line, record
        else:
            on_fault(Fault(path, line.number, "the line is damaged: its words are not those of its content_hash"))


def _has_its_words(record: dict[str, Any]) -> bool:
    title, summary, text = (record.get(name) or "" for name in ("title", "summary", "text"))
    try:
        return bool(content_hash(title, summary, text) == record["content_hash"])
    except (TypeError, ValueError):  # no strings, or a lone surrogate
        return False


def _total(stated: dict[str, Any]) -> int:
    """Return the number of lines that a manifest states; -1 if it states none."""
    articles, revisions = stated.get("articles"), stated.get("revisions")
    return articles + revisions if isinstance(articles, int) and isinstance(revisions, int) else -1


def _sums(stated: dict[str, Any]) -> str:
    """Return the CRC-32 of the lines that a manifest states; "" if it states none."""
    sums = stated.get("line_crc32")
    return sums if isinstance(sums, str) else ""


def _difference(found: int, named: int, stated: dict[str, Any]) -> str | None:
    """Return how a damaged segment differs from its manifest; None if the `named` faults explain it.

    `found` is the number of its sound lines.
    """
    total = _total(stated)
    if total < 0:
        return "it is not what its manifest states, and the manifest is damaged"
    if found + named == total and named:
        return None
    if found >= total:
        return "it is not what its manifest states, but no line is known to be damaged"
    return f"it is not what its manifest states: {total - found} of {total} lines are damaged or gone"
