"""Find the files that `archive=` names: by a glob, at an address, or in a list as Common Crawl's `warc.paths.gz`."""

from __future__ import annotations

import glob
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from hanoi_press.compression import GZIP, GZIP_MAGIC, CompressionError, inflate
from hanoi_press.engine.http_files import HttpFile
from hanoi_press.engine.remote_files import RemoteFile, is_address, matching_files
from hanoi_press.warc.reader import ArchiveFile

_MAGIC = re.compile(r"[*?\[]")
_LIST = re.compile(r"\.paths(?:\.gz|\.txt)?$")
_OF_COMMON_CRAWL = "crawl-data/"  # how the lines of Common Crawl's lists begin, whose root they are relative to
_LARGEST_LIST = 16 * 1024 * 1024  # bytes
_ADVICE = "use a path, a glob, or an address that begins with https:// or s3://"


class FoundFile(NamedTuple):
    """A file to read; `name` as a user knows it, `size` in bytes if it is known; `path` if it is on this machine."""

    file: ArchiveFile
    name: str
    size: int | None = None
    path: Path | None = None


def is_streamed(value: str) -> bool:
    """Return True if `archive=` names more than one file of this machine: an address, a glob or a list of files."""
    if is_address(value):
        return True
    is_glob = _MAGIC.search(value) is not None and not Path(value).expanduser().exists()
    return is_glob or _LIST.search(value) is not None


def given_files(value: str, user_agent: str, common_crawl: str) -> list[FoundFile]:
    """Return the files that `archive=` names, in alphabetical order or that of the list. Raises `OSError`.

    `common_crawl`: the address from which the paths in a list of Common Crawl count.
    """
    if _LIST.search(value):
        lines = [line.strip() for line in _text(_listed(value, user_agent)).splitlines()]
        named = [_resolved(line, value, common_crawl) for line in lines if line and not line.startswith("#")]
        found = [_listed(name, user_agent) for name in named]
    else:
        found = _matching(value, user_agent)
    if not found:
        raise OSError("no such file; use WARC files (.warc or .warc.gz)")
    return found


def _listed(value: str, user_agent: str) -> FoundFile:
    """Return one file, of which it is not asked yet whether it is there."""
    scheme = urlsplit(value).scheme.lower() if is_address(value) else ""
    if scheme in ("http", "https"):
        return FoundFile(HttpFile(value, user_agent), value)
    if scheme not in ("", "file"):
        return FoundFile(RemoteFile(value), value)
    path = Path(url2pathname(urlsplit(value).path) if scheme else value).expanduser()
    return FoundFile(path, str(path), path=path)


def _matching(value: str, user_agent: str) -> list[FoundFile]:
    """Return the files of one path, glob or address that are there. Raises `OSError`."""
    if not is_address(value):
        return _local(value)
    scheme = urlsplit(value).scheme.lower()
    if scheme == "file":
        return _local(url2pathname(urlsplit(value).path))
    if scheme in ("http", "https"):
        if "*" in value:
            raise OSError("a glob matches no files on a web server; name one file, or a list of them (.paths.gz)")
        remote = HttpFile(value, user_agent)
        return [FoundFile(remote, value, remote.size())]
    try:
        return [FoundFile(RemoteFile(one.address), one.address, one.size) for one in matching_files(value)]
    except OSError as error:
        raise OSError(str(error) if scheme == "s3" else f"{error}; {_ADVICE}") from error


def _local(value: str) -> list[FoundFile]:
    pattern = str(Path(value).expanduser())
    paths = [Path(pattern)] if Path(pattern).exists() else map(Path, glob.glob(pattern, recursive=True))  # noqa: PTH207
    found = sorted(path for path in paths if path.is_file())
    return [FoundFile(path, str(path), path.stat().st_size, path) for path in found]


def _text(listing: FoundFile) -> str:
    """Return the content of a list. Raises `OSError`."""
    try:
        with listing.file.open("rb") as file:
            raw = file.read(_LARGEST_LIST + 1)
    except FileNotFoundError:
        raise OSError(f"no such file; {_ADVICE}") from None
    if len(raw) > _LARGEST_LIST:
        raise OSError(f"{listing.name} is larger than {_LARGEST_LIST} bytes: no list of files")
    try:
        return (inflate(raw, 4 * _LARGEST_LIST, GZIP) if raw.startswith(GZIP_MAGIC) else raw).decode("utf-8")
    except (CompressionError, UnicodeDecodeError) as error:
        raise OSError(f"{listing.name} is no list of files: {error}") from error


def _resolved(line: str, listing: str, common_crawl: str) -> str:
    """Return the path or address of a line of a list."""
    if is_address(line):
        return line
    if line.startswith(_OF_COMMON_CRAWL):
        root, found, _ = listing.partition(f"/{_OF_COMMON_CRAWL}")
        return f"{root if found and is_address(listing) else common_crawl}/{line}"
    if is_address(listing):
        return f"{listing.rpartition('/')[0]}/{line}"
    return str(Path(listing).expanduser().parent / line)
