"""A work whose event loop ends before it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from hanoi_press.engine.unit import WorkContext


def run_loop(main: Coroutine[Any, Any, None]) -> None:
    """Run `main` until the work runs, and fail."""
    loop = asyncio.new_event_loop()
    kept = loop.create_task(main)
    loop.call_later(0.02, loop.stop)
    loop.run_forever()
    raise RuntimeError(f"the reactor stopped{kept.done() * ' too late'}")


async def endless(context: WorkContext) -> dict[str, Any]:
    """Wait for nothing."""
    await asyncio.Event().wait()
    return {}
