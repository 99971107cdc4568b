"""Works for the tests of the engines: they live, die, hang and fail as their inputs say."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path
from typing import Any

from hanoi_press.engine.unit import WorkContext

PLAIN, SIDE_BY_SIDE = f"{__name__}:plain", f"{__name__}:side_by_side"
_LOOK = 0.005  # seconds
_kept: list[asyncio.Task[None]] = []


def plain(context: WorkContext) -> dict[str, Any]:
    """Do what `inputs["do"]` says; return the attempt, the process id and what the action found."""
    _note(context, "began")
    while _waits(context):
        time.sleep(_LOOK)
    return _done(context)


async def side_by_side(context: WorkContext) -> dict[str, Any]:
    """Do as `plain`; `inputs["meet"]` names a folder, in which it waits for `inputs["others"]` units to be there."""
    _note(context, "began")
    if meet := context.inputs.get("meet"):
        (Path(meet) / context.folder.name).touch()
        while len(list(Path(meet).iterdir())) < context.inputs["others"]:
            await asyncio.sleep(_LOOK)
    while _waits(context):
        await asyncio.sleep(_LOOK)
    if context.inputs.get("do") == "leave a task":
        _kept.append(asyncio.create_task(_tell_late(context)))
    return _done(context)


def no_dict(context: WorkContext) -> Any:
    """Return what is no result of a unit."""
    return {"folder": context.folder} if context.inputs else 7


async def _tell_late(context: WorkContext) -> None:
    await asyncio.sleep(0)
    context.tell("progress", late=True)
    (context.folder / "told").touch()


def _note(context: WorkContext, what: str) -> None:
    (context.folder / f"attempt-{context.attempt}").touch()
    with (context.folder / "notes").open("a") as notes:
        notes.write(f"{what} {context.attempt}\n")
    if log := context.inputs.get("log"):
        with Path(log).open("a") as lines:
            lines.write(f"{context.folder.name} {what}\n")


def _wait_long(context: WorkContext) -> None:
    """End this process once a file is there, or say that it came too late."""
    for _ in range(1000):
        if Path(context.inputs["path"]).exists():
            os._exit(0)
        time.sleep(_LOOK)
    (context.folder / "late").touch()
    os._exit(0)


def _waits(context: WorkContext) -> bool:
    match context.inputs.get("do", ""):
        case "until stopped" | "die when stopped":
            context.tell("progress", begun=True)
            return not context.is_stopping
        case "until there" | "tell until there" as do:
            if do.startswith("tell"):
                context.tell("progress", begun=True)
            return not Path(context.inputs["path"]).exists()
        case "beat":
            context.tell("beat")
            return time.monotonic() < context.inputs["until"]
    return False


def _done(context: WorkContext) -> dict[str, Any]:
    found: Any = None
    match context.inputs.get("do", ""):
        case "die" | "die when stopped":
            os.kill(os.getpid(), signal.SIGKILL)
        case "fork and die":
            if os.fork() == 0:
                _wait_long(context)
            os.kill(os.getpid(), signal.SIGKILL)
        case "die once" if context.attempt == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
        case "fail":
            raise ValueError("bad\ninput")
        case "leave":
            raise SystemExit(5)
        case "tell pid and hang":
            context.tell("progress", pid=os.getpid())
            time.sleep(600)
        case "hang":
            time.sleep(600)
        case "log":
            context.tell("log", level=20, logger="toy", text="Chào\n\u2028buổi sáng")
        case "count":
            for number in range(context.inputs["count"]):
                context.tell("progress", number=number)
        case "read":
            found = context.file("page").read_text()
        case "list files":
            found = [str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
    _note(context, "ended")
    return {"attempt": context.attempt, "pid": os.getpid(), "found": found}
