"""The work of `duplicate_units`, whose process is killed at the first attempt at the first unit of each kind."""

from __future__ import annotations

import os
import signal
from typing import Any

from hanoi_press.corpus import duplicate_units
from hanoi_press.engine.unit import WorkContext


def _killed_once(name: str, context: WorkContext) -> dict[str, Any]:
    """Do the work in full, then die before its end is told, if it is the first attempt at the first unit."""
    found: dict[str, Any] = getattr(duplicate_units, name)(context)
    if context.attempt == 1 and context.folder.name.endswith("-00000"):
        os.kill(os.getpid(), signal.SIGKILL)
    return found


def read_texts(context: WorkContext) -> dict[str, Any]:
    return _killed_once("read_texts", context)


def sketch_texts(context: WorkContext) -> dict[str, Any]:
    return _killed_once("sketch_texts", context)


def pair_texts(context: WorkContext) -> dict[str, Any]:
    return _killed_once("pair_texts", context)


def compare_texts(context: WorkContext) -> dict[str, Any]:
    return _killed_once("compare_texts", context)
