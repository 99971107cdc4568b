"""Works in event loops of their own: one that works, and one that cannot run."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from hanoi_press.engine.unit import WorkContext

_ran: list[str] = []


def run_loop(main: Coroutine[Any, Any, None]) -> None:
    """Run `main`."""
    _ran.append("run_loop")
    asyncio.run(main)


async def ran(context: WorkContext) -> dict[str, Any]:
    """Return which loops ran."""
    return {"ran": _ran}
