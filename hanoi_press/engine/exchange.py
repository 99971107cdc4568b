"""Hand files to workers and back: over a folder that all machines share, or over an address that fsspec knows.

Whoever can write there is not trusted: names are made or checked by us, and what is read is checked before it is used.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from hanoi_press.engine.bundles import BundleError
from hanoi_press.engine.remote_files import quiet_libraries
from hanoi_press.engine.unit import EngineError

_BLOCK = 8 << 20  # bytes that are in memory while a large object is sent
_READ = 1 << 16  # bytes that are asked for at a time where only the start of an object is read
_LONGEST_STATE = 64 << 20  # bytes of a JSON object
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://|[a-z0-9]+::")
_TYPING_ERROR = re.compile(r"[a-z][a-z0-9]+:/?(?![/:])")
_OBJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,200}")


class ExchangeError(OSError):
    """Raised if an object of the exchange cannot be read or written; the message is one line."""


@cache
def open_exchange(address: str) -> UnitExchange:
    """Return the exchange of an address, one for this process: to connect costs a second. Raises `EngineError`."""
    return UnitExchange(address)


class UnitExchange:
    """The objects below an address: a folder, or what fsspec knows (`s3://bucket/prefix`). Raises `EngineError`.

    Names of objects are relative, with `/` between their parts, each of ASCII letters, digits, `.`, `_`, `-`.
    """

    def __init__(self, address: str) -> None:
        if not address or _TYPING_ERROR.match(address):
            raise EngineError(f"invalid exchange {address!r}; give a folder, or an address such as s3://bucket/prefix")
        self.address = address if _SCHEME.match(address) else str(Path(address).absolute())
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise EngineError(
                f"an exchange of files needs fsspec ({error}); install it with: pip install 'hanoi-press[dask]'"
            ) from error
        quiet_libraries()
        try:
            # without listings that were kept: others write there
            self._fs, self._base = url_to_fs(self.address, use_listings_cache=False, skip_instance_cache=True)
        except ImportError as error:
            raise EngineError(f"the exchange {address} cannot be used: {_line(error)}{_extra(address)}") from error
        except Exception as error:  # each library has errors of its own
            raise EngineError(f"the exchange {address} cannot be used: {_line(error)}") from error
        self.is_local = "file" in (self._fs.protocol if isinstance(self._fs.protocol, tuple) else (self._fs.protocol,))

    def check(self) -> None:
        """Write an object, read it and delete it. Raises `EngineError`, which says what is wrong with the address."""
        name = f"check-{uuid4().hex}"
        try:
            self.write(f"{name}/written", b"written by hanoi_press")
            self.read(f"{name}/written")
            self.remove(name)
        except ExchangeError as error:
            raise EngineError(f"the exchange {self.address} cannot be used: {error}") from error

    def path(self, name: str) -> str:
        """Return where an object lies, for fsspec. Raises `ExchangeError` for a name that leads elsewhere."""
        for part in name.split("/"):
            if not _OBJECT.fullmatch(part):
                raise ExchangeError(f"invalid name in the exchange: {name[:200]!r}")
        return f"{self._base.rstrip('/')}/{name}"

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """Yield a file to which an object is written. After an error a part of it may be there. Raises `OSError`."""
        with _errors(self.address):
            path = self.path(name)
            if self.is_local:
                self._make_place(name)
            with self._fs.open(path, "wb", block_size=_BLOCK) as file:
                yield file

    def write(self, name: str, content: bytes) -> None:
        """Write an object. Raises `ExchangeError`."""
        with self.writing(name) as file:
            file.write(content)

    def put_file(self, name: str, file: Path) -> None:
        """Make a local file an object: by a second name on a shared folder of the same disk. Raises `OSError`."""
        if self.is_local:
            with _errors(self.address):
                path = self._make_place(name)
            with suppress(OSError):  # another disk, or one without links
                os.link(file, path)
                return
        with file.open("rb") as source, self.writing(name) as target:
            shutil.copyfileobj(source, target, _BLOCK)

    def get_file(self, name: str, file: Path) -> Path:
        """Copy an object to a new local file. Raises `ExchangeError`."""
        with _errors(self.address):
            self._check_no_link(name)
            self._fs.get_file(self.path(name), str(file))
        return file

    def local_path(self, name: str) -> Path | None:
        """Return where an object can be read without a copy; None if it has to be copied. Raises `ExchangeError`."""
        if not self.is_local:
            return None
        self._check_no_link(name)
        return Path(self.path(name))

    def read(self, name: str) -> bytes:
        """Return a small object. Raises `ExchangeError`."""
        with self.reading(name) as file:
            return file.read(_LONGEST_STATE)

    @contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        """Yield an object as a file that can seek. Raises `ExchangeError`."""
        with _errors(self.address):
            if local := self.local_path(name):
                with local.open("rb") as file:
                    yield file
                return
            with io.BufferedReader(self._fs.open(self.path(name), "rb", block_size=_READ)) as buffered:
                yield buffered

    def read_state(self, name: str) -> dict[str, Any] | None:
        """Return a JSON object that `write_state` wrote; None if there is none that can be read."""
        try:
            found = json.loads(self.read(name))
        except (OSError, ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    def write_state(self, name: str, **state: Any) -> None:
        """Write a JSON object. Raises `ExchangeError`."""
        self.write(name, json.dumps(state).encode())

    def names(self, name: str) -> list[str]:
        """Return the last parts of the names of what is below a name, sorted. Raises `ExchangeError`."""
        with _errors(self.address):
            try:
                self._fs.invalidate_cache()
                found = self._fs.ls(self.path(name), detail=False)
            except FileNotFoundError:
                return []
        parts = {path.rstrip("/").rpartition("/")[2] for path in found}
        return sorted(part for part in parts if _OBJECT.fullmatch(part))

    def remove(self, name: str) -> None:
        """Delete all that is below a name. Raises `ExchangeError`."""
        with _errors(self.address), suppress(FileNotFoundError):
            self._check_no_link(name)
            self._fs.rm(self.path(name), recursive=True)

    def remove_if_empty(self) -> None:
        """Delete the folder if nothing is in it."""
        if self.is_local:
            with suppress(OSError):
                Path(self._base).rmdir()

    def _make_place(self, name: str) -> Path:
        """Return the path for a new file of a local exchange; the folders above it are made. Raises `OSError`."""
        path = Path(self.path(name))
        if "/" in name:
            self._check_no_link(name.rpartition("/")[0])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # it may be a link
        return path

    def _check_no_link(self, name: str) -> None:
        """Check that no part of a name is a link that leads elsewhere. Raises `ExchangeError`."""
        if self.is_local:
            path = Path(self.path(name))
            base = Path(self._base)
            if path.resolve() != base.resolve() / name:
                raise ExchangeError(f"{name} is a link, which is not followed")


@contextmanager
def _errors(address: str) -> Iterator[None]:
    """Raise what a library of fsspec's raises as one kind of error, with a message of one line."""
    try:
        yield
    except (ExchangeError, BundleError):
        raise
    except FileNotFoundError as error:
        text = f"there is no {error.filename}" if error.filename else _line(error)
        raise ExchangeError(f"{text}; create it, or correct the address") from error
    except Exception as error:
        raise ExchangeError(f"{_line(error)}{_hint(error)}") from error


def _line(error: BaseException) -> str:
    """Return an error's text in one line."""
    text = str(error)
    if isinstance(error, OSError) and error.strerror and error.filename:
        text = f"{error.strerror}: {error.filename}"
    return " ".join(text.split())[:300] or type(error).__name__


def _hint(error: BaseException) -> str:
    """Return what to do about an error; "" if its text says enough."""
    name = type(error).__name__
    if isinstance(error, NotImplementedError):
        return ": nothing can be written there"
    if name in {"NoCredentialsError", "PartialCredentialsError"}:
        return "; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY here and where the workers run"
    if isinstance(error, PermissionError):
        return "; check the credentials and what they allow"
    if name in {"EndpointConnectionError", "ConnectTimeoutError", "ClientConnectorError"}:
        return "; check AWS_ENDPOINT_URL and the network"
    return ""


def _extra(address: str) -> str:
    """Return the command that installs what an address needs; "" if it is not known."""
    return "; install it with: pip install 'hanoi-press[s3]'" if address.startswith(("s3://", "s3a://")) else ""
