"""Name what is learnt of a source: that of its site, and apart from it that of each year of captures.

The captures of web archives show designs that the site no longer has. What they teach is kept in files of their own
(`templates/hanoimoi@2015.json`, `boilerplate/hanoimoi@2015.json`), so that no page of the site is read by it.
"""

from __future__ import annotations

import re
from pathlib import Path

_AT = "@"
_YEAR = re.compile(r"\d{4}")


def learnt_name(source: str, fetched_at: str, via: str | None) -> str:
    """Return the name under which is kept what a page teaches: the source's, or `hanoimoi@2015` for a capture.

    `fetched_at`: the time of the answer (`2015-02-03T04:05:06Z`); `via`: the web archive whose capture it is, or None.
    """
    year = fetched_at[:4]
    return f"{source}{_AT}{year}" if via and _YEAR.fullmatch(year) else source


def source_of(name: str) -> str:
    """Return the source of a name."""
    return name.partition(_AT)[0]


def year_of(name: str) -> int | None:
    """Return the year of captures that a name states; None for a source's own."""
    _, at, year = name.partition(_AT)
    return int(year) if at and _YEAR.fullmatch(year) else None


def names_of_captures(folder: Path, source: str) -> list[str]:
    """Return the names under which a folder has something of the captures of a source, by year."""
    found = {path.stem for path in folder.glob(f"{source}{_AT}*.*") if year_of(path.stem) is not None}
    return sorted(one for one in found if source_of(one) == source)
