"""The work of `duplicate_units`, where the Dask worker that does the first shard is killed in the middle of it."""

from __future__ import annotations

from typing import Any

from hanoi_press.corpus import duplicate_units
from hanoi_press.corpus.duplicate_units import compare_texts, pair_texts, sketch_texts
from hanoi_press.engine.unit import WorkContext
from spiders_tests.dask_works import kill_worker

__all__ = ["compare_texts", "pair_texts", "read_texts", "sketch_texts"]


def read_texts(context: WorkContext) -> dict[str, Any]:
    found = duplicate_units.read_texts(context)
    if context.attempt == 1 and context.folder.name == "read-00000":
        kill_worker(context)
    return found
