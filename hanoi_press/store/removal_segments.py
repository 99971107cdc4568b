"""Take the lines of articles out of a segment; every other line stays byte for byte.

Segment and manifest are two files. The new manifest is first written beside the old one (`….manifest.json.removing`,
with the digest of the segment that it belongs to), then the segment is replaced, then the manifest. Killed in between,
the digest tells which of both is there, and the next call finishes. A reader that has no lock meets the new segment
with the old manifest at worst: each of its lines is one that the manifest knows.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import asdict
from hashlib import file_digest
from pathlib import Path
from typing import Any
from zlib import crc32

from hanoi_press.store.atomic import sync_folder, whole_file, write_whole
from hanoi_press.store.manifest import Manifest, is_as_stated, manifest_path, read_manifest
from hanoi_press.store.removal_lines import is_named, named_line, sources_of
from hanoi_press.store.segment_writer import line_encoder
from hanoi_press.store.segments import Fault, is_compressed, raw_lines

REMOVING = ".removing"  # ending of the manifest of a segment that is about to be replaced
_DIGITS = 8  # of a CRC-32 in a manifest
_COUNTED = ("articles", "revisions", "first", "last")


class UnreadableRestError(ValueError):
    """Raised for a compressed segment that is damaged or cut short: nobody can tell what lies behind the damage."""


def without_lines(path: Path, names: set[str]) -> int:
    """Remove the lines of articles from a segment; return how many it had, 0 if that is done already.

    A segment without another line is deleted. A damaged one stays so: lines that are not as they were written are kept,
    and named by each run as before. Raises `UnreadableRestError`, and the segment stays as it is; `OSError`.
    """
    finish_segment(path)
    rest = _Rest(path, names) if path.exists() else None
    if rest is None or not rest.removed:
        return 0
    if not rest.kept:
        path.unlink()
        finish_segment(path)
        return rest.removed
    with whole_file(path) as temporary:
        rest.write(temporary)
        if (manifest := rest.manifest(temporary)) is not None:
            pending = {"segment": _sha256(temporary), "manifest": manifest}
            write_whole(_pending(path), json.dumps(pending, ensure_ascii=False))
    finish_segment(path)
    return rest.removed


def strip_file(path: Path, names: set[str]) -> int:
    """Remove the lines of articles from a file of lines that is no segment; return how many lines have no id.

    A file without another line is deleted. Raises `UnreadableRestError`, and the file stays as it is; `OSError`.
    """
    rest = _Rest(path, names)
    if rest.removed and rest.kept:
        with whole_file(path) as temporary:
            rest.write(temporary)
    elif rest.removed:
        path.unlink()
        sync_folder(path.parent)
    return rest.unknown


def finish_segment(path: Path) -> None:
    """Bring the manifest of a segment up to date whose removal of lines was broken off. Raises `OSError`."""
    pending = _pending(path)
    if not path.exists():
        if not _other_ending(path).exists():
            manifest_path(path).unlink(missing_ok=True)
        pending.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)
    elif pending.exists():
        found = json.loads(pending.read_bytes())
        if found["segment"] == _sha256(path):
            write_whole(manifest_path(path), json.dumps(found["manifest"], ensure_ascii=False, indent=1) + "\n")
        pending.unlink()
        sync_folder(path.parent)


def _other_ending(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".zst") if path.suffix == ".zst" else f"{path.name}.zst")


def _pending(path: Path) -> Path:
    manifest = manifest_path(path)
    return manifest.with_name(manifest.name + REMOVING)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


class _Rest:
    """What stays of a segment; `kept` and `removed` are numbers of lines, `unknown` of those kept that have no id."""

    def __init__(self, path: Path, names: set[str]) -> None:
        """Read the segment once."""
        self.path = path
        self.names = names
        self._sources = sources_of(names)
        self.kept = self.removed = self.unknown = 0
        self._gone: list[tuple[str, bool]] = []  # of the removed lines the CRC-32, and whether they are first revisions
        self._sums: list[str] = []  # of the lines that stay
        for raw in raw_lines(path, _refuse):
            line = _content(raw)
            if self._is_named(raw):
                self.removed += 1
                self._gone.append((_crc(line), _record(line).get("revision", 1) == 1))
            elif not raw.isspace():
                self.kept += 1
                self.unknown += named_line(raw) is None
                self._sums.append(_crc(line))

    def _is_named(self, raw: bytes) -> bool:
        line = named_line(raw)
        return line is not None and is_named(line, self.names, self._sources)

    def write(self, target: Path) -> None:
        """Write the lines that stay, as they stand in the segment."""
        encoder = line_encoder(compressed=is_compressed(self.path))
        with target.open("wb") as file:
            for raw in raw_lines(self.path, _refuse):
                if not self._is_named(raw):
                    file.write(encoder.line(raw))
            file.write(encoder.end())
        shutil.copymode(self.path, target)

    def manifest(self, written: Path) -> dict[str, Any] | None:
        """Return the manifest of the segment as it was `written`; None if there is none, or none that can be read."""
        stated = read_manifest(self.path)
        if stated is None:
            return None
        sums = stated.get("line_crc32")
        known = sums if isinstance(sums, str) else ""
        expected = Counter(known[at : at + _DIGITS] for at in range(0, len(known), _DIGITS))
        left = expected - Counter(self._sums)
        all_are_known = left.total() == self.removed and expected.total() == self.removed + self.kept
        if is_as_stated(self.path) or (known and all_are_known):
            return stated | self._counted(written) | ({"line_crc32": "".join(self._sums)} if known else {})
        return stated | self._less(stated, known)

    def _counted(self, written: Path) -> dict[str, Any]:
        """Return the figures of a sound segment."""
        counts = Manifest("", "")
        for raw in raw_lines(written, _refuse):
            if not raw.isspace():
                counts.count(_record(_content(raw)))
        figures = asdict(counts)
        found = {name: figures[name] for name in _COUNTED}
        return found | {"bytes": written.stat().st_size, "sha256": _sha256(written)}

    def _less(self, stated: dict[str, Any], known: str) -> dict[str, Any]:
        """Return the figures of a damaged segment without those of the removed lines; its SHA-256 stays wrong."""
        sums = [known[at : at + _DIGITS] for at in range(0, len(known), _DIGITS)]
        found = {name: stated.get(name) for name in ("articles", "revisions")}
        for crc, is_first in self._gone:
            if crc in sums:
                sums.remove(crc)
            elif known:
                continue  # the line was damaged itself, so that it is not known which one it was
            name = "articles" if is_first else "revisions"
            number = found[name]
            found[name] = number - 1 if isinstance(number, int) else number
        return found | ({"line_crc32": "".join(sums)} if known else {})


def _refuse(fault: Fault) -> None:
    raise UnreadableRestError(str(fault))


def _content(raw: bytes) -> bytes:
    """Return a line without its end and a byte order mark, as `segments.lines` gives it."""
    return raw.removesuffix(b"\n").removesuffix(b"\r").removeprefix(b"\xef\xbb\xbf")


def _crc(line: bytes) -> str:
    return f"{crc32(line):08x}"


def _record(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
