"""Bring to the coordinator what the attempts at a unit ship, while they run.

So the unit's folder here is at any time that of a unit which ran here, a few seconds late: if the coordinator is killed
or loses the scheduler, the next run finds it as it finds the parts of killed processes.
"""

from __future__ import annotations

import tempfile
import threading
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hanoi_press.engine.bundles import CHUNK, BundleError, check_name, unpack
from hanoi_press.engine.exchange import UnitExchange
from hanoi_press.engine.shipped_attempts import (
    Earlier,
    bundle_name,
    earlier_attempts,
    opened_bundle,
    replay_attempt,
)

BEFORE = "~before"  # ending of a folder that is being replaced
_NUMBER = 2  # digits of an attempt's name that number the submission


class UnitMirror:
    """A unit's folder on the coordinator. Its methods may be called from any thread."""

    def __init__(self, exchange: UnitExchange, place: str, folder: Path) -> None:
        self._exchange = exchange
        self._place = place
        self._folder = folder
        self._attempt = ""
        self._bundles = 0
        self._is_finished = False
        self._lock = threading.Lock()

    def follow(self, attempt: str, bundles: int, *, is_whole: bool) -> None:
        """Bring the folder to the first `bundles` bundles of an attempt, unless a later one has shipped something.

        Raises `OSError`, `BundleError`.
        """
        with self._lock:
            if not self._is_finished and attempt[:_NUMBER] >= self._attempt[:_NUMBER]:
                self._follow(attempt, bundles, is_whole=is_whole)

    def _follow(self, attempt: str, bundles: int, *, is_whole: bool) -> None:
        if attempt != self._attempt or bundles > self._bundles:
            if attempt != self._attempt and (is_whole or self._bundles):
                if bundles:
                    self._begin_anew(attempt, bundles, is_whole=is_whole)
                return
            self._attempt = attempt
            for number in range(self._bundles + 1, bundles + 1):
                name = f"{self._place}/{attempt}/{bundle_name(number)}"
                with opened_bundle(self._exchange, name, self._folder.parent) as file:
                    unpack(file, self._folder)
                self._bundles = number

    def _begin_anew(self, attempt: str, bundles: int, *, is_whole: bool) -> None:
        """Put the files of another attempt in the place of those that are there."""
        # Below a folder of another name, which is no unit's for whoever finds it after a kill. The old files are a
        # unit's until the new ones are there: at no instant there is neither.
        before = self._folder.with_name(f"{self._folder.name}{BEFORE}")
        with tempfile.TemporaryDirectory(dir=self._folder.parent, prefix=".fetched-") as scratch:
            new = Path(scratch, "new")
            if replay_attempt(self._exchange, self._place, attempt, bundles, new, is_whole=is_whole) < bundles:
                raise BundleError("a bundle is damaged")
            if self._folder.exists():
                self._folder.rename(before)
            new.rename(self._folder)
            if before.exists():
                before.rename(Path(scratch, "old"))
        self._attempt, self._bundles = attempt, bundles

    def finish(self, end: Mapping[str, Any]) -> None:
        """Bring the folder to the end of an attempt, and check it. Raises `OSError`, `BundleError`."""
        with self._lock:
            self._is_finished = True
            attempt, bundles, is_whole = end["attempt"], end["bundles"], end["whole"]
            try:
                self._follow(attempt, bundles, is_whole=is_whole)
                self._check(end["sums"])
            except BundleError:  # of what was fetched before, some bytes may be missing: the disk was full
                if not bundles:
                    raise
                self._begin_anew(attempt, bundles, is_whole=is_whole)
                self._check(end["sums"])

    def _check(self, sums: Mapping[str, Any]) -> None:
        for name, (size, crc) in sums.items():
            check_name(name)
            if _size_and_crc(self._folder / name) != (size, crc):
                raise BundleError(f"{name} is not what the worker wrote")

    def is_over(self) -> bool:
        """Return True if the last attempt on the exchange has ended. Raises `OSError`."""
        attempts = earlier_attempts(self._exchange, self._place)
        return not attempts or attempts[-1].is_over

    def fetch_furthest(self) -> None:
        """Bring the folder to what the last attempt that shipped anything has on the exchange.

        Raises `OSError`, `BundleError`.
        """
        attempts: list[Earlier] = [one for one in earlier_attempts(self._exchange, self._place) if one.bundles]
        if attempts:
            last = attempts[-1]
            self.follow(last.name, last.bundles, is_whole=last.is_whole)


def _size_and_crc(path: Path) -> tuple[int, int]:
    size = crc = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
    return size, crc
