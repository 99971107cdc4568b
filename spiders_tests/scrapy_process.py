"""Run Scrapy commands in processes of their own, without the second that each would spend on its imports.

A fork server (`multiprocessing`) has imported everything once (`preload`); each command is a fork of it that calls
`scrapy.cmdline.execute`, as the `scrapy` script does.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["spiders_tests.preload"])


def run_scrapy(
    arguments: Sequence[str], environment: Mapping[str, str], *, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run `scrapy …` in the repository's folder; return its exit code and what it wrote.

    `timeout` is in seconds; after it the process is killed and `subprocess.TimeoutExpired` raised.
    """
    command = ["scrapy", *arguments]
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        process = _CONTEXT.Process(target=_execute, args=(command, dict(environment), out, err))
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(command, timeout, out.read_bytes(), err.read_bytes())
        texts = (path.read_text("utf-8", errors="replace") if path.exists() else "" for path in (out, err))
        return subprocess.CompletedProcess(command, process.exitcode, *texts)


def _execute(command: list[str], environment: dict[str, str], out: Path, err: Path) -> None:
    """Become the command: take its arguments, environment, folder and output files, and run it."""
    for path, number in ((out, 1), (err, 2)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    sys.argv = command
    from scrapy.cmdline import execute

    execute()
