"""Run the command of a person after a harvest (`NOTIFY_COMMAND`), with the run's JSON on its standard input."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from contextlib import suppress
from typing import IO


def run_hook(command: str, content: bytes, environment: dict[str, str], seconds: float) -> str:
    """Run a command line in a shell; return what went wrong, "" if nothing did.

    It is killed with all its children after `seconds`. What it prints goes nowhere, except its last line of errors,
    which is in what is returned.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as errors:
        given.write(content)
        given.seek(0)
        try:
            process = subprocess.Popen(
                command,
                shell=True,
                stdin=given,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env=os.environ | environment,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            return f"it could not be started: {error}"
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return f"it did not end within {seconds:g} s and was killed"
        return "" if code == 0 else f"it ended with {code}{_last_line(errors)}"


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(0, os.SEEK_END)
    errors.seek(max(0, errors.tell() - 2000))
    lines = errors.read().decode("utf-8", "replace").strip().splitlines()
    return f": {lines[-1][:200]}" if lines else ""
