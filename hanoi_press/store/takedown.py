"""Keep the take-down list of a data folder: articles that are in segments but never loaded.

`<data>/corpus/take-down.txt` has an id or an address on each line; `#` begins a comment. The code only adds entries.
They are the tombstones of articles that were removed for good, too (`removal_steps`): no run requests or writes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from hanoi_press.store.atomic import write_whole
from hanoi_press.store.files_by_hand import lines_by_hand
from hanoi_press.store.lock import one_at_a_time

NAME = Path("corpus") / "take-down.txt"
_ID = re.compile(r"[a-z0-9_.-]+/[A-Za-z0-9_.-]+")  # as in the schema


def is_address(entry: str) -> bool:
    """Return True if an entry is an address, not an id."""
    return entry[:8].lower().startswith(("http://", "https://"))


def id_of(entry: str) -> str:
    """Return the id of the article that an address leads to; any other entry is returned as it is.

    All spellings of an address, and all address forms that a site has had for the article, give the same id.
    """
    if not is_address(entry):
        return entry
    from hanoi_press.sources import identify  # imported late, because it takes half a second of a short command

    try:
        return identify(entry).id
    except ValueError:
        return entry


class TakeDown:
    """The articles that are left out, by id; `ids` includes those of addresses."""

    def __init__(self, entries: Iterable[str] = ()) -> None:
        stated = list(entries)
        self.ids = {id_of(entry) for entry in stated}
        self.has_addresses = any(map(is_address, stated))

    def __bool__(self) -> bool:
        return bool(self.ids)

    def names(self, id: str, url: str) -> bool:
        """Return True if the article is on the list, by its id or by the id of its address.

        The two differ only in lines written before a change to the address patterns of their source.
        """
        return id in self.ids or (self.has_addresses and id_of(url) in self.ids)


def is_entry(entry: str) -> bool:
    """Return True for an id or an address."""
    return is_address(entry) or _ID.fullmatch(entry) is not None


def read_entries(path: Path) -> list[str]:
    """Return the entries of a list. Raises `ValueError` with file and line for one that is neither id nor address."""
    entries = []
    for number, line in enumerate(lines_by_hand(path), 1):
        entry = line.partition(" #")[0].strip()
        if not entry or entry.startswith("#"):
            continue
        if not is_entry(entry):
            raise ValueError(
                f"{path}:{number}: invalid entry {entry!r}; use an id (hanoimoi/1305109) or an address (https://…)"
            )
        entries.append(entry)
    return entries


def taken_down(data: Path | None) -> TakeDown:
    """Return the list of a data folder, empty if it has none. Raises `ValueError` for a broken list."""
    path = data / NAME if data else None
    return TakeDown(read_entries(path)) if path and path.exists() else TakeDown()


class TakeDownList:
    """The list of a data folder as it is now: it may be added to while a run works in the folder."""

    def __init__(self, data: Path) -> None:
        self._path = data / NAME
        self._read_at: tuple[int, int, int] | None = None
        self._last = TakeDown()

    def current(self) -> TakeDown:
        """Return the list; entries that are neither id nor address are left out, because other commands report them."""
        try:
            found = self._path.stat()
            read_at = found.st_ino, found.st_size, found.st_mtime_ns
            if read_at != self._read_at:
                self._last, self._read_at = TakeDown(_sound_entries(self._path)), read_at
        except FileNotFoundError:
            self._last, self._read_at = TakeDown(), None
        except (OSError, ValueError):  # the entries that were read before still count
            pass
        return self._last


def _sound_entries(path: Path) -> list[str]:
    stated = (line.partition(" #")[0].strip() for line in lines_by_hand(path))
    return [entry for entry in stated if is_entry(entry)]


def take_down(data: Path, entries: Iterable[str]) -> int:
    """Add entries to the data folder's list permanently; return how many were new. Raises `OSError`."""
    path = data / NAME
    with one_at_a_time(path.parent):
        known = set(read_entries(path)) if path.exists() else set()
        new = [one for one in dict.fromkeys(entries) if one not in known]
        if new:
            old = path.read_text("utf-8-sig") if path.exists() else ""
            write_whole(path, old + ("\n" if old and not old.endswith("\n") else "") + "\n".join(new) + "\n")
    return len(new)
