"""Fork processes from one that has nothing open: no lock, no ledger, no connection and no thread of the caller.

The server is itself forked from the caller (a command, which has imported all that its units need), or started as a
program of its own where the caller has threads (a Dask worker, whose process may not use `multiprocessing` either).
It ends when the caller's end of its socket closes; its processes die with it, where the system can do that.

Measured with Scrapy and all sources loaded: a process starts in 1 to 4 ms and has 3 MB of its own; the program needs
1 s of a core once, the fork nothing.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from hanoi_press.crawl.child_process import close_inherited, die_with_parent, fork_process
from hanoi_press.engine.process_host import serve

_LONGEST = 4096  # bytes of a request or an answer
_inherited: list[object] = []  # a file that were closed or freed would close a number that is another file by then
_START = 120.0  # seconds in which a server has imported its modules


class ForkServer:
    """A process that forks others on request. Raises `OSError`.

    `preload`: modules that it imports once for all of them. `is_forked`: it is a fork of this process, for which this
    one should have no threads; else a program of its own. `hub`: the address of a `ForkHub` that forks it instead.
    """

    def __init__(self, preload: Sequence[str] = (), *, is_forked: bool = True, hub: str | None = None) -> None:
        if not hasattr(os, "fork"):
            raise OSError("this system cannot fork processes")
        self._lock = threading.Lock()
        self._program: subprocess.Popen[bytes] | None = None
        self.pid = 0  # of a hub's server: that is no child of this process
        if hub is not None:
            self._control = socket.socket(socket.AF_UNIX)
            self._control.settimeout(_START)
            self._control.connect(hub)
            return
        self._control, theirs = socket.socketpair()
        self._control.settimeout(_START)
        with theirs:
            if is_forked:
                self.pid = _fork_server(theirs, preload)
            else:
                self._program = _start_program(theirs, preload)
                self.pid = self._program.pid

    def fork(self) -> tuple[int, socket.socket]:
        """Return the process id of a new process, and the socket over which it takes units.

        Raises `OSError`; `ConnectionError` if the server has ended.
        """
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                pid = self._answer({"fork": True}, [theirs.fileno()])
            if not pid:
                raise OSError("no further process could be started: the system has no memory, or no process, to spare")
        except BaseException:
            ours.close()
            raise
        return pid, ours

    def end(self, pid: int) -> int:
        """Kill a process unless it has ended; return its exit code, negative for a signal. Raises `ConnectionError`."""
        return self._answer({"end": pid})

    def _answer(self, request: dict[str, Any], files: Sequence[int] = ()) -> int:
        """Return the server's answer. Raises `ConnectionError` if it has ended, or hangs and is ended."""
        with self._lock:
            try:
                socket.send_fds(self._control, [json.dumps(request).encode()], list(files))
                answer = self._control.recv(_LONGEST)
            except OSError:
                answer = b""
            if not answer:
                self._control.close()
                raise ConnectionError("the process that starts others has ended")
            return int(answer)

    def close(self) -> None:
        """End the server and all its processes."""
        self._control.close()
        if self._program is not None:
            self._program.wait()
        elif self.pid:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self.pid, 0)


def _fork_server(control: socket.socket, preload: Sequence[str]) -> int:
    pid = fork_process()
    if pid:
        return pid
    try:
        signal.set_wakeup_fd(-1)
        close_inherited(control.fileno())
        run_server(control, preload)
    finally:
        os._exit(0)


def _start_program(control: socket.socket, preload: Sequence[str]) -> subprocess.Popen[bytes]:
    program = f"from {__name__} import {run_program.__name__} as run; run()"
    paths = os.pathsep.join(path or os.curdir for path in sys.path)
    return subprocess.Popen(
        [sys.executable, "-c", program, str(control.fileno()), *preload],
        pass_fds=[control.fileno()],
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
    )


def run_server(control: socket.socket, preload: Sequence[str]) -> None:
    """Import modules, and fork processes on request, until the other end closes. It never returns."""
    prepare_server(preload)
    serve_requests(control)


def prepare_server(preload: Sequence[str]) -> None:
    """Make this process one from which others are forked: it leaves signals to the caller, and has imported all."""
    for number in (signal.SIGINT, signal.SIGTERM):  # they reach the whole group: the caller decides when to end
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _replace_streams()
    for name in preload:
        with contextlib.suppress(ImportError):  # the unit that needs it will say so
            import_module(name)
    gc.collect()
    gc.freeze()  # else the first collection in each process would copy all memory that they share


def serve_requests(control: socket.socket) -> NoReturn:
    """Fork processes on request, until the other end closes; then end them, and this process."""
    pids: set[int] = set()
    try:
        while True:
            message, files, _, _ = socket.recv_fds(control, _LONGEST, 1)
            if not message:
                break
            request = json.loads(message)
            if "fork" in request:
                answer = _fork_process(control, files[0])
                pids.add(answer)
            else:
                answer = _ended(request["end"]) if request["end"] in pids else 0
                pids.discard(request["end"])
            control.sendall(b"%d" % answer)
    finally:
        for pid in pids - {0}:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        os._exit(0)


def _fork_process(control: socket.socket, file: int) -> int:
    server = os.getpid()
    try:
        pid = os.fork()
    except OSError:
        pid = 0
    else:
        if pid == 0:
            try:
                die_with_parent(server)
                _die_first()
                control.close()
                serve(socket.socket(fileno=file))
            finally:
                os._exit(1)
    os.close(file)
    return pid


def _die_first() -> None:
    """Let a system that has no memory left kill this process before the one that has all the results."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", "ascii")


def _ended(pid: int) -> int:
    with contextlib.suppress(OSError):
        os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _replace_streams() -> None:
    """Give this process streams and logging of its own, which no thread of the caller can have locked."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)  # standard output may be the file of `-o -`
    _inherited.extend([sys.stdout, sys.stderr, *logging.root.handlers])
    sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", 0, closefd=False), "utf-8", "replace", write_through=True)
    sys.stderr = io.TextIOWrapper(os.fdopen(2, "wb", 0, closefd=False), "utf-8", "replace", write_through=True)
    handler = logging.StreamHandler(sys.stderr)
    logging.root.handlers[:] = [handler]
    # the level of a crawl's root logger lets every library's debugging through; a line in a terminal would tear its
    # progress
    logging.root.setLevel(logging.ERROR if os.isatty(2) else logging.WARNING)


def run_program() -> None:
    """Run the server as a program: its arguments are the number of its socket, then the modules."""
    run_server(socket.socket(fileno=int(sys.argv[1])), sys.argv[2:])
