"""`crawl/bounded.py`: limits of time and memory for work in one process."""

from __future__ import annotations

import asyncio
import multiprocessing
import re
import signal
import threading
import time
from collections.abc import Callable, Generator
from contextlib import suppress

import pytest

from hanoi_press.crawl.bounded import StepLimit, TooCostly, limit_memory, time_limit

_MB = 1024 * 1024


def for_ever() -> None:
    while True:
        pass


def caught_for_ever() -> None:
    """A library that catches every error and goes on, once."""
    with suppress(BaseException):
        for_ever()
    for_ever()


def matching() -> None:
    re.fullmatch("(a|a)*b", "a" * 60)


@pytest.mark.parametrize("work", [for_ever, caught_for_ever, matching, lambda: time.sleep(100)])
def test_work_without_end_is_ended(work: Callable[[], None]) -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(TooCostly, match=r"took longer than 0\.05 s"), time_limit(0.05):
        work()
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_work_within_its_time_is_left_alone() -> None:
    with time_limit(5):
        done = sum(range(1000))
    assert done == 499_500 and signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    with time_limit(0):
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_the_error_is_the_callers_choice() -> None:
    with pytest.raises(ValueError, match="longer"), time_limit(0.02, ValueError):
        for_ever()


def test_a_limit_inside_another_one() -> None:
    with pytest.raises(KeyError), time_limit(0.2, KeyError):
        with pytest.raises(TooCostly), time_limit(0.02):
            for_ever()
        for_ever()


def test_in_another_thread_there_is_no_limit() -> None:
    found: list[int] = []

    def work() -> None:
        with time_limit(0.001):
            found.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [1]


def test_waiting_costs_nothing_and_each_step_has_its_own_limit() -> None:
    async def patient() -> str:
        for _ in range(3):
            await asyncio.sleep(0.4)
        return "done"

    async def greedy() -> None:
        await asyncio.sleep(0)
        for_ever()

    async def go() -> str:
        with pytest.raises(TooCostly):
            await StepLimit(greedy(), 0.02)
        found: str = await StepLimit(patient(), 0.8)
        return found

    assert asyncio.run(go()) == "done"


def test_errors_pass_through_in_both_directions() -> None:
    async def fails() -> None:
        raise LookupError("its own")

    async def waits() -> str:
        try:
            await asyncio.get_running_loop().create_future()
        except asyncio.CancelledError:
            return "cancelled"
        return ""

    async def outer() -> str:
        found: str = await StepLimit(waits(), 5)
        return found

    async def go() -> str:
        with pytest.raises(LookupError):
            await StepLimit(fails(), 5)
        task = asyncio.ensure_future(outer())
        await asyncio.sleep(0)
        task.cancel()
        return await task

    assert asyncio.run(go()) == "cancelled"


def test_what_is_thrown_into_it_reaches_the_work() -> None:
    class Once:
        def __await__(self) -> Generator[str, None, str]:
            try:
                yield "waits"
            except KeyError:
                return "caught"
            return ""

    async def work() -> str:
        found: str = await Once()
        return found

    steps = StepLimit(work(), 5).__await__()
    assert next(steps) == "waits"
    with pytest.raises(StopIteration) as done:
        steps.throw(KeyError())
    assert done.value.value == "caught"


def eat(size: int) -> None:
    limit_memory(size)
    bytearray(100 * _MB)  # this process, a fork of the tests', may have hundreds of MB already
    try:
        bytearray(1000 * _MB)
    except MemoryError:
        raise SystemExit(7) from None


@pytest.mark.parametrize(("size", "code"), [(800 * _MB, 7), (0, 0)])
def test_memory_is_limited(size: int, code: int) -> None:
    process = multiprocessing.get_context("fork").Process(target=eat, args=(size,))
    process.start()
    process.join()
    assert process.exitcode == code
