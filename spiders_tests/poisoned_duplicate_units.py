"""The work of `duplicate_units`, which fails for the first shard."""

from __future__ import annotations

from typing import Any

from hanoi_press.corpus import duplicate_units
from hanoi_press.engine.unit import WorkContext


def read_texts(context: WorkContext) -> dict[str, Any]:
    if context.folder.name == "read-00000":
        raise OSError("poison")
    return duplicate_units.read_texts(context)
