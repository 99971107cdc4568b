"""Copy what was learnt of a source, and what people wrote about it, into a part, and bring the learnt back.

What a person wrote (`.txt`, `.toml`, the take-down list) never comes back from a part.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from hanoi_press.store.atomic import write_whole
from hanoi_press.store.learnt_boilerplate import FOLDER, path_to_read, rules_path, sketch_path
from hanoi_press.store.pruned_archives import list_path
from hanoi_press.store.takedown import NAME
from hanoi_press.store.templates import own_template_path, template_path


def _learnt(data: Path, source: str) -> tuple[Path, Path]:
    return sketch_path(data, source), template_path(data, source)


def _stored(path: Path) -> Path:
    """Return where a file is read: earlier versions wrote those of boilerplate to another folder."""
    return path_to_read(path) if path.parent.name == FOLDER else path


def seed_files(data: Path, part: Path, source: str) -> dict[str, str]:
    """Copy the small files of a source into a part; return the SHA-256 of the learnt ones by name. Raises `OSError`."""
    for path in (rules_path(data, source), own_template_path(data, source), data / NAME):
        _copy(_stored(path), part / path.relative_to(data))
    _copy(list_path(data, source), list_path(part, source))
    found = {}
    for path in _learnt(data, source):
        name = path.relative_to(data)
        _copy(_stored(path), part / name)
        if digest := _digest(part / name):
            found[name.as_posix()] = digest
    return found


def _copy(path: Path, target: Path) -> None:
    if path.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def merge_files(data: Path, part: Path, source: str, seeded: Mapping[str, str]) -> None:
    """Replace what was learnt of a source by what the part learnt beside it. Raises `OSError`.

    `seeded`: what `seed_files` returned. If another part of the source was merged meanwhile, that one counts which
    learnt from more pages, whatever the order of the merges. A file that a person deleted meanwhile stays deleted.
    """
    for path, ours in zip(_learnt(part, source), _learnt(data, source), strict=True):
        name = path.relative_to(part).as_posix()
        base, new, known = seeded.get(name), _digest(path), _digest(_stored(ours))
        if new is None or new in (base, known) or (base is not None and known is None):
            continue
        content = path.read_bytes()
        is_whole = _worth(content)[0] >= 0  # a power failure may have emptied it
        if is_whole and (known == base or _worth(content) > _worth(_stored(ours).read_bytes())):
            write_whole(ours, content)


def _worth(content: bytes) -> tuple[int, bytes]:
    """Return what sorts two files of one name: the number of pages learnt from, then the bytes."""
    try:
        found: Any = json.loads(content)
        pages = found["pages"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return -1, content
    return (pages if type(pages) is int else -1), content


def _digest(path: Path) -> str | None:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else None
