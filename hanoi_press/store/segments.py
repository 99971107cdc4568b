"""Find segments and read them, plain or compressed, line by line, with one line in memory.

Every fault is reported with its position: a torn last line, a compressed file that is cut short, an overlong line. The
whole lines before a fault are read, and those after it if the file goes on.
"""

from __future__ import annotations

import glob
import io
import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from hanoi_press.compression import ZSTD_MAGIC, zstd
from hanoi_press.items import MAX_INT
from hanoi_press.store.files_by_hand import UTF_16

ENDINGS = (".jsonl", ".jsonl.zst")
_NO_ARTICLE = "no article: id, source, url, revision or content_hash is missing or wrong"
_SURROGATE = re.compile("[\ud800-\udfff]")
_MAX_LINE = 64 * 1024 * 1024  # bytes; the crawler accepts no page above 20 MB


class SegmentLine(NamedTuple):
    """A line of a file, without its line break; `number` counts from 1."""

    path: Path
    number: int
    raw: bytes


class Fault(NamedTuple):
    """A fault of a file: `number` is the line, from 1, or 0 for the file as a whole."""

    path: Path
    number: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.number}: {self.reason}" if self.number else f"{self.path}: {self.reason}"


class FaultError(ValueError):
    """Raised for a fault if the caller accepts none."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def refuse(fault: Fault) -> None:
    """Raise `FaultError`; this is the `on_fault` of callers that accept no fault."""
    raise FaultError(fault)


def is_segment(path: Path) -> bool:
    """Return True if a file has the name of a finished segment."""
    return path.name.endswith(ENDINGS)


def source_of_segment(path: Path) -> str | None:
    """Return the source of a segment at `…/<source>/<yyyy-mm>/<run>.jsonl`; None for any other path."""
    parts = path.parts
    return parts[-3] if len(parts) >= 3 and path.parent.name[:4].isdigit() else None


def data_folder(path: str | Path) -> Path | None:
    """Return the data folder that a path given to `segments` belongs to; None if it belongs to none."""
    path = Path(path)
    if (path / "articles").is_dir():
        return path
    return next((one.parent for one in (path, *path.parents) if one.name == "articles"), None)


def segments(path: str | Path, sources: Iterable[str] | None = None) -> list[Path]:
    """Return the finished segments, sorted by source, month and name; [] if there are none yet.

    `path`: a data folder (its `articles/<source>/<yyyy-mm>/`), a folder with segments anywhere below it, one segment,
    or a glob of segments. `sources`: return only the segments in the folders of these sources.
    Raises `FileNotFoundError` if there is no such path, `ValueError` for a file that is no segment.
    """
    path = Path(path)
    if path.is_dir():
        root = path / "articles" if (path / "articles").is_dir() else path
        found = [one for one in root.rglob("*.jsonl*") if is_segment(one) and one.is_file()]
    elif path.is_file():
        if not is_segment(path):
            raise ValueError(f"{path} is no segment; use a file that ends in {' or '.join(ENDINGS)}")
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


def finished_segments(data: Path) -> list[Path]:
    """Return the finished segments of a data folder, sorted; [] if it has none."""
    articles = data / "articles"
    return segments(articles) if articles.is_dir() else []


def lines(path: Path, on_fault: Callable[[Fault], None] = refuse) -> Iterator[SegmentLine]:
    """Yield the whole lines of a segment, without the blank ones, a byte order mark, and Windows' line ends.

    `on_fault` is called for a torn last line, an overlong line, a file in UTF-16, and a compressed file that is cut
    short or damaged. If it returns, the lines after the fault are read, if there are any. Raises `OSError`, and what
    `on_fault` raises.
    """
    with path.open("rb") as file:
        number = 0
        try:
            with _decompressed(file, path) as stream:
                while raw := stream.readline(_MAX_LINE):
                    number += 1
                    if number == 1:
                        if raw.startswith(UTF_16):
                            on_fault(Fault(path, 1, "the file is UTF-16; save it as UTF-8"))
                            return
                        raw = raw.removeprefix(BOM_UTF8)
                    if raw.endswith(b"\n"):
                        if not raw.isspace():
                            yield SegmentLine(path, number, raw[:-1].removesuffix(b"\r"))
                    elif len(raw) >= _MAX_LINE:
                        on_fault(Fault(path, number, f"a line of more than {_MAX_LINE} bytes"))
                        _skip_line(stream)
                    elif _is_json_object(raw):  # an editor may have dropped the last line break
                        yield SegmentLine(path, number, raw)
                    else:
                        on_fault(Fault(path, number, f"torn last line ({len(raw)} bytes without an end)"))
        except EOFError:
            on_fault(Fault(path, number + 1, "the compressed file is cut short; lines after this one are lost"))
        except zstd.ZstdError as error:
            on_fault(Fault(path, number + 1, f"the compressed file is damaged from here on: {error}"))


def raw_lines(path: Path, on_fault: Callable[[Fault], None]) -> Iterator[bytes]:
    """Yield all lines of a segment as they stand in it, with their ends, also blank and torn ones.

    One of more than 64 MB comes in pieces. `on_fault` is called for a compressed file that cannot be read to its end.
    Raises `OSError`.
    """
    try:
        with path.open("rb") as file, _decompressed(file, path) as stream:
            while raw := stream.readline(_MAX_LINE):
                yield raw
    except (EOFError, zstd.ZstdError) as error:
        on_fault(Fault(path, 0, f"the compressed file is damaged or cut short: {error}"))


def is_compressed(path: Path) -> bool:
    """Return True if a segment is compressed: its content tells, not its name. Raises `OSError`."""
    with path.open("rb") as file:
        return file.read(len(ZSTD_MAGIC)) == ZSTD_MAGIC


def has_byte_order_mark(path: Path) -> bool:
    """Return True if the text of a segment begins with a byte order mark. Raises `OSError`."""
    try:
        with path.open("rb") as file, _decompressed(file, path) as stream:
            return stream.read(len(BOM_UTF8)) == BOM_UTF8
    except (EOFError, zstd.ZstdError):
        return False


def line_digest(line: SegmentLine) -> bytes:
    """Return a digest of a line, to compare it with others."""
    return blake2b(line.raw, digest_size=16).digest()


def line_digests(path: Path) -> set[bytes]:
    """Return the digests of the lines of a segment, as far as it can be read. Raises `OSError`."""
    return {line_digest(line) for line in lines(path, lambda fault: None)}


def article_lines(
    path: Path, on_fault: Callable[[Fault], None] = refuse
) -> Iterator[tuple[SegmentLine, dict[str, Any]]]:
    """Yield the lines of a segment that are articles, with their content.

    `on_fault` is called for any other line. Raises `OSError`, and what `on_fault` raises.
    """
    for line in lines(path, on_fault):
        try:
            record = json.loads(line.raw)
        except (ValueError, RecursionError) as error:
            on_fault(Fault(path, line.number, f"no JSON: {error}"))
            continue
        if not isinstance(record, dict) or not _is_article(record):
            on_fault(
                Fault(path, line.number, "no article: id, source, url, revision or content_hash is missing or wrong")
            )
            continue
        yield line, record


def _is_article(record: dict[str, Any]) -> bool:
    revision = record.get("revision")
    names = ("id", "source", "url", "content_hash")
    return all(_is_text(record.get(name)) for name in names) and type(revision) is int and abs(revision) <= MAX_INT


def _is_text(value: object) -> bool:
    """Return True for a string that can be stored: one without lone surrogates."""
    return isinstance(value, str) and (value.isascii() or not _SURROGATE.search(value))


def _decompressed(file: io.BufferedIOBase, path: Path) -> io.BufferedIOBase:
    """Return a stream of the plain bytes. The content tells the format, so that a renamed file can be read."""
    start = file.read(len(ZSTD_MAGIC))
    file.seek(0)
    if not start and path.suffix == ".zst":
        raise EOFError  # even an empty file, when compressed, has a zstd frame
    if start == ZSTD_MAGIC or path.suffix == ".zst":
        return zstd.ZstdFile(file)  # it has a buffer; a second one would lose the lines before a fault
    return file


def _skip_line(stream: io.BufferedIOBase) -> None:
    while (rest := stream.readline(_MAX_LINE)) and not rest.endswith(b"\n"):
        pass


def _is_json_object(raw: bytes) -> bool:
    try:
        return isinstance(json.loads(raw), dict)
    except (ValueError, RecursionError):
        return False
