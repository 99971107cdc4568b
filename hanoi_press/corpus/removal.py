"""Taking articles down, for good: a list of ids and addresses becomes part of the data folder."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.corpus.loading import load
from hanoi_press.store.takedown import TakeDown, read_entries, take_down


def take_down_list(data: Path, file: Path) -> int:
    """Adds a list (an id or address a line) to the data folder's own; returns how many entries were new.

    An address is added with the id that it has in the corpus, so that a later revision under another address, or a
    copy that stands in for it, is known too. Raises `ValueError`, naming file and line, for what is neither.
    """
    entries = read_entries(file)
    wanted = TakeDown(entries)
    ids: list[str] = []
    if wanted.addresses:
        everything = load(data, revisions="all", on_error="skip")
        ids = [one.id for one in everything if wanted.names(one.id, one.url)]
    return take_down(data, [*entries, *ids])
