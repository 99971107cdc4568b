"""Take the steps of an iterator in a thread, one whenever it is asked for, so that the event loop never waits."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")


class StepThread(Generic[_T]):
    """The steps of an iterator. Nothing is read ahead, and a thread that is stuck keeps no process from ending."""

    def __init__(self, steps: Iterator[_T], name: str) -> None:
        self._steps = steps
        self._asked: SimpleQueue[asyncio.Future[_T | None] | None] = SimpleQueue()
        threading.Thread(target=self._run, name=name, daemon=True).start()

    async def next(self) -> _T | None:
        """Return the next step; None after the last one. Raises what the iterator raises."""
        asked: asyncio.Future[_T | None] = asyncio.get_running_loop().create_future()
        self._asked.put(asked)
        return await asked

    def close(self) -> None:
        """End the thread after the step that it takes."""
        self._asked.put(None)

    def _run(self) -> None:
        while (asked := self._asked.get()) is not None:
            found: _T | None = None
            error: Exception | None = None
            try:
                found = next(self._steps, None)
            except Exception as raised:  # handed on to whoever asked
                error = raised
            with suppress(RuntimeError):  # the loop is closed
                asked.get_loop().call_soon_threadsafe(_settle, asked, found, error)


def _settle(asked: asyncio.Future[Any], found: Any, error: Exception | None) -> None:
    if asked.done():  # cancelled
        return
    if error is None:
        asked.set_result(found)
    else:
        asked.set_exception(error)
