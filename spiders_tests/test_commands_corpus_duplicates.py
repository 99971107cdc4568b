"""`corpus duplicates` with several processes: the same output, faults and exit codes as with one."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hanoi_press.commands import engine_options
from hanoi_press.corpus import duplicate_search
from hanoi_press.corpus.duplicate_links import NAME
from hanoi_press.engine.unit import Engine, EngineError, Unit, UnitEnd
from spiders_tests.corpora import CorpusCommand
from spiders_tests.inline_engine import InlineEngine
from spiders_tests.reposting_corpora import FAULTS, put_reposts


def files(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


@pytest.fixture
def scratch(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path_factory.mktemp("scratch")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def open_none(*arguments: object, **named: object) -> Engine:
        raise AssertionError("an engine was opened")

    monkeypatch.setattr(engine_options, "open_engine", open_none)


def test_two_processes_print_and_write_what_one_does(
    tmp_path: Path, scratch: Path, corpus: CorpusCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_reposts(tmp_path)
    code, out, err = one = corpus("duplicates", "--jobs", "1", "--json")
    assert code == 1 and out.count('"original"') > 20 and len(err.splitlines()) == FAULTS + 1
    assert corpus("duplicates", "--jobs", "1", "--write")[0] == 1
    written = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).unlink()
    monkeypatch.setattr(duplicate_search, "FEWEST_LINES", 1)
    before = files(tmp_path)
    assert corpus("duplicates", "--jobs", "2", "--json") == one
    assert files(tmp_path) == before and not list(scratch.iterdir())
    assert corpus("duplicates", "--jobs", "2", "--write")[0] == 1
    assert (tmp_path / NAME).read_bytes() == written


@pytest.mark.usefixtures("no_engine")
def test_a_small_corpus_and_one_job_need_no_other_process(
    tmp_path: Path, corpus: CorpusCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_reposts(tmp_path, most=20)
    assert corpus("duplicates", "--jobs", "8")[0] == 1
    monkeypatch.setattr(duplicate_search, "FEWEST_LINES", 1)
    assert corpus("duplicates", "--jobs", "1")[0] == 1
    with pytest.raises(AssertionError, match="an engine was opened"):
        corpus("duplicates", "--engine", "dask")


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["--jobs", "0"], "invalid --jobs 0"), (["--exchange", "s3://a/b"], "--exchange is for --engine")],
)
def test_invalid_options(tmp_path: Path, corpus: CorpusCommand, arguments: list[str], says: str) -> None:
    put_reposts(tmp_path, most=1)
    code, _, err = corpus("duplicates", *arguments)
    assert code == 2 and says in err


class FailingEngine(InlineEngine):
    """An engine whose second unit runs again, and whose third one is given up."""

    def run(self, units: list[Unit], *arguments: object, **named: object) -> Iterator[UnitEnd]:
        ends = super().run(units, *arguments, **named)  # type: ignore[arg-type]
        for number, end in enumerate(ends):
            end.retries = ["it died"] if number == 1 else []
            end.error = "given up" if number == 2 else ""
            yield end


def test_a_unit_that_is_given_up_is_named_and_nothing_is_written(
    tmp_path: Path, scratch: Path, corpus: CorpusCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_reposts(tmp_path)
    monkeypatch.setattr(duplicate_search, "FEWEST_LINES", 1)
    monkeypatch.setattr(duplicate_search, "_LEAST_LINES", 20)
    monkeypatch.setattr(engine_options, "open_engine", lambda *arguments, **named: FailingEngine())
    (tmp_path / NAME).parent.mkdir(exist_ok=True)
    (tmp_path / NAME).write_text("before")
    code, out, err = corpus("duplicates", "--jobs", "2", "--write")
    assert (code, out) == (1, "") and (tmp_path / NAME).read_text() == "before"
    assert "tried again: read-00001: it died\n" in err
    assert "duplicates: 1 of 8 parts of the work could not be done: read-00002 (" in err and "): given up\n" in err
    assert not list(scratch.iterdir())


class StoppedEngine(InlineEngine):
    """An engine during whose first run the command is asked to end."""

    is_stopped = False

    def run(self, units: list[Unit], *arguments: object, **named: object) -> Iterator[UnitEnd]:
        for end in super().run(units, *arguments, **named):  # type: ignore[arg-type]
            yield end
            os.kill(os.getpid(), signal.SIGTERM)
            if self.is_stopped:
                return

    def stop(self) -> None:
        self.is_stopped = True


def test_a_stopped_search_leaves_nothing_behind(
    tmp_path: Path, scratch: Path, corpus: CorpusCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_reposts(tmp_path, most=5)
    monkeypatch.setattr(duplicate_search, "FEWEST_LINES", 1)
    monkeypatch.setattr(duplicate_search, "_LEAST_LINES", 5)
    monkeypatch.setattr(engine_options, "open_engine", lambda *arguments, **named: StoppedEngine())
    assert corpus("duplicates", "--jobs", "2") == (1, "", "duplicates: stopped before the end\n")
    assert not list(scratch.iterdir())


def test_an_engine_that_cannot_be_reached_is_named(
    tmp_path: Path, corpus: CorpusCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_none(*arguments: object, **named: object) -> Engine:
        raise EngineError("no scheduler answers at tcp://127.0.0.1:1")

    put_reposts(tmp_path, most=1)
    monkeypatch.setattr(engine_options, "open_engine", open_none)
    assert corpus("duplicates", "--engine", "tcp://127.0.0.1:1")[::2] == (
        2,
        "no scheduler answers at tcp://127.0.0.1:1\n",
    )
