"""Works for the tests of Dask's workers: each step is written down where the test sees it, whatever becomes of it."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from hanoi_press.engine.unit import WorkContext


def steps(context: WorkContext) -> dict[str, Any]:
    """Do `inputs["steps"]` steps, from where an earlier attempt left off: a line in `steps.part` and a row in a ledger.

    `inputs["log"]`: a file that gets a line for each step, as a site would see it. `inputs["pause"]`: seconds a step.
    """
    path = context.folder / "steps.part"
    done = path.read_text().count("\n") if path.exists() else 0
    with (
        closing(sqlite3.connect(context.folder / "ledger.sqlite", isolation_level=None)) as ledger,
        path.open("a") as out,
    ):
        ledger.execute("PRAGMA journal_mode = WAL")
        ledger.execute("CREATE TABLE IF NOT EXISTS step (number INTEGER PRIMARY KEY)")
        for number in range(done + 1, context.inputs["steps"] + 1):
            if context.is_stopping:
                break
            with Path(context.inputs["log"]).open("a") as log:
                log.write(f"{context.folder.name} {number}\n")
            out.write(f"{number}\n")
            out.flush()
            ledger.execute("INSERT OR IGNORE INTO step VALUES (?)", (number,))
            context.tell("progress", step=number)
            time.sleep(context.inputs.get("pause", 0.01))
            done = number
    return {"done": done, "attempt": context.attempt}


def kill_worker(context: WorkContext) -> dict[str, Any]:
    """Kill the Dask worker on which it runs: the process that started the one that forked this one."""
    status = Path(f"/proc/{os.getppid()}/status").read_text()
    os.kill(int(status.partition("PPid:")[2].split()[0]), signal.SIGKILL)
    time.sleep(600)
    raise AssertionError("unreachable")


def hash_file(context: WorkContext) -> dict[str, Any]:
    """Return the size of a file of the unit, and write a nested file."""
    (context.folder / "deep" / "er").mkdir(parents=True, exist_ok=True)
    (context.folder / "deep" / "er" / "written.jsonl").write_text("Chào\n")
    return {"size": len(context.file("archive").read_bytes()), "name": context.file("archive").name}
