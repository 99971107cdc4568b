"""Let other programs of this machine have fork servers that are forks of this process, which has imported all.

The workers of a local Dask cluster must not fork themselves, and each would spend a second of the processor on imports.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from hanoi_press.crawl.child_process import close_inherited, die_with_parent, fork_process
from hanoi_press.engine.fork_server import prepare_server, serve_requests

PLACE = "HANOI_PRESS_FORK_HUB"  # the variable of the environment with a hub's address
_WAITING = 64  # connections that wait to be accepted
_POLL = 1.0  # seconds between two looks whether the caller is still there


class ForkHub:
    """A process that gives each connection to its address a fork server (`ForkServer(hub=…)`).

    Programs of the same user reach it, those that are started from now on by `PLACE`. It ends with `close`, or with
    this process. Create it while this process has no threads. Raises `OSError`.
    """

    def __init__(self, preload: Sequence[str] = ()) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="hanoi_press-hub-"))  # that nobody else may enter
        self.address = str(self._folder / "hub")
        try:
            with socket.socket(socket.AF_UNIX) as listener:
                listener.bind(self.address)
                listener.listen(_WAITING)
                self.pid = _fork_hub(listener, preload)
        except OSError:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        os.environ[PLACE] = self.address

    def close(self) -> None:
        """End the hub, its servers and their processes."""
        if os.environ.get(PLACE) == self.address:
            del os.environ[PLACE]
        with suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        shutil.rmtree(self._folder, ignore_errors=True)


def _fork_hub(listener: socket.socket, preload: Sequence[str]) -> int:
    caller = os.getpid()
    pid = fork_process()
    if pid:
        return pid
    try:
        signal.set_wakeup_fd(-1)
        die_with_parent(caller)
        close_inherited(listener.fileno())
        prepare_server(preload)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # servers that have ended need nobody to wait for them
        _accept(listener, caller)
    finally:
        os._exit(0)


def _accept(listener: socket.socket, caller: int) -> NoReturn:
    hub = os.getpid()
    listener.settimeout(_POLL)
    while os.getppid() == caller:
        with suppress(TimeoutError):
            connection, _ = listener.accept()
            with connection:
                connection.setblocking(True)
                if os.fork() == 0:
                    die_with_parent(hub)
                    listener.close()
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    serve_requests(connection)
    os._exit(0)
