"""Take articles down permanently by adding a list of ids and addresses to the data folder's take-down list."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from hanoi_press.corpus.selection import find
from hanoi_press.corpus.visible_lines import key_of, url_of
from hanoi_press.store.segments import Fault, lines
from hanoi_press.store.takedown import TakeDown, id_of, read_entries, take_down


class Removal(NamedTuple):
    """The result of adding a list: the number of new entries, and those that match no article of the corpus."""

    new: int
    unmatched: list[str]


def take_down_list(data: Path, file: Path) -> Removal:
    """Add a list (an id or address a line) to the data folder's own.

    An address is added with the id that its article has in the corpus, so that revisions under other addresses are
    left out, too. Entries without a match are added as they are. Raises `ValueError`, naming file and line, for an
    entry that is neither id nor address; `FileNotFoundError` if there is no corpus.
    """
    entries = read_entries(file)
    wanted = TakeDown(entries)
    found: set[str] = set()  # ids in the corpus
    matched: set[str] = set()  # ids of entries
    for path in find(data, None):
        for line in lines(path, _ignore):
            if (key := key_of(line.raw)) is None:
                continue
            id, url = key[0], url_of(line.raw)
            if wanted.names(id, url):
                found.add(id)
                matched |= {id, id_of(url)}
    unmatched = [entry for entry in dict.fromkeys(entries) if id_of(entry) not in matched]
    return Removal(take_down(data, [*entries, *sorted(found)]), unmatched)


def _ignore(fault: Fault) -> None:
    """Ignore a broken line, which `scrapy corpus validate` reports."""
