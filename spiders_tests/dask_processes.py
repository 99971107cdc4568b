"""Start a Dask scheduler and workers on loopback, each a process of its own that a test may kill.

A first process imports Dask and forks the others, so that one costs no second.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from typing import Any, NamedTuple


class DaskProcess(NamedTuple):
    """A scheduler or a worker."""

    pid: int
    address: str

    def kill(self) -> None:
        """Kill it, and wait until it is gone."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        while self.is_alive:
            sleep(0.005)

    @property
    def is_alive(self) -> bool:
        """True if it runs."""
        return Path(f"/proc/{self.pid}").exists()


class DaskProcesses:
    """Processes that can be started; all end with the first one."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        root = Path(__file__).parent.parent
        self._first = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(folder / "log").open("ab"),
            text=True,
            cwd=folder,
            env={
                **os.environ,
                **environment,
                "PYTHONPATH": str(root),
                "PYTHONWARNINGS": "error::DeprecationWarning:hanoi_press",
            },
        )

    def scheduler(self) -> DaskProcess:
        """Start a scheduler."""
        return self._start(kind="scheduler")

    def worker(self, scheduler: DaskProcess, threads: int = 1, version: str = "") -> DaskProcess:
        """Start a worker; `version`: the one of hanoi_press that it claims to have."""
        folder = tempfile.mkdtemp(dir=self.folder)
        return self._start(kind="worker", scheduler=scheduler.address, threads=threads, version=version, folder=folder)

    def _start(self, **wanted: Any) -> DaskProcess:
        assert self._first.stdin is not None and self._first.stdout is not None
        self._first.stdin.write(json.dumps(wanted) + "\n")
        self._first.stdin.flush()
        return DaskProcess(*json.loads(self._first.stdout.readline()))

    def log(self) -> str:
        """Return what all of them have written to standard error."""
        return (self.folder / "log").read_text()

    def close(self) -> None:
        """Kill all of them."""
        assert self._first.stdin is not None
        self._first.stdin.close()
        self._first.wait()


@contextmanager
def dask_processes(**environment: str) -> Iterator[DaskProcesses]:
    """Let a test start processes of Dask's, which end with the block. `environment`: further variables of theirs."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        processes = DaskProcesses(Path(folder), environment)
        try:
            yield processes
        finally:
            processes.close()


def _main() -> None:
    import distributed  # noqa: F401

    import hanoi_press.engine.dask_cluster
    import hanoi_press.engine.dask_task  # noqa: F401

    if "AWS_ENDPOINT_URL" in os.environ:
        import s3fs  # noqa: F401
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    pids = []
    for line in sys.stdin:
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            try:
                asyncio.run(_serve(json.loads(line), writing))
            finally:
                os._exit(1)
        os.close(writing)
        pids.append(pid)
        with os.fdopen(reading) as answer:
            print(json.dumps([pid, answer.read()]), flush=True)
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


async def _serve(wanted: dict[str, Any], writing: int) -> None:
    from distributed import Scheduler, Worker

    import hanoi_press

    server: Any
    if wanted["kind"] == "scheduler":
        server = Scheduler(host="127.0.0.1", port=0, dashboard=False, dashboard_address=":0")
    else:
        if wanted["version"]:
            hanoi_press.__version__ = wanted["version"]
        server = Worker(
            wanted["scheduler"], nthreads=wanted["threads"], host="127.0.0.1", local_directory=wanted["folder"]
        )
    async with server:
        with os.fdopen(writing, "w") as out:
            out.write(server.address)
        await server.finished()


if __name__ == "__main__":
    _main()
