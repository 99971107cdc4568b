"""Check the data folder's name, and the files in it that people write, before a command does anything."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable
from pathlib import Path

from hanoi_press.extensions.clean_log import one_line
from hanoi_press.store.learnt_boilerplate import FOLDER as BOILERPLATE
from hanoi_press.store.learnt_boilerplate import check_rules
from hanoi_press.store.learnt_names import names_of_captures
from hanoi_press.store.takedown import taken_down
from hanoi_press.store.templates import FOLDER as TEMPLATES
from hanoi_press.store.templates import own_selectors, own_template_path

_LONGEST = 210  # characters of a name that a message repeats
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/")  # s3://bucket, s3:/bucket
_NO_NAME = (errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP)


class DataDirError(ValueError):
    """Raised for a data folder that cannot be one; the message is one line and says what to use."""


def data_dir(given: object, stated: str | None = None) -> Path:
    """Return the folder that DATA_DIR names, with `~` replaced. Raises `DataDirError`.

    `stated` is what a message repeats: where the name was given, and the name.
    """
    name = str(given) if isinstance(given, (str, os.PathLike)) else ""
    shown = one_line(stated if stated is not None else f"DATA_DIR={name}")
    shown = shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"
    if not name.strip():
        raise DataDirError(f"invalid {shown}; use the path of a folder")
    if not name.isprintable():
        raise DataDirError(f"invalid {shown}; use a path without line breaks and control characters")
    if found := _SCHEME.match(name):
        raise DataDirError(f"invalid {shown}: {_instead_of(found[1].lower(), name)}")
    try:
        path = Path(name).expanduser()
    except RuntimeError:
        raise DataDirError(f"invalid {shown}: no such user; use the path of a folder") from None
    _check_place(path, shown)
    return path


def _instead_of(scheme: str, name: str) -> str:
    """Return what is wrong with an address in place of a folder, and what to use."""
    if scheme == "file":
        return f"it is an address; use the path {name.partition(':')[2].replace('//', '', 1) or '/'}"
    return (
        f"{scheme}:// is no folder of this machine; use a folder on a disk, and copy it after a run "
        "(rclone, or the tools of that store)"
    )


def _check_place(path: Path, shown: str) -> None:
    """Raise `DataDirError` if the path can have no file at all."""
    try:
        (path if path.is_absolute() else Path.cwd() / path).stat()
    except FileNotFoundError:
        if not path.is_absolute() and not _has_current_folder():
            raise DataDirError(f"invalid {shown}: the current folder was deleted; use an absolute path") from None
    except OSError as error:
        if error.errno in _NO_NAME:
            raise DataDirError(f"invalid {shown}: {error.strerror}; use another path") from None


def _has_current_folder() -> bool:
    try:
        Path.cwd()
    except FileNotFoundError:
        return False
    return True


def file_in_place(path: Path) -> Path | None:
    """Return the file, or the link to nothing, because of which there can be no folder at the path; else None."""
    for one in (path, *path.parents):
        if one.is_dir():
            return None
        if os.path.lexists(one):
            return one
    return None


def check_written_by_hand(data: Path, sources: Iterable[str]) -> None:
    """Read the rules and selectors of these sources, also those for captures of a year, and the take-down list.

    Raises `ValueError`, with file and line, for one that is broken, and `OSError`.
    """
    for source in sources:
        for name in (source, *names_of_captures(data / BOILERPLATE, source)):
            check_rules(data, name)
        for name in (source, *names_of_captures(data / TEMPLATES, source)):
            own_selectors(own_template_path(data, name))
    taken_down(data)
