"""Works for the tests of the engines: they live, die, hang and fail as their inputs say."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path
from typing import Any

from hanoi_press.engine.unit import WorkContext


def _note(context: WorkContext, what: str) -> None:
    with (context.folder / "notes").open("a") as notes:
        notes.write(f"{what} {context.attempt}\n")


def plain(context: WorkContext) -> dict[str, Any]:
    """Do what `inputs["do"]` says; return the attempt and the process id."""
    _note(context, "began")
    _act(context)
    return {"attempt": context.attempt, "pid": os.getpid()}


def _act(context: WorkContext) -> None:
    do = context.inputs.get("do", "")
    if do == "die" or (do == "die once" and context.attempt == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    if do == "exit":
        os._exit(3)
    if do == "fail":
        raise ValueError("bad\ninput")
    if do == "leave":
        raise SystemExit(5)
    if do == "hang":
        time.sleep(600)
    if do == "log":
        context.tell("log", level=20, logger="toy", text="Chào\n\u2028buổi sáng")
    if do == "flood":
        for number in range(20_000):
            context.tell("progress", number=number)
    if do == "until stopped":
        context.tell("progress", begun=True)
        while not context.is_stopping:
            time.sleep(0.005)


async def side_by_side(context: WorkContext) -> dict[str, Any]:
    """As `plain`; `inputs["meet"]` names a folder, in which it waits for `inputs["others"]` units to be there."""
    _note(context, "began")
    if context.inputs.get("do") == "until stopped":
        context.tell("progress", begun=True)
        while not context.is_stopping:
            await asyncio.sleep(0.005)
        return {"stopped": True}
    if meet := context.inputs.get("meet"):
        (Path(meet) / context.folder.name).touch()
        while len(list(Path(meet).iterdir())) < context.inputs["others"]:
            await asyncio.sleep(0.005)
    _act(context)
    return {"attempt": context.attempt, "pid": os.getpid()}
