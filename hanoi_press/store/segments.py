"""Finding and reading segments, plain or compressed, a line at a time: memory holds one line, never a file.

What is broken is named, never hidden: a torn last line, a `.zst` cut short, a line without end. Whole lines before it
(and after it, where a file goes on) still come.
"""

from __future__ import annotations

import glob
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ENDINGS = (".jsonl", ".jsonl.zst")
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_LONGEST = 64 * 1024 * 1024  # bytes; the crawler takes no page above 20 MB


class Line(NamedTuple):
    """A line as it stands in the file, without its end; `number` counts from 1."""

    path: Path
    number: int
    raw: bytes


class Fault(NamedTuple):
    """What is wrong at a place: `number` counts lines from 1, 0 means the file as a whole."""

    path: Path
    number: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.number}: {self.reason}" if self.number else f"{self.path}: {self.reason}"


class FaultError(ValueError):
    """A fault where none is accepted; `.fault` says where."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def refuse(fault: Fault) -> None:
    """The strict way with a fault. Raises `FaultError`."""
    raise FaultError(fault)


def is_segment(path: Path) -> bool:
    """Has a file the name of a finished segment?"""
    return path.name.endswith(ENDINGS)


def source_of_segment(path: Path) -> str | None:
    """The source whose folder a segment stands in (`…/<source>/<yyyy-mm>/<run>.jsonl`); None elsewhere."""
    parts = path.parts
    return parts[-3] if len(parts) >= 3 and path.parent.name[:4].isdigit() else None


def data_folder(path: str | Path) -> Path | None:
    """The data folder that a path given to `segments` belongs to; None for a file that lies in none."""
    path = Path(path)
    if (path / "articles").is_dir():
        return path
    return next((one.parent for one in (path, *path.parents) if one.name == "articles"), None)


def segments(path: str | Path, sources: Iterable[str] | None = None) -> list[Path]:
    """The finished segments, by source, month and name.

    `path`: a data folder (its `articles/<source>/<yyyy-mm>/`), a folder with segments anywhere below it, one segment,
    or a glob of segments. `sources`: only these; segments outside a source's folder then do not count.
    [] where nothing has been harvested yet. Raises `FileNotFoundError` where there is no such path, `ValueError` for
    a file that is no segment.
    """
    path = Path(path)
    if path.is_dir():
        root = path / "articles" if (path / "articles").is_dir() else path
        found = [one for one in root.rglob("*.jsonl*") if is_segment(one) and one.is_file()]
    elif path.is_file():
        if not is_segment(path):
            raise ValueError(f"{path} is no segment: {' and '.join(ENDINGS)} are accepted")
        found = [path]
    else:
        found = [Path(one) for one in glob.glob(str(path), recursive=True)]  # noqa: PTH207 - Path.glob takes no absolute pattern
        found = [one for one in found if is_segment(one) and one.is_file()]
        if not found:
            raise FileNotFoundError(f"{path}: no such folder, segment or glob of segments")
    if sources is not None:
        wanted = set(sources)
        found = [one for one in found if source_of_segment(one) in wanted]
    return sorted(found)


def lines(path: Path, on_fault: Callable[[Fault], None] = refuse) -> Iterator[Line]:
    """The whole lines of a segment, blank ones left out.

    `on_fault` is called for a torn last line, a compressed file cut short or damaged, and an overlong line; where it
    returns, reading goes on behind the fault if there is anything. Raises `OSError`, and what `on_fault` raises.
    """
    with path.open("rb") as file:
        number = 0
        try:
            with _plain(file, path) as stream:
                while raw := stream.readline(_LONGEST):
                    number += 1
                    if raw.endswith(b"\n"):
                        if not raw.isspace():
                            yield Line(path, number, raw[:-1])
                    elif len(raw) >= _LONGEST:
                        on_fault(Fault(path, number, f"a line of more than {_LONGEST} bytes"))
                        _skip_line(stream)
                    elif _is_whole(raw):
                        yield Line(path, number, raw)
                    else:
                        on_fault(Fault(path, number, f"torn last line ({len(raw)} bytes without an end)"))
        except EOFError:
            on_fault(Fault(path, number + 1, "the compressed file is cut short; lines behind this one are lost"))
        except zstd.ZstdError as error:
            on_fault(Fault(path, number + 1, f"the compressed file is damaged from here on: {error}"))


def _plain(file: io.BufferedIOBase, path: Path) -> io.BufferedIOBase:
    """The file's lines, decompressed if need be. The content decides, not the name: a renamed file still reads."""
    start = file.read(len(_ZSTD_MAGIC))
    file.seek(0)
    if not start and path.suffix == ".zst":
        raise EOFError  # a compressed file of nothing has a frame too
    if start == _ZSTD_MAGIC or path.suffix == ".zst":
        return zstd.ZstdFile(file)  # buffered by itself; a second buffer would lose the lines before a fault
    return file


def _skip_line(stream: io.BufferedIOBase) -> None:
    while (rest := stream.readline(_LONGEST)) and not rest.endswith(b"\n"):
        pass


def _is_whole(raw: bytes) -> bool:
    """Is a last line without an end a whole record? An editor may have dropped the last line break."""
    try:
        return isinstance(json.loads(raw), dict)
    except (ValueError, RecursionError):
        return False
