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
