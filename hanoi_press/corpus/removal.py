"""Take articles down: hide them by the take-down list, or plan to remove them for good (`store.removal_steps`)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from hanoi_press.corpus.selection import find
from hanoi_press.corpus.visible_lines import key_of, url_of
from hanoi_press.store.removal_journal import Removal
from hanoi_press.store.removal_lines import find_lines
from hanoi_press.store.segments import Fault, finished_segments, lines
from hanoi_press.store.takedown import TakeDown, id_of, is_address, is_entry, read_entries, take_down
from hanoi_press.text.moments import utc_now


class TakeDownResult(NamedTuple):
    """The result of adding a list: the number of new entries, and those that match no article of the corpus."""

    new: int
    unmatched: list[str]


def take_down_list(data: Path, file: Path) -> TakeDownResult:
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
    return TakeDownResult(take_down(data, [*entries, *sorted(found)]), unmatched)


def _ignore(fault: Fault) -> None:
    """Ignore a broken line, which `scrapy corpus validate` reports."""


class RemovalPlan(NamedTuple):
    """What is to be removed. `unmatched`: entries without an article; `left`: in words, what cannot be told apart."""

    removal: Removal
    unmatched: list[str]
    left: list[str]


def entries_of(arguments: Iterable[str]) -> list[str]:
    """Return the entries that arguments name: ids, addresses, and files with a list of these.

    Raises `ValueError` with what to use, and `OSError`.
    """
    found = []
    for one in arguments:
        path = Path(one)
        if path.is_file():
            found += read_entries(path)
        elif is_entry(one):
            found.append(one)
        else:
            advice = "use an id (hanoimoi/1305109), an address (https://…), or a file with one on each line"
            raise ValueError(f"invalid {one!r}; {advice}")
    for entry in found:
        if is_address(id_of(entry)):
            raise ValueError(f"invalid address {entry!r}; use that of an article, or its id (hanoimoi/1305109)")
    return list(dict.fromkeys(found))


def plan_removal(data: Path, entries: Iterable[str]) -> RemovalPlan:
    """Find the lines of the articles that entries name, in any revision, and the other ids under which they stand.

    Reads all segments, also damaged lines. Raises `OSError`.
    """
    stated = {entry: id_of(entry) for entry in entries}
    paths = finished_segments(data)
    found = find_lines(paths, stated.values())
    ids = {id: "address" if is_address(entry) else "id" for entry, id in stated.items()}
    ids |= {id: "address" for id in found.lines if id not in ids}
    names = {*ids, *found.names}
    removal = Removal(
        utc_now(),
        ids,
        sorted(names),
        aliases=found.aliases,
        lines=dict(found.lines),
        segments=[path.relative_to(data).as_posix() for path in found.segments],
        places=[(file, offset, id) for (file, offset), id in found.places.items()],
    )
    sources = {data / "articles" / source for source in removal.sources}
    unread = [fault.path for fault in found.unreadable if fault.path not in found.segments]
    left = [
        f"{path} is damaged, and may have more of it: `corpus verify --mend`, then remove it again"
        for path in dict.fromkeys([*unread, *found.unknown])
        if path.parents[1] in sources and (found.unknown[path] or path in unread)
    ]
    return RemovalPlan(removal, [entry for entry, id in stated.items() if id not in found.names], left)
