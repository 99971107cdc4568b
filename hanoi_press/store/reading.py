"""Compute the fingerprint of what reads a source's pages: it changes when a page may be read better than before.

It covers the package's version, the code that reads, and the source's templates. The code counts beside the version,
because a checkout changes with every `git pull` and keeps its version. Of a learnt template only what it says about
places counts: its counters and days change each night.
"""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Any

import hanoi_press

_ROOT = Path(hanoi_press.__file__).parent
# What takes part in reading a page: rooms, and single modules.
_READS = ("text", "pages", "families", "sources", "extraction.py", "items.py", "crawl/read_answer.py")
_TEMPLATES = "templates"  # the folder in the data folder
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ][\d:.+Z-]*)?")
_BYTES = 8


def reading_fingerprint(data: Path, source: str) -> str:
    """Return the fingerprint of the reading of a source's pages today: 16 hex digits. It costs some ms."""
    digest = blake2b(digest_size=_BYTES)
    for part in (hanoi_press.__version__, _installed_version(), _code_digest(_ROOT)):
        digest.update(part.encode() + b"\0")
    for ending in ("json", "toml"):
        digest.update(template_statements(data / _TEMPLATES / f"{source}.{ending}") + b"\0")
    return digest.hexdigest()


def template_statements(path: Path) -> bytes:
    """Return what a template says, without numbers and days if it is JSON; b"" if there is none to be read."""
    try:
        content = path.read_bytes()
    except OSError:
        return b""
    if path.suffix != ".json":
        return content
    try:
        return json.dumps(_without_counters(json.loads(content))).encode()
    except (ValueError, RecursionError):
        return content


def _without_counters(stated: Any) -> Any:
    if isinstance(stated, dict):
        return {name: _without_counters(value) for name, value in stated.items() if not _is_counter(value)}
    if isinstance(stated, list):
        return [_without_counters(value) for value in stated if not _is_counter(value)]
    return stated


def _is_counter(value: Any) -> bool:
    is_day = isinstance(value, str) and _DAY.fullmatch(value) is not None
    return is_day or (isinstance(value, int | float) and not isinstance(value, bool))


@cache
def _code_digest(root: Path) -> str:
    """Return a digest of the code that reads pages; without its sources (frozen) the version has to do."""
    digest = blake2b(digest_size=_BYTES)
    for name in _READS:
        place = root / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            try:
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
            except OSError:
                continue
    return digest.hexdigest()


@cache
def _installed_version() -> str:
    try:
        return metadata.version("hanoi-press")
    except metadata.PackageNotFoundError:
        return ""
