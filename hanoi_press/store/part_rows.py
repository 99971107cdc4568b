"""Merge the ledger's rows of a part into the main ledger, in any order of the parts and any number of times.

A row that the main ledger still has as the part was seeded with it is replaced or deleted as in the part. If another
part of the same source changed it meanwhile, the later one of the two counts, by a total order for each table.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from hanoi_press.store.ledger import Ledger
from hanoi_press.store.ledger_rows import PAGE, Row, RowKind, Touched
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.part_archives import MovedRecords

_ORDERS: dict[str, tuple[str, ...]] = {  # columns that tell the later of two rows, the first one that differs
    "listing": ("settled", "stamp"),
    "cycle": ("number",),
    "coverage": ("cycle", "newest", "begun"),
    "listed": (),
    "capture": ("fetched", "tried", "of_line"),
    "answer": ("asked",),
    "wording": ("noted",),
}


def merge_rows(
    main: Ledger, part: Ledger, moved: MovedRecords, own: Mapping[str, int], removed: Collection[str] = ()
) -> int:
    """Merge the rows that a part changed, in one transaction that is on the disk at its end. Return their number.

    The lines of the part must be in the main folder; `own`: as `PartLines.own_lines`; `removed`: articles of which
    nothing is merged. Raises `sqlite3.Error`.
    """
    if not part.has_log:
        return 0
    count = 0
    with main.synced(), main.transaction():
        for one in part.touched():
            if one.key[0] in removed:
                continue
            if one.kind is PAGE:
                count += _merge_page(main, part, one, own)
            else:
                count += _merge_row(main, part, one, moved)
    return count


def _merge_row(main: Ledger, part: Ledger, one: Touched, moved: MovedRecords) -> bool:
    """Merge a row; return True if the main one is another one now."""
    kind, new, known = one.kind, part.row(one.kind, one.key), main.row(one.kind, one.key)
    new = _placed(kind, new, moved) if new is not None else None
    mine, theirs = (None if row is None else kind.compared(row) for row in (known, new))
    if mine == theirs or theirs == one.base:
        return False
    if mine != one.base and _order(kind, theirs) <= _order(kind, mine):
        return False
    if new is None:
        main.drop_row(kind, one.key)
    else:
        main.put_row(kind, new)
    return True


def _placed(kind: RowKind, row: Row, moved: MovedRecords) -> Row:
    """Return a row of the table `capture` with the place of its answer in the main folder; any other one as it is."""
    if kind.table != "capture":
        return row
    names = (*kind.key, *kind.columns)
    found = dict(zip(names, row, strict=True))
    if found["file"] is None or found["start"] is None:
        return row
    found["file"], found["start"] = moved.place(found["file"], found["start"]) or (found["file"], found["start"])
    return tuple(found[name] for name in names)


def _order(kind: RowKind, row: Row | None) -> tuple[Any, ...]:
    """Return what sorts the rows of a table: one that was deleted is the earliest, a later one sorts higher."""
    if row is None:
        return (0,)
    found = dict(zip((*kind.key, *kind.columns), row, strict=True))
    first = [_ranked(found[name]) for name in _ORDERS.get(kind.table, ())]
    if kind.table in ("cycle", "listed"):  # one that has ended, a statement that is kept for good
        ends = found["started" if kind.table == "cycle" else "asked"]
        first += [(2, 0) if ends is None else _ranked(ends)]
    return (1, *first, *map(_ranked, row))


def _ranked(value: Any) -> tuple[int, Any]:
    """Return a value so that it can be compared with any other one of its column; NULL is the smallest."""
    return (0, 0) if value is None else (1, value)


# --- pages ------------------------------------------------------------------------------------------------------------


def _merge_page(main: Ledger, part: Ledger, one: Touched, own: Mapping[str, int]) -> bool:
    (id,) = one.key
    page, known = part.find(id), main.find(id)
    if page is None:
        return False
    if known is not None and known.state == "article" and page.state != "article" and id in own:
        # the run stored it, and found then that its words are another page's, or its line was lost
        segment = None if page.segment is None else known.segment
        merged: Page | None = page._replace(revision=page.revision + own[id], segment=segment)
    else:
        merged = merged_page(known, one.base, page)
    if merged == known or merged is None:
        return False
    main.put(merged)
    if known is not None and known.born != merged.born:
        main.put_born(id, merged.born)
    return True


def merged_page(known: Page | None, base: Row | None, page: Page) -> Page | None:
    """Return what the main ledger is to have of a page; `base`: the row with which the part was seeded.

    What is known of the words stays, because the lines of the part were kept before. Words that are not in the main
    folder are requested again.
    """
    if _row(page) == base or (known is not None and not _is_later(page, base, known)):
        return known
    if known is None or known.state not in ("article", "lost"):
        segment = None if known is None else known.segment
        return _lost(page) if page.state == "article" else page._replace(segment=segment)
    if page.state != "article":
        return page._replace(segment=known.segment)
    if known.state != "article":
        return _lost(page)
    return with_words_of(page, known)


def with_words_of(page: Page, known: Page) -> Page:
    """Return what a part recorded of a page, with the words of the article as the main ledger knows it."""
    names = ("hash", "revision", "segment")
    merged = page._replace(**{name: getattr(known, name) for name in names}, metadata=known.metadata or page.metadata)
    return merged if page.hash == known.hash else merged._replace(etag=None, changed=None)


def _lost(page: Page) -> Page:
    return page._replace(state="lost", segment=None, etag=None, changed=None, tries=0, seen=0)


def is_later(page: Page, base: Page | None, known: Page) -> bool:
    """Return True if the page of the part counts, not the known one; `base`: as it was seeded."""
    return _is_later(page, None if base is None else _row(base), known)


def _is_later(page: Page, base: Row | None, known: Page) -> bool:
    return _row(known) == base or page_order(page) > page_order(known)


def is_merged(known: Page, page: Page) -> bool:
    """Return True if the main ledger has a page that gave no article as the part has it, perhaps by another number."""
    return page.state != "article" and _row(known._replace(revision=page.revision)) == _row(page)


def page_order(page: Page) -> tuple[Any, ...]:
    """Return what sorts two states of a page: an article is the latest, then the one that was requested last."""
    return (page.state == "article", _ranked(page.asked), page.revision, *map(_ranked, _row(page)))


def _row(page: Page) -> Row:
    found = page._asdict()
    return tuple(found[name] for name in (*PAGE.key, *PAGE.columns))
