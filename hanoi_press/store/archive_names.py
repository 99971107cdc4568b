"""Name an archive file in the lines of the corpus, so that it is found again: also through links, or after a move."""

from __future__ import annotations

import os
from pathlib import Path

_OWN = "archive/"  # the folder in which crawls write


def archive_name(data: Path, path: Path) -> str:
    """Return the name of a file: relative to the data folder if it is in it by any path, else its absolute path.

    A file that is reached through a link inside the data folder is in it, whatever the link leads to; so is one that
    is named by another path of the data folder itself. Raises `OSError` for a name that is not in UTF-8.
    """
    try:
        str(path).encode()
    except UnicodeEncodeError:
        raise OSError(f"the name of {str(path)!r} is not in UTF-8; rename the file") from None
    stated, whole = Path(os.path.abspath(path)), path.resolve()  # noqa: PTH100 - `resolve` would follow links
    for one in (stated, whole):
        for parent in one.parents:
            if _is_same(parent, data):
                return one.relative_to(parent).as_posix()
    return str(whole)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # the data folder is not made yet, or a folder may not be looked at
        return one == Path(os.path.abspath(other))  # noqa: PTH100


def is_own_archive(name: str) -> bool:
    """Return True for the name of a file that a crawl into this data folder wrote, and may write to again."""
    return name.startswith(_OWN)
