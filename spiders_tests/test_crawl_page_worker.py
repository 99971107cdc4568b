"""`crawl/page_worker.py`: pages are read in another process, which no page can hold."""

from __future__ import annotations

import asyncio
import ctypes
import multiprocessing
import os
import signal
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.crawl.bounded import TooCostly
from hanoi_press.crawl.page_worker import PageWorker, try_to_parse
from hanoi_press.crawl.read_answer import Answer, Outcome, Skipped, Unreadable
from hanoi_press.failures import FailureKind

pytestmark = pytest.mark.filterwarnings("ignore:This process")  # Python 3.12 on forks beside pytest's threads
_MB = 1024 * 1024


class OddError(Exception):
    """An exception that cannot be pickled."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__("odd")


def read(answer: Answer, source: str) -> Outcome:
    """Do what a page's address says."""
    what = answer.url
    if what == "loop":
        while True:
            pass
    if what == "c":  # a call into C that never returns and cannot be interrupted
        libc: Any = ctypes.PyDLL(None)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGTERM})
        libc.sleep(100)
    if what == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if what == "memory":
        bytearray(2000 * _MB)
    if what == "much":
        answer.body * (600 * _MB)
    if what == "raise":
        raise OddError(1, 2)
    if what == "unreadable":
        try:
            raise OddError(1, 2)
        except OddError as error:
            return Unreadable(FailureKind.PARSE, "failed", error)
    return Skipped(str(os.getpid()), source)


def page(what: str, body: bytes = b"") -> Answer:
    return Answer(what, 200, body, "")


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 60))


async def reader(worker: PageWorker) -> int:
    """Return the process that reads."""
    found = await worker.run(read, page("well"), "hanoimoi")
    assert isinstance(found, Skipped) and found.reason == "hanoimoi"
    return int(found.kind)


def test_one_process_reads_page_after_page() -> None:
    async def work() -> None:
        worker = PageWorker(30, 0)
        first = await reader(worker)
        assert first not in (os.getpid(), 0) and first == worker.pid
        large = await worker.run(read, page("well", b"x" * 5 * _MB), "moit")
        assert large == Skipped(str(first), "moit")
        assert await asyncio.gather(reader(worker), reader(worker)) == [first, first]
        worker.close()

    run(work())


@pytest.mark.parametrize("what", ["loop", "c"])
def test_a_page_without_end_is_too_costly(what: str) -> None:
    async def work() -> None:
        worker = PageWorker(0.7, 0)
        first = await reader(worker)
        with pytest.raises(TooCostly, match=r"took longer than 0\.7 s"):
            await worker.run(read, page(what), "hanoimoi")
        assert await reader(worker) != first
        worker.close()

    run(work())


def test_a_page_that_eats_memory_is_too_costly(caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        worker = PageWorker(30, 1000 * _MB)
        with pytest.raises(TooCostly, match="memory"):
            await worker.run(read, page("memory"), "hanoimoi")
        first = await reader(worker)
        await worker.run(read, page("much", b"x"), "hanoimoi")  # within the limit, but the process is large now
        assert await reader(worker) != first
        worker.close()

    run(work())
    assert "died" not in caplog.text


def test_a_page_that_kills_its_reader_is_too_costly() -> None:
    async def work() -> None:
        worker = PageWorker(30, 0)
        with pytest.raises(TooCostly, match="2 processes died over it"):
            await worker.run(read, page("crash"), "hanoimoi")
        await reader(worker)
        worker.close()

    run(work())


def test_a_process_that_is_killed_for_another_reason_costs_no_page() -> None:
    async def work() -> None:
        worker = PageWorker(30, 0)
        first = await reader(worker)
        os.kill(first, signal.SIGKILL)
        second = await reader(worker)
        assert second != first
        assert worker._parent is not None
        worker._parent.close()  # the parent is gone, too
        os.kill(second, signal.SIGKILL)
        assert await reader(worker) not in (first, second, os.getpid())
        worker.close()

    run(work())


def test_the_process_minds_no_signal_to_the_crawl_and_ends_with_it() -> None:
    async def work() -> None:
        worker = PageWorker(30, 0)
        first = await reader(worker)
        os.kill(first, signal.SIGTERM)
        os.kill(first, signal.SIGINT)
        assert await reader(worker) == first
        worker._end = lambda: None  # type: ignore[method-assign]
        worker.close()  # as when the crawl is killed: only the sockets close
        worker._jobs.close()  # type: ignore[union-attr]
        deadline = time.monotonic() + 30
        while is_alive(first):
            assert time.monotonic() < deadline
            await asyncio.sleep(0.01)

    run(work())


def open_files() -> list[str]:
    return [str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]


def test_the_process_holds_no_file_of_the_crawl(tmp_path: Path) -> None:
    """A lock would outlive a crawl that is killed, and so would a connection."""

    async def work() -> None:
        with (tmp_path / "lock").open("w"):
            worker = PageWorker(30, 0)
            found = await worker.run(open_files)
            assert str(tmp_path / "lock") in open_files() and str(tmp_path / "lock") not in found
            assert len([name for name in found if name.startswith("socket:")]) == 1
            worker.close()

    run(work())


def crawl_for_ever(told: Any) -> None:
    async def work() -> None:
        worker = PageWorker(1000, 0)
        told.send(await reader(worker))
        await worker.run(read, page("loop"), "hanoimoi")

    asyncio.run(work())


def test_a_process_that_works_dies_with_a_killed_crawl() -> None:
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    crawl = context.Process(target=crawl_for_ever, args=(there,))
    crawl.start()
    pid = here.recv()
    crawl.kill()
    crawl.join()
    deadline = time.monotonic() + 30
    while is_alive(pid):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_job_that_nobody_waits_for_any_more() -> None:
    async def work() -> None:
        worker = PageWorker(30, 0)
        job = asyncio.ensure_future(worker.run(read, page("loop"), "hanoimoi"))
        first = await reader_after(worker, job)
        job.cancel()
        assert await reader(worker) != first
        worker.close()

    async def reader_after(worker: PageWorker, job: asyncio.Future[Any]) -> int:
        while not worker.pid:
            await asyncio.sleep(0.01)
        assert not job.done()
        return worker.pid

    run(work())


@pytest.mark.parametrize("body", [b"", b"<html><a href='/x'>", b"<?xml version='1.0'?><rss/>", b'{"a": [', b"\xff\x00"])
def test_any_discovery_page_may_be_tried(body: bytes) -> None:
    try_to_parse(body)


def test_errors_come_with_their_traceback() -> None:
    async def work() -> None:
        worker = PageWorker(30, 0)
        with pytest.raises(RuntimeError, match="OddError: odd") as raised:
            await worker.run(read, page("raise"), "hanoimoi")
        assert "in read" in str(raised.value.__cause__)
        found = await worker.run(read, page("unreadable"), "hanoimoi")
        assert isinstance(found, Unreadable) and isinstance(found.error, RuntimeError)
        assert "in read" in str(found.error.__cause__)
        worker.close()

    run(work())


def test_without_processes_pages_are_read_here(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def fails() -> int:
        raise OSError("no more processes")

    monkeypatch.setattr(os, "fork", fails)

    async def work() -> None:
        worker = PageWorker(0.7, 0)
        assert await reader(worker) == os.getpid()
        with pytest.raises(TooCostly):
            await worker.run(read, page("loop"), "hanoimoi")
        worker.close()

    run(work())
    assert "no more processes" in caplog.text
