"""`commands/stop_request.py`: the first signal asks to stop, the second one acts as before."""

from __future__ import annotations

import os
import signal
from typing import Any

import pytest

from hanoi_press.commands.stop_request import StopRequest


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_asks_and_the_second_one_acts(number: signal.Signals) -> None:
    acted: list[int] = []

    def act(number: int, frame: Any) -> None:
        acted.append(number)

    before = signal.signal(number, act)
    try:
        with StopRequest() as stop:
            assert not stop.is_made
            os.kill(os.getpid(), number)
            assert stop.is_made and not acted
            os.kill(os.getpid(), number)
            assert acted == [number]
        with StopRequest():
            pass
        os.kill(os.getpid(), number)
        assert acted == [number, number]
    finally:
        signal.signal(number, before)


def test_a_function_is_called_once_at_the_first_signal() -> None:
    called: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, frame: None)
    try:
        with StopRequest() as stop:
            stop.on_stop(lambda: called.append(1))
            assert called == []
            for _ in range(2):
                os.kill(os.getpid(), signal.SIGTERM)
            assert called == [1]
            stop.on_stop(lambda: called.append(2))  # too late to be told by the signal
            assert called == [1, 2]
    finally:
        signal.signal(signal.SIGTERM, before)
