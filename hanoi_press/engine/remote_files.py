"""List and read files at addresses that fsspec knows (`s3://bucket/path`), with the extra that brings it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from io import RawIOBase
from typing import IO, Any, Literal, NamedTuple, TypeVar, cast

_BLOCK = 4 * 1024 * 1024  # bytes fetched at once
_BLOCKS = 3  # that are in memory
_T = TypeVar("_T")


class RemoteEntry(NamedTuple):
    """A file at an address, and its size in bytes."""

    address: str
    size: int


def is_address(name: str) -> bool:
    """Return True for an address as `s3://bucket/path`, False for a path of this machine."""
    scheme, found, _ = name.partition("://")
    return bool(found) and scheme.isascii() and scheme.replace("+", "").isalnum()


def matching_files(pattern: str) -> list[RemoteEntry]:
    """Return the files whose addresses match a glob, in alphabetical order. Raises `OSError` with what to do."""
    system, path = _system_of(pattern)
    found: dict[str, dict[str, Any]] = _as_os_error(pattern, lambda: system.glob(path, detail=True))
    files = [one for one in found.items() if one[1].get("type") == "file"]
    return [RemoteEntry(system.unstrip_protocol(name), int(about.get("size") or 0)) for name, about in sorted(files)]


class RemoteFile:
    """A file at an address, of which only what is asked for is fetched."""

    def __init__(self, address: str) -> None:
        self.address = address

    def __str__(self) -> str:
        return self.address

    def open(self, mode: Literal["rb"] = "rb", /) -> IO[bytes]:
        """Return the file, open for reading. Raises `OSError`."""
        system, path = _system_of(self.address)
        cache = {"cache_type": "blockcache", "cache_options": {"maxblocks": _BLOCKS}}  # readers go back a little
        file = _as_os_error(self.address, lambda: system.open(path, mode, block_size=_BLOCK, **cache))
        return cast("IO[bytes]", _RemoteReader(self.address, file))


class _RemoteReader(RawIOBase):
    """A file of fsspec whose errors are `OSError`s, whatever library raised them."""

    def __init__(self, address: str, file: Any) -> None:
        self._address = address
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def read(self, size: int | None = -1, /) -> bytes:
        return _as_os_error(self._address, lambda: bytes(self._file.read(-1 if size is None else size)))

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def quiet_libraries() -> None:
    """Keep out of a command's log what the libraries behind addresses say of themselves, as where they found keys."""
    for name in ("aiobotocore", "botocore", "fsspec"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _system_of(address: str) -> tuple[Any, str]:
    """Return the file system of an address, and the path in it. Raises `OSError` with what to install."""
    try:
        import fsspec
    except ImportError:
        raise OSError(f'{address} needs an extra: pip install "hanoi-press[s3]"') from None
    quiet_libraries()
    return cast("tuple[Any, str]", _as_os_error(address, lambda: fsspec.core.url_to_fs(address)))


def _as_os_error(address: str, work: Callable[[], _T]) -> _T:
    try:
        return work()
    except ImportError as error:
        raise OSError(f"{address} needs an extra: {error}") from error
    except OSError as error:
        raise OSError(f"{address} cannot be read: {error}") from error
    except Exception as error:  # each store has errors of its own
        text = " ".join(str(error).split())
        raise OSError(f"{address} cannot be read: {type(error).__name__}: {text}") from error
