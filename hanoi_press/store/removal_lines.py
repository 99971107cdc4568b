"""Find the lines of articles in segments, whole or damaged, by id and by the id to which their address leads."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from hanoi_press.store.segments import Fault, raw_lines
from hanoi_press.store.takedown import id_of

_HEAD = re.compile(rb'\{"id":"([^"\\]+)",')  # as our writer prints it
_URL = b'"url":"'
_ARCHIVE = re.compile(rb'"archive":\{"file":"([^"\\]+)","offset":(\d{1,16})\}\}')
_ANY_ID, _ANY_URL = (re.compile(rb'"%s"\s*:\s*"([^"]{1,4000})"' % name) for name in (b"id", b"url"))


class NamedLine(NamedTuple):
    """What a line says of itself: its article's id and address, "" for what it does not state."""

    id: str
    url: str


@dataclass(slots=True)
class FoundLines:
    """The lines of the wanted articles. `lines`: their number by id; `segments`: by path.

    `aliases`: ids to which the addresses of the lines lead, with the id of the line, if that is another one. `places`:
    archive files and offsets that the lines state, with the id. `unreadable`: segments that cannot be read to the end.
    `unknown`: the number of lines that are so damaged that they state no id, by path.
    """

    aliases: dict[str, str] = field(default_factory=dict)
    lines: Counter[str] = field(default_factory=Counter)
    segments: Counter[Path] = field(default_factory=Counter)
    places: dict[tuple[str, int], str] = field(default_factory=dict)
    unreadable: list[Fault] = field(default_factory=list)
    unknown: Counter[Path] = field(default_factory=Counter)

    @property
    def names(self) -> set[str]:
        """All ids under which the articles stand."""
        return {*self.lines, *self.aliases}


def named_line(raw: bytes) -> NamedLine | None:
    """Return id and address of a line, also of one that is torn, damaged or from another program; None if it has none.

    Quotes in strings are escaped, so no text of an article is taken for its id.
    """
    if (head := _HEAD.match(raw)) is not None and (at := raw.find(_URL)) >= 0:
        start = at + len(_URL)
        return NamedLine(_text(head[1]), _text(raw[start : raw.find(b'"', start)]))
    try:
        record = json.loads(raw)
    except (ValueError, RecursionError):
        id, url = _ANY_ID.search(raw), _ANY_URL.search(raw)
        return NamedLine(_text(id[1]) if id else "", _text(url[1]) if url else "") if id or url else None
    return NamedLine(_stated(record, "id"), _stated(record, "url")) if isinstance(record, dict) else None


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _stated(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""


def is_named(line: NamedLine, names: Collection[str], sources: Collection[str]) -> bool:
    """Return True if a line is one of an article, by its id or by the id of its address.

    `sources`: those of the names (`sources_of`). Addresses of other ones are not looked at closely, which takes 0.1 ms.
    """
    return line.id in names or (_source(line.url) in sources and id_of(line.url) in names)


def sources_of(names: Iterable[str]) -> set[str]:
    """Return the sources of articles, by their ids."""
    return {name.partition("/")[0] for name in names}


def _source(url: str) -> str:
    parts = url.split("/", 3)
    return _source_of_host(parts[2].partition("?")[0]) if len(parts) > 2 else ""


@lru_cache(maxsize=1024)
def _source_of_host(host: str) -> str:
    """Return the first part of the ids of a host's articles."""
    return id_of(f"https://{host}/").partition("/")[0]


def find_lines(paths: Iterable[Path], wanted: Iterable[str]) -> FoundLines:
    """Find the lines of articles, by their ids, in one pass over the segments, or more if they stand under other ids.

    Memory: what is found. Raises `OSError`.
    """
    paths, names = list(paths), set(wanted)
    while True:
        found = _find(paths, names)
        if found.names <= names:
            return found
        names |= found.names


def _find(paths: list[Path], names: set[str]) -> FoundLines:
    found, sources = FoundLines(), sources_of(names)
    for path in paths:
        for raw in raw_lines(path, found.unreadable.append):
            line = named_line(raw)
            if line is None:
                found.unknown[path] += not raw.isspace()
                continue
            if not is_named(line, names, sources):
                continue
            address_id = id_of(line.url) if line.url else ""
            found.lines[line.id or address_id] += 1
            if line.id and address_id not in ("", line.id):
                found.aliases[address_id] = line.id
            found.segments[path] += 1
            if (place := _ARCHIVE.search(raw, max(0, len(raw) - 4096))) is not None:
                found.places[_text(place[1]), int(place[2])] = line.id
    return found
