"""Say in words, or as JSON, what `corpus verify` finds wrong with archives, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hanoi_press.store.archive_faults import OF_FILES, ArchiveFault, FaultKind
from hanoi_press.store.archive_files import path_of
from hanoi_press.text.plurals import count_of

_NAMED = 20  # lines with one fault in a file that are printed one by one
_NAMED_FILES = 20  # files at addresses, and files that are gone, that are printed one by one
_HARMLESS = {
    FaultKind.PRUNED: "were pruned; {lines} lines come from pages in them, and stay as they are",
    FaultKind.REMOTE: "lie at addresses and were not looked at; {lines} lines come from pages in them",
}
_BACKUP = "put the file back from a backup; the articles are whole without it, only `replay` cannot read these pages"
_MENDS = {
    FaultKind.GONE: "put the file back from a backup; if it was moved, a link in its old place is enough",
    FaultKind.UNREADABLE: "let this user read the file, or put it back from a backup",
    FaultKind.OTHERWISE_COMPRESSED: "put the file back as it was packed when its pages were read",
    FaultKind.INVALID: "put the segment back from a backup",
    FaultKind.ELSEWHERE: "put the file back from a backup; no article comes from what is damaged",
}


def mend_of(kind: FaultKind) -> str:
    """Return what to do about a fault of a kind."""
    return _MENDS.get(kind, _BACKUP)


def harmless_words(faults: Sequence[ArchiveFault]) -> Iterator[str]:
    """Yield a line for each kind of what is no fault."""
    for kind, words in _HARMLESS.items():
        if found := [one for one in faults if one.kind is kind]:
            yield f"archive: {len(found)} files " + words.format(lines=sum(one.lines for one in found))


def fault_words(data: Path, faults: Sequence[ArchiveFault]) -> Iterator[str]:
    """Yield the lines that name faults: one for a file, and one for a place of up to twenty in a file."""
    of_files = [one for one in faults if one.kind in OF_FILES and not one.is_harmless]
    for one in of_files[:_NAMED_FILES]:
        yield f"archive: {path_of(data, one.file)} {one.reason}; {one.lines} lines come from pages in it"
    if len(of_files) > _NAMED_FILES:
        lines = sum(one.lines for one in of_files[_NAMED_FILES:])
        yield f"archive: … and {len(of_files) - _NAMED_FILES} more files; {lines} lines come from pages in them"
    for one in faults:
        if one.kind not in OF_FILES:
            yield from _places(data, one)


def _places(data: Path, fault: ArchiveFault) -> Iterator[str]:
    file = f" {path_of(data, fault.file)}" if fault.file else ""
    for place in fault.places[:_NAMED]:
        at = f"{file} at byte {place.offset}" if fault.file else ""
        yield f"archive:{at}: {place.reason}" + (f" ({place.id})" if place.id else "")
    if fault.lines > _NAMED:
        more = count_of(fault.lines - _NAMED, "more line")
        yield f"archive:{file}: … and {more} with this fault ({fault.kind}); --json lists up to 1,000"


def advice(faults: Sequence[ArchiveFault]) -> Iterator[str]:
    """Yield a line for each kind of fault: what can be done."""
    mends: dict[str, list[str]] = {}
    for kind in dict.fromkeys(one.kind for one in faults if not one.is_harmless):
        mends.setdefault(mend_of(kind), []).append(kind)
    for mend, kinds in mends.items():
        yield f"To mend {', '.join(kinds)}: {mend}"


def fault_json(fault: ArchiveFault) -> dict[str, Any]:
    """Return a fault as plain JSON types."""
    return {
        "file": fault.file,
        "kind": str(fault.kind),
        "lines": fault.lines,
        "reason": fault.reason,
        "mend": None if fault.is_harmless else mend_of(fault.kind),
        "places": [one._asdict() for one in fault.places],
    }
