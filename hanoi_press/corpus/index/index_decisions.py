"""Decide which lines of the index are shown, by the rule of `load`, and bring the articles in line with that."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from hanoi_press.corpus.index.indexed_lines import IndexDamaged, delete_article, insert_articles, stored_rows
from hanoi_press.store.line_rules import MovedLines, Reading, verdict

_SUPERSEDED, _LEFT_OUT = 1, 2  # values of `hidden`
_PLACES = 40  # bits for the number of a line in its segment


class _TouchedLine(NamedTuple):
    """A line whose id was touched; `order` is its place among all lines of all segments."""

    order: int
    number: int
    id: str
    revision: int
    hash: bytes
    place: bytes
    fetched: str
    address_id: str | None
    broken: str | None
    state: tuple[int, int, int | None]  # shown, hidden, conflict


# CROSS JOIN makes SQLite go through the small table and look up its rows in the large one.


def decide(db: sqlite3.Connection, ranks: Mapping[int, int]) -> None:
    """Decide for all lines of the ids in `touched`; `ranks` are the places of the segments in the order of `load`.

    Which articles have to be written or deleted is noted in the tables `addition` and `gone`.
    """
    addresses_count = db.execute("SELECT 1 FROM state WHERE name = 'addresses' AND value = '1'").fetchone() is not None
    for id, found in groupby(_lines(db, ranks), key=lambda line: line.id):
        group = sorted(found)
        wanted = _decide_group(db, group, is_removed=_is_removed(db, id, group, addresses_count))
        current = db.execute("SELECT number FROM article WHERE id = ?", (id,)).fetchone()
        if (current and current[0]) != wanted:
            if current:
                db.execute("INSERT INTO gone VALUES (?)", current)
            if wanted is not None:
                db.execute("INSERT INTO addition VALUES (?)", (wanted,))
    db.execute(
        "INSERT INTO gone SELECT article.number FROM touched CROSS JOIN article USING (id)"
        " WHERE NOT EXISTS (SELECT 1 FROM line WHERE line.id = touched.id)"
    )


def _lines(db: sqlite3.Connection, ranks: Mapping[int, int]) -> Iterator[_TouchedLine]:
    rows = db.execute(
        "SELECT segment, in_segment, number, id, revision, hash, place, fetched, address_id, broken, shown, hidden,"
        " conflict FROM touched CROSS JOIN line USING (id) ORDER BY id"
    )
    for segment, in_segment, number, id, revision, hash, place, fetched, address_id, broken, *state in rows:
        if segment not in ranks:
            raise IndexDamaged(f"line {number} of the index is of no segment")
        order = ranks[segment] << _PLACES | in_segment
        shown, hidden, conflict = state
        own = (id, revision, hash, place, fetched, address_id, broken)
        yield _TouchedLine(order, number, *own, (shown, hidden, conflict))


def _is_removed(db: sqlite3.Connection, id: str, group: list[_TouchedLine], addresses_count: bool) -> bool:
    ids = {id, *(line.address_id for line in group if line.address_id)} if addresses_count else {id}
    return any(db.execute("SELECT 1 FROM removed WHERE id = ?", (one,)).fetchone() for one in ids)


def _decide_group(db: sqlite3.Connection, group: list[_TouchedLine], *, is_removed: bool) -> int | None:
    """Decide for the lines of an id, in their order; return the number of the one that `load` yields."""
    newest = max(line.revision for line in group)
    states: dict[int, tuple[int, int, int | None]] = {}
    by_order = {line.order: line for line in group}
    above = MovedLines()
    for revision in sorted({line.revision for line in group}, reverse=True):
        same = [line for line in group if line.revision == revision]
        readings = [Reading(line.id, line.revision, line.hash, line.place, line.fetched, line.order) for line in same]
        counting, moved = above.part(readings)
        states |= {one.line_index: (0, _LEFT_OUT, None) for one in moved}
        if not counting:
            continue
        found = verdict(counting, {line.order for line in same if line.broken is not None})
        superseded = _SUPERSEDED if revision < newest else 0
        states |= {order: (int(by_order[order].broken is None), _SUPERSEDED, None) for order in found.earlier}
        states |= dict.fromkeys(found.repeats, (0, _LEFT_OUT, None))
        states |= dict.fromkeys(found.conflicts, (0, superseded, by_order[found.loaded].number))
        states |= dict.fromkeys(found.broken, (0, 0, None))
        states[found.loaded] = (int(by_order[found.loaded].broken is None), superseded, None)
    wanted = None
    for line in group:
        state = (0, _LEFT_OUT, None) if is_removed else states[line.order]
        if state != line.state:
            db.execute("UPDATE line SET shown = ?, hidden = ?, conflict = ? WHERE number = ?", (*state, line.number))
        if state[:2] == (1, 0):
            wanted = line.number
    return wanted


def write_decisions(db: sqlite3.Connection) -> None:
    """Delete and write the articles that `decide` has noted, in the order of their numbers.

    Raises `IndexDamaged` if what is to be deleted cannot be read.
    """
    for (number,) in db.execute("SELECT number FROM gone ORDER BY number").fetchall():
        delete_article(db, number)
    for number, data in db.execute(
        "SELECT number, data FROM addition CROSS JOIN content USING (number) ORDER BY number"
    ):
        insert_articles(db, [(number, stored_rows(data))])
