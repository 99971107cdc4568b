"""Output that is full, closed or ASCII: no traceback, nothing lost, and an exit code that says so."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from spiders_tests.corpus_lines import article, opened
from spiders_tests.kill import paper_of
from spiders_tests.loopback import ROOT, command_of
from spiders_tests.nights import revisions
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow
FULL = "standard output could not be written: No space left on device\n"
CLOSED = "standard output could not be written: Bad file descriptor\n"


def shell(
    data: Path, arguments: str, redirection: str, served: Served | None = None, **environment: str
) -> tuple[int, str, str]:
    """Run `scrapy …` by a shell; return exit code, standard output and standard error."""
    command, variables = command_of(data, *shlex.split(arguments), served=served)
    done = subprocess.run(
        ["bash", "-c", f"{shlex.join(command)} {redirection}"],
        cwd=ROOT,
        env=variables | environment,
        capture_output=True,
        timeout=120,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with opened(folder) as found:
        for number in range(50):
            found.keep(article(number, f"Câu số {number} 😀."))
    return folder


@pytest.mark.parametrize("arguments", ["corpus search câu", "sources --json", "replay"])
@pytest.mark.parametrize(("redirection", "says"), [(">/dev/full", FULL), (">&-", CLOSED)])
def test_output_that_cannot_be_written(data: Path, arguments: str, redirection: str, says: str) -> None:
    code, _, err = shell(data, arguments, redirection)
    assert (code, err[-len(says) :]) == (1, says)
    assert "Traceback" not in err


def test_a_reader_that_is_gone_is_no_error(data: Path) -> None:
    code, out, err = shell(data, "corpus search câu", "| head -1; exit ${PIPESTATUS[0]}")
    assert (code, out.count("\n"), err) == (0, 1, "")


def test_a_file_that_cannot_be_written(data: Path, tmp_path: Path) -> None:
    limited = 'bash -c \'ulimit -f 1; trap "" XFSZ; "$@"\' -'
    command, variables = command_of(data, "corpus", "export", "--jsonl", str(tmp_path / "out.jsonl"))
    done = subprocess.run(
        ["bash", "-c", f"{limited} {shlex.join(command)}"], cwd=ROOT, env=variables, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (1, "export: [Errno 27] File too large\n")
    assert list(tmp_path.iterdir()) == []


def test_errors_that_nobody_reads_are_no_error(data: Path) -> None:
    code, out, _ = shell(data, "corpus show hanoimoi/7", "2>&-")
    assert code == 0 and "Câu số 7 😀." in out


def test_ascii(data: Path) -> None:
    code, out, err = shell(data, "corpus show hanoimoi/7", "", PYTHONIOENCODING="ascii")
    assert (code, err) == (0, "") and r"C\xe2u s\u1ed1 7 \U0001f600." in out
    code, out, err = shell(data, "corpus search câu --limit 1 --json", "", PYTHONIOENCODING="ascii")
    assert code == 0 and err.startswith("1 of 50 articles; ") and r"\u00ab s\u1ed1 49 \ud83d\ude00." in out


@pytest.mark.parametrize(
    ("arguments", "redirection", "says"),
    [
        ("harvest hanoimoi", ">/dev/full", FULL),
        ("crawl hanoimoi", ">&- 2>&- <&-", ""),
        ("crawl hanoimoi -s LOG_FILE=/dev/full", "", "the log could not be written: No space left on device\n"),
    ],
)
def test_a_run_goes_on_without_output(tmp_path: Path, arguments: str, redirection: str, says: str) -> None:
    with serve(paper_of(10).pages()) as served:
        code, _, err = shell(tmp_path, arguments, redirection, served)
    assert code == 1 and err.endswith(says) and "Traceback" not in err
    assert list(revisions(tmp_path).values()) == [[1]] * 10
