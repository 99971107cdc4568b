"""`commands/engine_options.py`: what `--jobs` and `--engine` take."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from hanoi_press.commands import engine_options
from hanoi_press.commands.command_folder import CommandEnd
from hanoi_press.commands.engine_options import engine_name, number_of_jobs, opened_engine
from hanoi_press.engine.process_engine import ProcessEngine
from hanoi_press.engine.unit import EngineError


def test_the_number_of_processes() -> None:
    assert number_of_jobs("3", 1) == 3 and number_of_jobs(None, 1) == 1 <= number_of_jobs(None, 99)


@pytest.mark.parametrize("given", ["0", "-1", "two", "1001", "٣", ""])
def test_no_number_of_processes(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandEnd) as ended:
        number_of_jobs(given, 9)
    assert ended.value.code == 2 and f"invalid --jobs {given}; use a whole number" in capsys.readouterr().err


def test_the_name_in_the_record() -> None:
    names = [engine_name(Namespace(engine=one)) for one in (None, "dask", "tcp://a:8786")]
    assert names == ["processes", "dask", "dask tcp://a:8786"]


@pytest.mark.parametrize(
    ("engine", "exchange", "says"),
    [("spark", None, "invalid engine 'spark'; give 'dask'"), (None, "s3://x", "--exchange is for --engine")],
)
def test_no_engine(
    engine: str | None, exchange: str | None, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opts = Namespace(engine=engine, exchange=exchange)
    with pytest.raises(CommandEnd) as ended, opened_engine(opts, tmp_path, 1):
        raise AssertionError
    assert ended.value.code == 2 and capsys.readouterr().err.startswith(says)


def test_an_engine_that_cannot_be_used_needs_a_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*arguments: object, **named: object) -> None:
        raise EngineError("the scheduler cannot be reached")

    monkeypatch.setattr(engine_options, "open_engine", unreachable)
    opts = Namespace(engine="tcp://a:8786", exchange=None)
    with pytest.raises(CommandEnd) as ended, opened_engine(opts, tmp_path, 1, code=1):
        raise AssertionError
    assert (ended.value.code, ended.value.why) == (1, "the scheduler cannot be reached")


def test_processes_of_this_machine(tmp_path: Path) -> None:
    with opened_engine(Namespace(engine=None, exchange=None), tmp_path, 2, 5) as engine:
        assert isinstance(engine, ProcessEngine) and (engine.jobs, engine.lanes) == (2, 5)
