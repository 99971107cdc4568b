"""`commands/run_end.py`: a signal or a time asks a run to end. A second signal: `test_harvest_harvest_joining`."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from hanoi_press.commands.run_end import RunEnd


def nothing() -> None:
    raise AssertionError


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal(how: signal.Signals, caplog: pytest.LogCaptureFixture) -> None:
    asked = threading.Event()
    before = signal.getsignal(how)
    with caplog.at_level("INFO"), RunEnd(asked.set, None, nothing) as found:
        found.log()
        assert caplog.messages == []
        os.kill(os.getpid(), how)
        assert asked.wait(5) and found.reason == "shutdown"
        found.log()
        found.log()
    assert len(caplog.messages) == 1 and caplog.messages[0].startswith(f"Received {how.name}: ")
    assert signal.getsignal(how) is before


def test_the_end_of_a_time() -> None:
    asked = threading.Event()
    with RunEnd(asked.set, 0.01, nothing) as found:
        assert asked.wait(5) and found.reason == "time"
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_neither() -> None:
    with RunEnd(nothing, 60, nothing):
        pass
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
