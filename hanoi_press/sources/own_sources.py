"""Load the sources that a user has in a folder of their own, beside those of this package.

Each file `NAME.py` in it has a value `SOURCE`, as the files of this package have. The files are Python and are run.
So they lie beside the user's config file, never in a data folder, which people copy and share.
"""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from hanoi_press.config import users_file
from hanoi_press.sources.source import Source

VARIABLE = "HANOI_PRESS_SOURCES"  # of the environment: the folder, in place of `sources` beside the user's config file
_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")


class OwnSourceError(ValueError):
    """Raised for a file that is no source; the message is one line with file and line, and says what to do."""


def is_folder_named() -> bool:
    """Return True if the environment names the folder."""
    return bool(os.environ.get(VARIABLE))


def own_folder() -> Path | None:
    """Return the folder of the user's own sources, whether it exists or not; None if the user has no home."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    config = users_file()
    return config.with_name("sources") if config else None


def load_folder(folder: Path | None, built_in: Mapping[str, Source]) -> dict[str, Source]:
    """Return the sources in a folder, by name. Raises `OwnSourceError` for a broken file, or a name or host taken."""
    found: dict[str, Source] = {}
    try:
        files = sorted(folder.glob("*.py")) if folder is not None and folder.is_dir() else []
    except OSError as error:
        raise OwnSourceError(f"{folder} cannot be read: {error.strerror}") from error
    hosts = {host: source.name for source in built_in.values() for host in source.hosts + source.former_hosts}
    for path in files:
        source = load_source(path)
        if source.name in built_in:
            raise OwnSourceError(f"{path}:1: a source of this program is called {source.name}; use another name")
        for host in source.hosts + source.former_hosts:
            if host in hosts:
                raise OwnSourceError(f"{path}:1: {host} belongs to the source {hosts[host]}; delete this file")
            hosts[host] = source.name
        found[source.name] = source
    return found


def load_source(path: Path) -> Source:
    """Return the source of a file. Raises `OwnSourceError`."""
    if not _NAME.fullmatch(path.stem):
        raise OwnSourceError(f"{path}:1: invalid file name; use 2 to 31 characters a-z, 0-9 and _, then .py")
    try:
        text = path.read_bytes()
    except OSError as error:
        raise OwnSourceError(f"{path} cannot be read: {error.strerror}") from error
    return source_of_text(text, path)


def source_of_text(text: bytes | str, path: Path) -> Source:
    """Return the source that the text of the file at `path` defines. Raises `OwnSourceError`."""
    try:
        module = ModuleType(f"hanoi_press_own_sources.{path.stem}")
        module.__file__ = str(path)
        exec(compile(text, str(path), "exec"), module.__dict__)
    except Exception as error:
        what = error.msg if isinstance(error, SyntaxError) else str(error)
        raise OwnSourceError(
            f"{path}:{_line(error, path)}: it cannot be loaded: {type(error).__name__}: {what}; mend or delete the file"
        ) from error
    source = getattr(module, "SOURCE", None)
    if not isinstance(source, Source):
        raise OwnSourceError(f"{path}:1: SOURCE is missing or no Source; mend or delete the file")
    if source.name != path.stem:
        raise OwnSourceError(f"{path}:1: its SOURCE is called {source.name!r}; name it {path.stem!r} as the file")
    return source


def _line(error: Exception, path: Path) -> int:
    """Return the line of a file at which an error was raised."""
    if isinstance(error, SyntaxError):
        return error.lineno or 1
    frames = [one.lineno for one in traceback.extract_tb(error.__traceback__) if one.filename == str(path)]
    return frames[-1] or 1 if frames else 1
