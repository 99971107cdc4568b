"""`spiders/step_thread.py`: the steps of an iterator, taken in a thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from hanoi_press.spiders.step_thread import StepThread


def test_steps_are_taken_one_by_one_elsewhere() -> None:
    taken: list[int] = []
    threads: set[threading.Thread] = set()

    def steps() -> Iterator[int]:
        for number in range(3):
            taken.append(number)
            threads.add(threading.current_thread())
            yield number

    async def read() -> list[int | None]:
        thread = StepThread(steps(), "steps")
        found = [await thread.next()]
        assert taken == [0]  # nothing is read ahead
        found += [await thread.next() for _ in range(3)]
        thread.close()
        return found

    assert asyncio.run(read()) == [0, 1, 2, None]
    (used,) = threads
    assert used.daemon and used is not threading.current_thread()
    used.join(5)
    assert not used.is_alive()


def test_an_error_is_handed_on() -> None:
    def steps() -> Iterator[int]:
        yield 1
        raise OSError("gone")

    async def read() -> None:
        thread = StepThread(steps(), "steps")
        assert await thread.next() == 1
        with pytest.raises(OSError, match="gone"):
            await thread.next()
        assert await thread.next() is None

    asyncio.run(read())


def test_one_that_is_not_waited_for_any_more() -> None:
    go = threading.Event()

    def steps() -> Iterator[int]:
        go.wait(5)
        yield 1
        yield 2

    async def read() -> int | None:
        thread = StepThread(steps(), "steps")
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(thread.next(), 0.02)
        go.set()
        return await thread.next()

    assert asyncio.run(read()) == 2  # the first step was for nobody
