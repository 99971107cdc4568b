"""Send the files of units to the exchange, and fetch what came back, in threads beside the coordinator's."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from hanoi_press.engine.bundles import BundleError
from hanoi_press.engine.exchange import UnitExchange
from hanoi_press.engine.shipped_attempts import send_inputs
from hanoi_press.engine.unit import Unit
from hanoi_press.engine.unit_mirror import UnitMirror

_THREADS = 4
_PAUSES = (0.5, 2.0, 5.0, 15.0, 60.0, 60.0)  # seconds between tries to fetch what a unit wrote
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class Handover:
    """The units' files of one run. Results of its threads come through `tell(kind, index, what)`."""

    def __init__(self, exchange: UnitExchange, run: str, tell: Callable[[str, Any, Any], None]) -> None:
        self._exchange = exchange
        self._run = run
        self._tell = tell
        self._pool = ThreadPoolExecutor(_THREADS, "hanoi_press handover")
        self._mirrors: dict[int, UnitMirror] = {}
        self._sent: dict[Path, tuple[str, int]] = {}
        self._lock = threading.Lock()
        self.is_complete = True

    def send(self, index: int, unit: Unit, folder: Path) -> None:
        """Send a prepared folder and the unit's files; tell `sent` with their names and sizes, or an error's text."""
        self._mirrors[index] = UnitMirror(self._exchange, f"{self._run}/{unit.name}", folder)
        self._pool.submit(self._send, index, unit, folder)

    def follow(self, index: int, attempt: str, bundles: int, *, is_whole: bool) -> None:
        """Fetch bundles that were shipped."""
        self._pool.submit(self._follow, index, attempt, bundles, is_whole)

    def finish(self, key: tuple[int, int], result: Callable[[], Mapping[str, Any]]) -> None:
        """Fetch a task's result and what it shipped last. `key`: its index and number of submission.

        Tell `fetched` with the result, in which `fetch_error` is set, or `failed` with what `result` raised.
        """
        self._pool.submit(self._finish, key, result)

    def fetch_furthest(self, index: int) -> None:
        """Fetch what the last attempt at a unit has shipped; then tell `left`."""
        self._pool.submit(self._fetch_furthest, index)

    def fetch_last(self, indexes: list[int], seconds: float) -> None:
        """Fetch what units have shipped whose scheduler is lost: their workers notice that soon, and ship the rest."""
        end = monotonic() + seconds
        while monotonic() < end and not all(self._is_over(index) for index in indexes):
            sleep(_PAUSES[0] / 2)
        for index in indexes:
            self.fetch_furthest(index)

    def _is_over(self, index: int) -> bool:
        try:
            return self._mirrors[index].is_over()
        except (OSError, KeyError):
            return True

    def close(self) -> None:
        """End the threads once they have done what they were given."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _send(self, index: int, unit: Unit, folder: Path) -> None:
        try:
            send_inputs(self._exchange, f"{self._run}/{unit.name}", folder)
            files = {name: self._send_file(Path(path).absolute()) for name, path in unit.files.items()}
        except Exception as error:  # also of the libraries below the exchange
            self._tell("sent", index, f"its files could not be sent to {self._exchange.address}: {error}")
        else:
            self._tell("sent", index, files)

    def _send_file(self, path: Path) -> tuple[str, int]:
        """Return name and size of a file on the exchange, to which it is sent once. Raises `OSError`."""
        with self._lock:
            if path not in self._sent:
                name = f"files/{len(self._sent):05d}/file-{_UNSAFE.sub('_', path.name)[-150:]}"
                size = path.stat().st_size
                self._exchange.put_file(f"{self._run}/{name}", path)
                self._sent[path] = name, size
            return self._sent[path]

    def _follow(self, index: int, attempt: str, bundles: int, is_whole: bool) -> None:
        with suppress(OSError, BundleError):  # it is tried again with the next one, and at the end
            self._mirrors[index].follow(attempt, bundles, is_whole=is_whole)

    def _finish(self, key: tuple[int, int], result: Callable[[], Mapping[str, Any]]) -> None:
        try:
            end = dict(result())
        except Exception as error:
            self._tell("failed", key, error)
            return
        end["fetch_error"] = ""
        try:
            if end.get("attempt"):
                self._fetch(self._mirrors[key[0]], end)
        except (OSError, ValueError, TypeError) as error:
            self.is_complete = False
            end["fetch_error"] = f"what it wrote could not be fetched from {self._exchange.address}: {error}"
        self._tell("fetched", key, end)

    def _fetch(self, mirror: UnitMirror, end: Mapping[str, Any]) -> None:
        """Fetch the end of an attempt. Raises `OSError`, and `ValueError` or `TypeError` if it is none."""
        for pause in _PAUSES:
            try:
                mirror.finish(end)
                return
            except OSError:  # the network, or a shared disk that shows it to us some seconds late
                sleep(pause)
        mirror.finish(end)

    def _fetch_furthest(self, index: int) -> None:
        try:
            self._mirrors[index].fetch_furthest()
        except (OSError, BundleError, KeyError):
            self.is_complete = False
        self._tell("left", index, None)
