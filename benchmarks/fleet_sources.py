"""Give the units that `benchmarks.fleet` simulates: of a CSV file, or modelled on the sources of the project."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.fleet_simulation import Work
from hanoi_press.engine.unit import Unit
from hanoi_press.harvest.harvest_plan import HarvestPlan, begins_at_any_day
from hanoi_press.sources import Source, sources

COLUMNS = ("name", "host", "pages", "delay")
_MORE = ("units", "dies_at")
_DELAY = (
    1.0  # seconds from request to request: AutoThrottle's twice the latency of a site that answers in half a second
)
_LISTS = 30  # pages of lists that a source costs a night
_RECHECKED = 2  # articles of the last 48 hours are requested again: two nights' worth
_FIRST, _LAST = "2006-01-01", "2025-12-31"
_DAYS = 20 * 365
# Articles a day. hanoimoi's is computed from ids that its addresses had in August 2011 (521,634) and 2022 (1,066,220);
# all others are assumed, so that ministries lie between 5 and 30 and the government's paper near hanoimoi.
_A_DAY = {
    "hanoimoi": 140,
    "baochinhphu": 100,
    "xaydungchinhsach": 30,
    "moit": 25,
    "bocongan": 20,
    "mae": 20,
    "thanhtra": 5,
    "vpcp": 5,
}
_OTHERS_A_DAY = 12


class SourcesError(Exception):
    """Raised if the given sources cannot be simulated; the message is one line and says where the fault is."""


def a_night() -> list[Work]:
    """Return a unit for each source that may be asked: new articles, those of the last 48 hours, lists."""
    return [
        Work(source.name, source.hosts[0], round(_new(source) * (1 + _RECHECKED)) + _LISTS, _DELAY)
        for source in _askable()
    ]


def back_fill() -> list[Work]:
    """Return the units of twenty years, as `harvest --since --until` plans them."""
    found: list[Work] = []
    for source in _askable():
        units = HarvestPlan((source.name,), {"since": _FIRST, "until": _LAST}).units()
        articles = _A_DAY.get(source.name, _OTHERS_A_DAY) * _DAYS
        pages = articles + (_DAYS if begins_at_any_day(source) else articles // 20)  # a sitemap a day, or rows of lists
        found += _split([unit.name for unit in units], source.hosts[0], pages, _DELAY)
    return found


def _askable() -> Iterator[Source]:
    return (source for source in sources().values() if source.status != "refused")


def _new(source: Source) -> int:
    return 0 if source.merged_into else _A_DAY.get(source.name, _OTHERS_A_DAY)


def _split(names: Sequence[str], host: str, pages: int, delay: float) -> list[Work]:
    share, rest = divmod(pages, len(names))
    return [Work(name, host, share + (n < rest), delay) for n, name in enumerate(names)]


def from_file(path: Path) -> list[Work]:
    """Return the units of a CSV file with the columns name, host, pages and delay (seconds). Raises `SourcesError`.

    Optional columns: `units` (the source's pages are split into so many, which follow each other), `dies_at` (a page
    that kills its process).
    """
    found: list[Work] = []
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            head = reader.fieldnames or ()
            if missing := [name for name in COLUMNS if name not in head]:
                raise SourcesError(f"{path}: no column {', '.join(missing)}; the first line names the columns")
            if unknown := [name for name in head if name not in COLUMNS + _MORE]:
                raise SourcesError(f"{path}: unknown column {unknown[0]!r}; known are {', '.join(COLUMNS + _MORE)}")
            for row in reader:
                try:
                    found += _of_row(row)
                except ValueError as error:
                    raise SourcesError(f"{path}, line {reader.line_num}: {error}") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourcesError(f"{path} cannot be read: {error}") from None
    if not found:
        raise SourcesError(f"{path}: no source")
    seen: set[str] = set()
    if twice := next((work.name for work in found if work.name in seen or seen.add(work.name)), None):  # type: ignore[func-returns-value]
        raise SourcesError(f"{path}: two units are named {twice!r}")
    return found


def _of_row(row: Mapping[str | None, str | list[str] | None]) -> list[Work]:
    """Return the units of a row. Raises `ValueError` with what is wrong."""
    if None in row:
        raise ValueError("more values than columns")
    cells = {name: str(value or "").strip() for name, value in row.items()}
    if empty := [name for name in COLUMNS if not cells[name]]:
        raise ValueError(f"no {empty[0]}")
    Unit(cells["name"], "")  # a name that no unit may have is refused there
    pages = _number("pages", cells["pages"], 0)
    units = _number("units", cells.get("units") or "1", 1)
    try:
        delay = float(cells["delay"])
    except ValueError:
        delay = math.nan
    if not 0 < delay <= 86_400:
        raise ValueError(f"delay {cells['delay']!r} is not a number of seconds above 0, at most a day")
    names = [cells["name"]] if units == 1 else [f"{cells['name']}-{n + 1}" for n in range(units)]
    works = _split(names, cells["host"].lower(), pages, delay)
    if page := cells.get("dies_at"):
        works[0] = works[0]._replace(dies_at=_number("dies_at", page, 0))
    return works


def _number(name: str, given: str, least: int) -> int:
    if not given.isascii() or not given.isdigit() or not least <= int(given) <= 10**9:
        raise ValueError(f"{name} {given!r} is not a whole number from {least} to 1,000,000,000")
    return int(given)
