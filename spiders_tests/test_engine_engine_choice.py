"""`engine/engine_choice.py`: `--engine` names an engine that is there, or the message says what to do."""

from __future__ import annotations

import sys

import pytest

from hanoi_press.engine import engine_choice
from hanoi_press.engine.engine_choice import open_engine
from hanoi_press.engine.process_engine import ProcessEngine
from hanoi_press.engine.unit import EngineError


def test_processes_unless_an_engine_is_named() -> None:
    engine = open_engine(None, 2, 3)
    assert isinstance(engine, ProcessEngine)
    assert (engine.jobs, engine.lanes) == (2, 3)
    engine.close()


@pytest.mark.parametrize("name", ["", "Dask", "http://host:8786", "host:8786", "ray"])
def test_an_unknown_engine_is_named_with_what_there_is(name: str) -> None:
    with pytest.raises(
        EngineError, match="give 'dask' for workers on this machine, or a scheduler as 'tcp://"
    ) as error:
        open_engine(name, 1)
    assert repr(name) in str(error.value)


@pytest.mark.parametrize("name", ["dask", "tcp://127.0.0.1:8786", "tls://scheduler:8786"])
def test_a_missing_extra_is_said(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(sys.modules, "hanoi_press.engine.dask_engine", None)
    with pytest.raises(EngineError, match=r"pip install 'hanoi-press\[dask\]'"):
        open_engine(name, 1)


def test_a_system_without_processes_is_an_error_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **more: object) -> None:
        raise OSError("no memory")

    monkeypatch.setattr(engine_choice, "ProcessEngine", fail)
    with pytest.raises(EngineError, match="no process can be started: no memory"):
        open_engine(None, 1)
