"""Find out where the index of a corpus lies, and of which segments it has to be made."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from hanoi_press.corpus.index.index_tables import INDEX
from hanoi_press.store.manifest import manifest_path
from hanoi_press.store.segments import segments


class IndexFailure(OSError):
    """Raised if there is no index and none can be made; the message says why and what to do."""


class Stamps(NamedTuple):
    """A segment's file, and the stamps of it and its manifest (None if it has none): they change with the content."""

    path: Path
    stamp: str
    manifest: str | None


def stamp_of(path: Path) -> str | None:
    """Return size, times and number of a file; None if there is none. Raises `OSError`.

    The time of the last change of its status (ctime) cannot be set back.
    """
    try:
        stat = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"


def stamped_segments(path: Path) -> dict[str, Stamps]:
    """Return the segments of a path that `load` takes, in the order of `load`, by their name in the index.

    Raises as `segments`, and `FileNotFoundError` if there are none.
    """
    found = {}
    for one in segments(path):
        if (stamp := stamp_of(one)) is not None:
            name = one.relative_to(path).as_posix() if path.is_dir() else str(one)
            found[name] = Stamps(one, stamp, stamp_of(manifest_path(one)))
    if not found:
        raise FileNotFoundError(f"{path}: no segment (.jsonl, .jsonl.zst); `hanoi-press crawl hanoimoi` writes some")
    return found


def index_path(path: Path) -> Path:
    """Return where the index of a path lies: in the data folder, else (also if that is read-only) in the cache."""
    if (path / "articles").is_dir():
        folder = path / INDEX.parent
        if os.access(folder if folder.exists() else path, os.W_OK):
            return path / INDEX
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache) / "hanoi_press" / f"{sha256(str(path.resolve()).encode()).hexdigest()[:32]}.sqlite"
