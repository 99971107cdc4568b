"""A work whose event loop cannot run."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from hanoi_press.engine.unit import WorkContext


def run_loop(main: Coroutine[Any, Any, None]) -> None:
    """Fail."""
    main.close()
    raise RuntimeError("no reactor")


async def never(context: WorkContext) -> dict[str, Any]:
    """Do nothing."""
    return {}
