"""Look ahead in a stream of chunks; only the bytes that were asked for are in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hanoi_press.compression import CompressionError
from hanoi_press.warc.record_starts import BLANK

_OVERLAP = 256  # bytes; longer than any text that is looked for
_BLANK = re.compile(b"[" + BLANK + b"]+")


class ByteWindow:
    """The bytes of a stream from `position` on.

    `error` is what ended the stream early, if it did not end well; the bytes before it can be read all the same.
    """

    def __init__(self, chunks: Iterator[bytes], position: int = 0) -> None:
        self.position = position
        self.error: CompressionError | None = None
        self._chunks = chunks
        self._data = bytearray()
        self._has_ended = False

    def has(self, size: int) -> bool:
        """Return True if at least `size` bytes follow."""
        while len(self._data) < size and self._read():
            pass
        return len(self._data) >= size

    def peek(self, start: int, end: int) -> bytes:
        """Return the bytes from `start` to `end`, counted from the position; fewer at the end of the stream."""
        self.has(end)
        return bytes(self._data[start:end])

    def search(self, pattern: re.Pattern[bytes], most: int) -> re.Match[bytes] | None:
        """Return the first match of `pattern` in the next `most` bytes; None if there is none."""
        searched = 0
        while True:
            if found := pattern.search(self._data, max(0, searched - _OVERLAP), most):
                return found
            searched = len(self._data)
            if searched >= most or not self._read():
                return None

    def skip(self, size: int) -> None:
        """Move the position; not beyond the end."""
        while size > 0 and self.has(1):
            part = min(size, len(self._data))
            del self._data[:part]
            self.position += part
            size -= part

    def skip_to(self, pattern: re.Pattern[bytes]) -> bool:
        """Move to the first match of `pattern`, or to the end of the stream; return True if there is a match."""
        while True:
            if found := pattern.search(self._data):
                self.skip(found.start())
                return True
            self.skip(max(0, len(self._data) - _OVERLAP))
            if not self._read():
                self.skip(len(self._data))
                return False

    def skip_blank(self) -> None:
        """Move over line breaks and byte order marks."""
        while self.has(1) and (blank := _BLANK.match(self._data)):
            self.skip(blank.end())

    def _read(self) -> bool:
        if not self._has_ended:
            try:
                self._data += next(self._chunks)
            except StopIteration:
                self._has_ended = True
            except CompressionError as error:
                self.error = error
                self._has_ended = True
        return not self._has_ended
