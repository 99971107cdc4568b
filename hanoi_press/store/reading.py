"""Compute the fingerprint of what reads a source's pages: it changes when a page may be read better than before.

It covers the package's version, the code that reads, and the source's templates. The code counts beside the version,
because a checkout changes with every `git pull` and keeps its version. Of a learnt template only its digest
counts: the counters and days in the file change each night.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

import hanoi_press
from hanoi_press.store.learnt_names import names_of_captures
from hanoi_press.store.templates import FOLDER, own_template_path, stored_digest

_ROOT = Path(hanoi_press.__file__).parent
# What takes part in reading a page: rooms, and single modules.
_READS = ("text", "pages", "families", "sources", "extraction.py", "items.py", "crawl/read_answer.py")
_BYTES = 8


def reading_fingerprint(data: Path, source: str) -> str:
    """Return the fingerprint of the reading of a source's pages today: 16 hex digits. It costs some ms."""
    return _with_templates(data, [source])


def captures_fingerprint(data: Path, source: str) -> str:
    """Return the same for captures of a source's pages in web archives, which have templates of their own."""
    return _with_templates(data, names_of_captures(data / FOLDER, source))


def _with_templates(data: Path, names: Iterable[str]) -> str:
    digest = blake2b(package_reading().encode(), digest_size=_BYTES)
    for name in names:
        for part in (stored_digest(data, name) or "", _own_selectors(own_template_path(data, name))):
            digest.update(part.encode() + b"\0")
    return digest.hexdigest()


def package_reading() -> str:
    """Return the fingerprint of the package's reading, without what was learnt from a source: 16 hex digits."""
    digest = blake2b(digest_size=_BYTES)
    for part in (hanoi_press.__version__, _installed_version(), _code_digest(_ROOT)):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()


def _own_selectors(path: Path) -> str:
    """Return the file in which a person overrules the learnt template; "" if there is none to be read."""
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""


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
