"""Read a file at a web address from its beginning to its end in one request, which is resumed if it breaks off."""

from __future__ import annotations

import http.client
import time
import urllib.request
from collections import deque
from io import RawIOBase
from typing import IO, Literal, cast
from urllib.error import HTTPError, URLError

_BLOCK = 256 * 1024  # bytes read at once at most
_KEPT = 8 * 1024 * 1024  # bytes before the place that was read last: readers of archives go back a little
_PAUSES = (1.0, 4.0, 15.0, 60.0)  # seconds before the request is sent again
_BUSY = frozenset({429, 500, 502, 503, 504})
_LONGEST_WAIT = 300.0  # seconds that `Retry-After` may ask for


class HttpFile:
    """A file at an `http` or `https` address."""

    def __init__(self, address: str, user_agent: str, *, seconds: float = 60) -> None:
        """`seconds`: how long the server may be silent."""
        self.address = address
        self.user_agent = user_agent
        self.seconds = seconds

    def __str__(self) -> str:
        return self.address

    def open(self, mode: Literal["rb"] = "rb", /) -> IO[bytes]:
        """Return the file, open for reading from its beginning. Raises `OSError`."""
        return cast("IO[bytes]", _HttpReader(self))

    def size(self) -> int | None:
        """Return the size in bytes, asked for without the content; None if the server does not say.

        Raises `OSError` with what the server answers, if there is no such file or no server.
        """
        try:
            with self._answer({}, method="HEAD") as answer:
                return _length(answer.headers.get("Content-Length"))
        except HTTPError as error:
            if error.code in (405, 501):  # the server takes no HEAD; whether the file is there shows when it is read
                return None
            raise OSError(f"{self.address} cannot be read: {_reason(error)}; check the address") from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise OSError(f"{self.address} cannot be read: {_reason(error)}; check the address") from error

    def request(self, offset: int, validator: str | None) -> http.client.HTTPResponse:
        """Return the answer that begins at `offset`, sent again after a pause if the server is busy.

        `validator`: the file's ETag. Raises `OSError`, also if the server cannot begin there.
        """
        headers = {"Range": f"bytes={offset}-"} if offset else {}
        if offset and validator and not validator.startswith("W/"):  # a weak one does not do (RFC 9110, 13.1.5)
            headers["If-Range"] = validator
        for pause in (*_PAUSES, None):
            try:
                answer = self._answer(headers)
            except (OSError, ValueError, http.client.HTTPException) as error:
                if pause is None or not _may_pass(error):
                    raise OSError(f"{self.address} cannot be read: {_reason(error)}") from error
                time.sleep(max(pause, _asked_pause(error)))
                continue
            if offset and answer.status != 206:
                answer.close()
                raise OSError(f"{self.address} broke off at byte {offset}, and its server does not go on from there")
            return answer
        raise AssertionError("the last attempt returns or raises")

    def _answer(self, headers: dict[str, str], method: str = "GET") -> http.client.HTTPResponse:
        headers = {"User-Agent": self.user_agent, "Accept-Encoding": "identity", **headers}
        request = urllib.request.Request(self.address, headers=headers, method=method)
        try:
            return cast("http.client.HTTPResponse", urllib.request.urlopen(request, timeout=self.seconds))
        except HTTPError as error:
            error.close()
            raise


class _HttpReader(RawIOBase):
    """The content of a file, of which the last bytes that were read are kept to go back to."""

    def __init__(self, file: HttpFile) -> None:
        self._file = file
        self._answer: http.client.HTTPResponse | None = file.request(0, None)
        self._validator = self._answer.headers.get("ETag")
        self._size = _length(self._answer.headers.get("Content-Length"))
        self._blocks: deque[bytes] = deque()
        self._begin = self._end = self._at = 0  # of the kept bytes, and the place that is read next

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Move to a place. What lies further back than the kept bytes is requested again when it is read."""
        if whence == 2:
            while self._read_block():
                pass
            offset += self._end
        self._at = max(0, offset + (self._at if whence == 1 else 0))
        return self._at

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next `size` bytes, fewer only at the end. Raises `OSError`."""
        if self._at < self._begin:
            self._restart(self._at)
        wanted = None if size is None or size < 0 else self._at + size
        parts: list[bytes] = []
        while wanted is None or self._at < wanted:
            part = self._kept(wanted)
            if part:
                parts.append(part)
                self._at += len(part)
            elif not self._read_block():
                break
        return b"".join(parts)

    def _kept(self, wanted: int | None) -> bytes:
        """Return the kept bytes at the place, up to `wanted` or the end of a block; none if they are not read yet."""
        end = self._end
        for block in reversed(self._blocks):
            begin = end - len(block)
            if begin <= self._at < end:
                return block[self._at - begin : None if wanted is None else wanted - begin]
            end = begin
        return b""

    def _read_block(self) -> bool:
        """Read one more block; return False at the end of the file."""
        for pause in (*_PAUSES, None):
            try:
                if self._answer is None:
                    self._answer = self._file.request(self._end, self._validator)
                block = self._answer.read1(_BLOCK)  # what came already, so that a slow server is followed
                if not block and self._size is not None and self._end < self._size:
                    raise http.client.IncompleteRead(b"", self._size - self._end)
                break
            except (OSError, http.client.HTTPException) as error:
                was_cut = self._answer is not None
                self._drop()
                if pause is None or not was_cut:
                    raise OSError(f"{self._file} broke off at byte {self._end}: {_reason(error)}") from error
                time.sleep(pause)
        if not block:
            return False
        self._blocks.append(block)
        self._end += len(block)
        while self._end - self._begin - len(self._blocks[0]) > _KEPT:
            self._begin += len(self._blocks.popleft())
        return True

    def _restart(self, offset: int) -> None:
        self._drop()
        self._blocks.clear()
        self._begin = self._end = offset

    def _drop(self) -> None:
        if self._answer is not None:
            self._answer.close()
            self._answer = None

    def close(self) -> None:
        self._drop()
        super().close()


def _length(stated: str | None) -> int | None:
    return int(stated) if stated and stated.isascii() and stated.isdigit() else None


def _may_pass(error: Exception) -> bool:
    """Return True if the same request may succeed later: the server is busy, or was silent."""
    if isinstance(error, HTTPError):
        return error.code in _BUSY
    reason = error.reason if isinstance(error, URLError) else error
    return isinstance(reason, TimeoutError | ConnectionResetError | http.client.HTTPException)


def _asked_pause(error: Exception) -> float:
    stated = error.headers.get("Retry-After") if isinstance(error, HTTPError) else None
    return min(float(_length(stated) or 0), _LONGEST_WAIT)


def _reason(error: Exception) -> str:
    """Return an error in plain words."""
    if isinstance(error, HTTPError):
        return f"HTTP {error.code} {error.reason}".strip()
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror
    return " ".join(str(reason).split()) or type(reason).__name__
