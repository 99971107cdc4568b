"""Run the processes that read pages: a parent that only forks, and one child at a time that reads.

The parent is forked before the crawl opens connections, starts threads or is busy; a child that replaces a killed one
is its fork, so it is there in milliseconds and inherits no lock, no socket and no thread of the crawl.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import socket
import sys
from dataclasses import replace
from multiprocessing.pool import ExceptionWithTraceback  # type: ignore[attr-defined]
from typing import Any

from hanoi_press.crawl.bounded import limit_memory
from hanoi_press.crawl.child_process import close_inherited, die_with_parent, fork_process, most_memory

LENGTH = 8  # bytes before each message that state its length
_LARGE = 0.5  # the part of the memory limit after which a child is replaced


def fork_parent(memory: int) -> socket.socket:
    """Fork the parent process; return the socket that it listens on (see `fork_child`). Raises `OSError`.

    Its children call functions of modules that this process has imported by now, with at most `memory` bytes.
    """
    ours, theirs = socket.socketpair()
    pid = fork_process()
    if pid:
        theirs.close()
        return ours
    try:
        _detach(theirs.fileno())
        _fork_on_request(theirs, memory)
    finally:
        os._exit(0)


def fork_child(parent: socket.socket) -> tuple[int, socket.socket]:
    """Return the process id of a new child, and the socket to which jobs are sent. Raises `OSError`."""
    ours, theirs = socket.socketpair()
    parent.settimeout(10)
    with theirs:
        socket.send_fds(parent, [b"f"], [theirs.fileno()])
        answer = parent.recv(LENGTH)
    pid = int.from_bytes(answer, "big")
    if not pid:
        ours.close()
        raise OSError("no further process could be started")
    ours.setblocking(False)
    return pid, ours


def packed(message: Any) -> bytes:
    """Return a message as it is sent: its length, then its pickle."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return len(body).to_bytes(LENGTH, "big") + body


def portable(error: BaseException) -> Any:
    """Return an exception that can be sent; received, it is the same with its traceback in `__cause__`."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        error = RuntimeError(f"{type(error).__name__}: {error}").with_traceback(error.__traceback__)
    return ExceptionWithTraceback(error, error.__traceback__)


def _detach(kept: int) -> None:
    """Close all files of the crawl but `kept` and the standard ones, and end when the crawl ends."""
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):  # the crawl decides when to end
        signal.signal(number, signal.SIG_IGN)
    die_with_parent()
    # in place of the crawl's handlers and their files, and of its level, which lets every library's debugging through
    level = logging.ERROR if os.isatty(2) else logging.WARNING  # a line in a terminal would tear the progress
    logging.basicConfig(stream=sys.stderr, level=level, force=True)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)  # standard output may be the file of `-o -`
    close_inherited(kept)


def _fork_on_request(control: socket.socket, memory: int) -> None:
    while True:
        message, (*files,), _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        try:
            pid = os.fork()
        except OSError:
            pid = -1
        if pid == 0:
            die_with_parent()
            control.close()
            limit_memory(memory)
            _serve(socket.socket(fileno=files[0]), memory)
            os._exit(0)
        os.close(files[0])
        control.sendall(max(pid, 0).to_bytes(LENGTH, "big"))


def _serve(jobs: socket.socket, memory: int) -> None:
    """Answer jobs until the other side closes. Each answer is a pair: the result, and whether it is the last one."""
    stream = jobs.makefile("rb")
    before = most_memory()
    while header := stream.read(LENGTH):
        function, arguments = pickle.loads(stream.read(int.from_bytes(header, "big")))
        is_last = False
        try:
            found = function(*arguments)
            if (error := getattr(found, "error", None)) is not None:
                found = replace(found, error=portable(error))
            answer = packed((found, is_last := bool(memory) and most_memory() - before > memory * _LARGE))
        except MemoryError as error:
            answer = packed((portable(error), is_last := True))
        except BaseException as error:
            answer = packed((portable(error), is_last))
        jobs.sendall(answer)
        if is_last:
            return
