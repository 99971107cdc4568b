"""Check the data folder's name, and the files in it that people write, before a command does anything."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from hanoi_press.extensions.clean_log import one_line
from hanoi_press.store.learnt_boilerplate import check_rules
from hanoi_press.store.takedown import taken_down

_NO_NAME = (errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP)


class DataDirError(ValueError):
    """Raised for a data folder that cannot be one; the message is one line and says what to use."""


def data_dir(given: object) -> Path:
    """Return the folder that DATA_DIR names, with `~` replaced. Raises `DataDirError`."""
    name = str(given) if isinstance(given, (str, os.PathLike)) else ""
    shown = one_line(name if len(name) <= 200 else name[:200] + "…")
    if not name.strip():
        raise DataDirError(f"invalid DATA_DIR={shown}; use the path of a folder")
    if not name.isprintable():
        raise DataDirError(f"invalid DATA_DIR={shown}; use a path without line breaks and control characters")
    try:
        path = Path(name).expanduser()
    except RuntimeError:
        raise DataDirError(f"invalid DATA_DIR={shown}: no such user; use the path of a folder") from None
    _check_place(path, shown)
    return path


def _check_place(path: Path, shown: str) -> None:
    """Raise `DataDirError` if there can be no folder at the path. That it cannot be written is found when it is."""
    try:
        absolute = path if path.is_absolute() else Path.cwd() / path
    except FileNotFoundError:
        raise DataDirError(f"invalid DATA_DIR={shown}: the current folder was deleted; use an absolute path") from None
    for one in (absolute, *absolute.parents):
        try:
            mode_is_folder = one.stat() and one.is_dir()
        except FileNotFoundError:
            if one.is_symlink():
                raise DataDirError(f"invalid DATA_DIR={shown}: {one} is a link to nothing; use a folder") from None
            continue
        except NotADirectoryError:
            continue
        except OSError as error:
            if error.errno in _NO_NAME:
                raise DataDirError(f"invalid DATA_DIR={shown}: {error.strerror}; use a shorter path") from None
            return
        if not mode_is_folder:
            raise DataDirError(f"invalid DATA_DIR={shown}: {one_line(str(one))} is a file; use a folder")
        return


def check_written_by_hand(data: Path, sources: Iterable[str]) -> None:
    """Read the rules of these sources and the take-down list.

    Raises `ValueError`, with file and line, for one that is broken, and `OSError`.
    """
    for source in sources:
        check_rules(data, source)
    taken_down(data)
