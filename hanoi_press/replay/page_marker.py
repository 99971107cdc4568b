"""Keep in a file which page a process is reading, so that whoever comes after its death knows which page it was."""

from __future__ import annotations

import mmap
import time
from pathlib import Path
from typing import NamedTuple

_NUMBERS = 5
_SIZE = 8 * _NUMBERS  # bytes


class PageMark(NamedTuple):
    """What a marker holds.

    `begun`: when the page was begun (`time.monotonic`), 0 between two pages. `number`, `offset`: of the last page.
    `heard`: when the process gave its last sign of life. `pages`: how many pages it has begun.
    """

    begun: float
    number: int
    offset: int
    heard: float
    pages: int


class PageMarker:
    """A marker that this process, its forks and later processes share. Raises `OSError` if the file cannot be made.

    It is mapped into memory: a mark costs no system call, and is there when the process has been killed.
    """

    def __init__(self, path: Path) -> None:
        with path.open("a+b") as file:
            file.truncate(_SIZE)
            self._map = mmap.mmap(file.fileno(), _SIZE)
        self._numbers = memoryview(self._map).cast("d")

    def on_page(self, number: int, offset: int) -> None:
        """Mark that a page is begun; with zeros that it, or a response that is not wanted, is done."""
        numbers = self._numbers
        numbers[3] = now = time.monotonic()
        if number:
            numbers[1], numbers[2] = number, offset
            numbers[4] += 1
            numbers[0] = now  # last, because it says that the others are set
        else:
            numbers[0] = 0

    def read(self) -> PageMark:
        """Return what is marked."""
        begun, number, offset, heard, pages = self._numbers
        return PageMark(begun, int(number), int(offset), heard, int(pages))

    def start(self) -> None:
        """Mark that a process starts, between two pages."""
        self.on_page(0, 0)

    def close(self) -> None:
        """Release the memory; the file stays."""
        self._numbers.release()
        self._map.close()
