"""The take-down list: articles that whoever reads the corpus never sees again, though segments are not rewritten.

`<data>/corpus/take-down.txt` holds an id or an address a line; `#` begins a comment. Nothing is ever taken off it
by the code.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

NAME = Path("corpus") / "take-down.txt"
_ID = re.compile(r"[a-z0-9_.-]+/[A-Za-z0-9_.-]+")  # as in the schema
_TRACKING = re.compile(r"(?:^|&)(?:utm_[a-z]+|fbclid|gclid|zarsrc)=[^&]*")


def address_key(url: str) -> str:
    """An address for comparison: without scheme, `www.`, tracking parameters, fragment and last slash.

    What is no address is compared as it is.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = _TRACKING.sub("", parts.query).strip("&")
    host = (parts.netloc or "").lower().removeprefix("www.")
    return host + parts.path.rstrip("/") + (f"?{query}" if query else "")


class TakeDown:
    """Ids and addresses that are left out."""

    def __init__(self, entries: Iterable[str] = ()) -> None:
        self.ids: set[str] = set()
        self.addresses: set[str] = set()
        for entry in entries:
            if entry.startswith(("http://", "https://")):
                self.addresses.add(address_key(entry))
            else:
                self.ids.add(entry)

    def __bool__(self) -> bool:
        return bool(self.ids or self.addresses)

    def names(self, id: str, url: str) -> bool:
        """Is this article on the list, by its id or by its address?"""
        return id in self.ids or (bool(self.addresses) and address_key(url) in self.addresses)


def read_entries(path: Path) -> list[str]:
    """The entries of a list. Raises `ValueError`, naming file and line, for one that is neither id nor address."""
    entries = []
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        entry = line.partition(" #")[0].strip()
        if not entry or entry.startswith("#"):
            continue
        if not entry.startswith(("http://", "https://")) and not _ID.fullmatch(entry):
            raise ValueError(f"{path}:{number}: {entry!r} is no id (as hanoimoi/1305109) and no address (https://…)")
        entries.append(entry)
    return entries


def taken_down(data: Path | None) -> TakeDown:
    """The list of a data folder; an empty one where there is none. Raises `ValueError` for a broken list."""
    path = data / NAME if data else None
    return TakeDown(read_entries(path)) if path and path.exists() else TakeDown()


def take_down(data: Path, entries: Iterable[str]) -> int:
    """Adds entries to the data folder's list, for good; returns how many were new."""
    path = data / NAME
    known = read_entries(path) if path.exists() else []
    new = [one for one in dict.fromkeys(entries) if one not in set(known)]
    if new:
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_text("utf-8") if path.exists() else ""
        text = old + ("\n" if old and not old.endswith("\n") else "") + "\n".join(new) + "\n"
        part = path.with_name(path.name + ".part")
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    return len(new)
