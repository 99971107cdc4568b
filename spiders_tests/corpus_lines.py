"""Articles and data folders for the tests of the store."""

from __future__ import annotations

import json
import os
from pathlib import Path

from hanoi_press.items import Article, Extraction, Raw, content_hash
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.segments import lines, segments

COMPRESSIONS = ["none", "zstd"]


def article(number: int, words: str = "Một câu.", *, source: str = "hanoimoi", published: str | None = None) -> Article:
    """Return an article with the given words."""
    title = f"Bài số {number}"
    return Article(
        id=f"{source}/{number}",
        source=source,
        publisher="Hànộimới",
        url=f"https://hanoimoi.vn/bai-{number}.html",
        title=title,
        summary=None,
        text=words,
        authors=[],
        dateline=None,
        published_at=published or "2026-11-20T08:15:32+07:00",
        modified_at=None,
        section=[],
        tags=[],
        images=[],
        attachments=[],
        attribution=None,
        language="vi",
        raw=Raw(),
        content_hash=content_hash(title, None, words),
        extraction=Extraction("test", {}),
        fetched_at="2026-11-24T01:00:00Z",
    )


def opened(data: Path, compression: str = "none") -> DataFolder:
    return DataFolder.open(data, "a test", compression=compression)


def corpus(data: Path) -> list[tuple[str, int, str]]:
    """Return id, revision and words of every line on disk, sorted."""
    found = [json.loads(line.raw) for path in segments(data) for line in lines(path)]
    return sorted((one["id"], one["revision"], one["text"]) for one in found)


def break_off(folder: DataFolder) -> None:
    """Leave a folder as a kill would: its segments unfinished, its lock released."""
    for segment, _ in folder._open.values():
        if segment._file:
            segment._file.close()
    folder.ledger._db.close()
    folder._lock.release()


def flip(path: Path, at: int, bit: int = 1) -> None:
    """Change one bit of a file and leave its size and time of change as they are."""
    stat = path.stat()
    content = bytearray(path.read_bytes())
    content[at] ^= bit
    path.write_bytes(bytes(content))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
