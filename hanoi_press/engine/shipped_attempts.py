"""Keep what the attempts at a unit shipped on the exchange, each below a name of its own, so that no two ever mix.

`<run>/<unit>/inputs` is the folder as the coordinator prepared it, a bundle. `<run>/<unit>/<attempt>/` holds
`attempt.json` (where it runs, and what its bundles build on), `try-02.json`, … (why its process was replaced),
`bundle-000001`, …, and last `done.json`, or `left.json` of an attempt that had to end at once.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from uuid import uuid4

from hanoi_press.engine.bundles import BundleError, pack, read_header, unpack
from hanoi_press.engine.exchange import UnitExchange
from hanoi_press.engine.folder_changes import FolderChanges

INPUTS = "inputs"
_ATTEMPT = re.compile(r"\d{2}-[0-9a-f]{12}")


class Earlier(NamedTuple):
    """An attempt of which the exchange knows. `bundles`: their number. `ends`: why its tries ended, a line each.

    `is_over`: it says that it has ended.
    """

    name: str
    is_whole: bool
    bundles: int
    ends: list[str]
    done: dict[str, Any] | None
    is_over: bool


def bundle_name(number: int) -> str:
    """Return the last part of a bundle's name; the first one is 1."""
    return f"bundle-{number:06d}"


def new_attempt(submission: int) -> str:
    """Return the name of a new attempt."""
    return f"{submission:02d}-{uuid4().hex[:12]}"


def is_attempt(name: object) -> bool:
    """Return True for the name of an attempt."""
    return isinstance(name, str) and _ATTEMPT.fullmatch(name) is not None


def checked_end(done: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return how an attempt ended, from its `done.json`; None if that holds anything else."""
    if done is None or not is_attempt(done.get("attempt")):
        return None
    result, sums, retries = done.get("result"), done.get("sums"), done.get("retries")
    if not (result is None or isinstance(result, dict)) or not isinstance(sums, dict) or not isinstance(retries, list):
        return None
    if not (
        type(done.get("bundles")) is int and isinstance(done.get("error"), str) and type(done.get("whole")) is bool
    ):
        return None
    if not all(isinstance(each, list) and [type(number) for number in each] == [int, int] for each in sums.values()):
        return None
    names = ("attempt", "bundles", "sums", "result", "error", "whole")
    return {name: done[name] for name in names} | {"retries": [str(line)[:500] for line in retries]}


def send_inputs(exchange: UnitExchange, place: str, folder: Path) -> None:
    """Put a prepared folder on the exchange. `place`: `<run>/<unit>`. Raises `OSError`."""
    with FolderChanges(folder).taken(is_last=True) as header, exchange.writing(f"{place}/{INPUTS}") as out:
        pack(header, out)


def earlier_attempts(exchange: UnitExchange, place: str) -> list[Earlier]:
    """Return the attempts at a unit that began, in their order. Raises `ExchangeError`."""
    found = []
    for name in exchange.names(place):
        state = exchange.read_state(f"{place}/{name}/attempt.json") if is_attempt(name) else None
        if state is None:
            continue
        names = set(exchange.names(f"{place}/{name}"))
        bundles = 0
        while bundle_name(bundles + 1) in names:
            bundles += 1
        tries = [exchange.read_state(f"{place}/{name}/{one}") for one in sorted(names) if one.startswith("try-")]
        ends = [str(one.get("after", ""))[:500] for one in tries if one]
        left = exchange.read_state(f"{place}/{name}/left.json") if "left.json" in names else None
        worker = str(state.get("worker", ""))[:200]
        ends.append(str(left.get("why", ""))[:500] if left else f"worker {worker} was lost")
        done = exchange.read_state(f"{place}/{name}/done.json") if "done.json" in names else None
        found.append(Earlier(name, bool(state.get("whole")), bundles, ends, done, bool(left or done)))
    return found


def restore(exchange: UnitExchange, place: str, earlier: list[Earlier], folder: Path) -> bool:
    """Fill a folder, which is made anew, with what the furthest attempt shipped, or else with the inputs.

    Return True if an attempt had shipped something. Raises `OSError`, and `BundleError` for damaged inputs.
    """
    for attempt in sorted((one for one in earlier if one.bundles), key=lambda one: -_total(exchange, place, one)):
        with suppress(BundleError):
            if replay_attempt(exchange, place, attempt.name, attempt.bundles, folder, is_whole=attempt.is_whole):
                return True
    replay_attempt(exchange, place, "", 0, folder, is_whole=False)
    return False


def replay_attempt(exchange: UnitExchange, place: str, name: str, bundles: int, folder: Path, *, is_whole: bool) -> int:
    """Make a folder anew from the bundles of an attempt; return how many were good, in their order.

    `is_whole`: they build on nothing, else on the inputs. Raises `OSError`, and `BundleError` for damaged inputs.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if not is_whole:
        with opened_bundle(exchange, f"{place}/{INPUTS}", folder.parent) as file:
            unpack(file, folder)
    for number in range(1, bundles + 1):
        try:
            with opened_bundle(exchange, f"{place}/{name}/{bundle_name(number)}", folder.parent) as file:
                unpack(file, folder)
        except BundleError:
            return number - 1
    return bundles


def _total(exchange: UnitExchange, place: str, attempt: Earlier) -> int:
    """Return how many bytes a folder has after the bundles of an attempt; -1 if it shipped nothing."""
    for number in range(attempt.bundles, 0, -1):
        with suppress(BundleError, OSError), exchange.reading(f"{place}/{attempt.name}/{bundle_name(number)}") as file:
            return read_header(file).total
    return -1


@contextmanager
def opened_bundle(exchange: UnitExchange, name: str, scratch: Path) -> Iterator[BinaryIO]:
    """Yield a bundle as a local file. Raises `ExchangeError`."""
    with tempfile.TemporaryDirectory(dir=scratch, prefix=".bundle-") as folder:
        path = exchange.local_path(name) or exchange.get_file(name, Path(folder, "bundle"))
        with path.open("rb") as file:
            yield file


class Shipment:
    """What an attempt ships: whatever is new in its folder, in bundles.

    `is_whole`: the first bundle holds all that is in the folder; else only what differs from the inputs.
    """

    def __init__(self, exchange: UnitExchange, place: str, name: str, folder: Path, *, is_whole: bool) -> None:
        self.name = name
        self.bundles = 0
        self._exchange = exchange
        self._place = f"{place}/{name}"
        self._changes = FolderChanges(folder)
        self._is_whole = is_whole

    def begin(self, worker: str) -> None:
        """Tell the exchange that the attempt begins. Raises `OSError`."""
        if not self._is_whole:
            self._changes.mark_known()
        self._exchange.write_state(f"{self._place}/attempt.json", worker=worker, whole=self._is_whole)

    def begin_again(self, number: int, after: str) -> None:
        """Tell that the work begins again in the same folder. Raises `ExchangeError`."""
        self._exchange.write_state(f"{self._place}/try-{number:02d}.json", after=after)

    def ship(self, *, is_last: bool = False) -> bool:
        """Ship what is new; return False if nothing is. Raises `OSError`: then the next call ships it."""
        with self._changes.taken(is_last=is_last) as header:
            if not header.pieces and not header.gone:
                return False
            with self._exchange.writing(f"{self._place}/{bundle_name(self.bundles + 1)}") as out:
                pack(header, out)
        self.bundles += 1
        return True

    def leave(self, why: str) -> None:
        """Ship the rest of an attempt that has to end at once, and why. Raises `OSError`."""
        self.ship()
        self._exchange.write_state(f"{self._place}/left.json", why=why)

    def finish(self, end: dict[str, Any]) -> dict[str, Any]:
        """Ship the rest, and how the attempt ended; return that with the number of bundles and the files' sums.

        Raises `OSError`: it may be called again.
        """
        self.ship(is_last=True)
        end = end | {"attempt": self.name, "bundles": self.bundles, "sums": self._changes.sums()}
        self._exchange.write_state(f"{self._place}/done.json", **end)
        return end
