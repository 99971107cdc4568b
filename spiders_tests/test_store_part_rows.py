"""`store/part_rows.py`: rows of parts that were seeded together are the same after merges in any order, and twice."""

from __future__ import annotations

import json
import tempfile
from contextlib import nullcontext
from itertools import permutations
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.store.ledger import Ledger
from hanoi_press.store.ledger_part import seed_ledger
from hanoi_press.store.ledger_rows import KINDS, page_of_row
from hanoi_press.store.ledger_tables import CaptureRow, Coverage, Page
from hanoi_press.store.list_answers import ListAnswer
from hanoi_press.store.part_archives import MovedRecords
from hanoi_press.store.part_rows import merge_rows, merged_page
from spiders_tests.parts import SOURCE

ID = f"{SOURCE}/1"
LIST = "https://hanoimoi.vn/a.xml"
NUMBERS = st.integers(1, 3)
TEXTS = st.sampled_from(["a", "b"])


def change(ledger: Ledger, one: tuple[Any, ...]) -> None:
    """Make one change of a ledger, as runs make them."""
    what, number, text, other = one
    match what:
        case "page":
            state = "failed" if text == "a" else "left"
            ledger.put(Page(ID, SOURCE, "u", state, other, asked=number, tries=number, born=1, seen=number))
        case "capture":
            ledger.captures.put(CaptureRow(ID, SOURCE, "f", number, text, other, number % 2, number))
        case "drop capture":
            ledger.captures.drop(ID)
        case "listing":
            ledger.put_listing(LIST, number, text == "a")
        case "cycle":
            ledger.begin_cycle(SOURCE, number, within=0)
        case "end":
            ledger.end_cycle(SOURCE)
        case "coverage":
            ledger.put_coverage(SOURCE, text, Coverage(number, None, number))
        case "stated":
            ledger.put_stated(SOURCE, vain=number)
        case "forget":
            ledger.forget_discovery(SOURCE)
        case "answer":
            ledger.put_answer(SOURCE, LIST, ListAnswer(text, None, None, text.encode()), number)
        case "same":
            ledger.note_same_answer(LIST, number)
        case "old":
            ledger.drop_old_answers(SOURCE, number)
        case "wording":
            ledger.put_wordings(ID, {"title": [text]}, number)
        case "listed":
            ledger._db.execute("INSERT OR REPLACE INTO listed VALUES (?, ?, ?)", (ID, text, number))
        case "keep":
            ledger.keep_listed(ID)


WHAT = (
    *("page", "capture", "drop capture", "listing", "cycle", "end", "coverage", "stated", "forget", "answer", "same"),
    *("old", "wording", "listed", "keep"),
)
CHANGES = st.lists(st.tuples(st.sampled_from(WHAT), NUMBERS, TEXTS, TEXTS), max_size=8)


def rows(ledger: Ledger) -> list[Any]:
    found = []
    for kind in KINDS.values():
        found.append(sorted(map(repr, ledger._db.execute(f"SELECT {kind.all_columns} FROM {kind.table}"))))
    return found


@settings(max_examples=8, deadline=None)
@given(before=CHANGES, parts=st.lists(CHANGES, min_size=2, max_size=2))
def test_any_order_and_twice(before: list[Any], parts: list[list[Any]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        main = Ledger(folder / "main.sqlite")
        for one in before:
            change(main, one)
        ledgers = []
        for number, changes in enumerate(parts):
            seed_ledger(folder / "main.sqlite", folder / f"{number}.sqlite", SOURCE)
            ledgers.append(Ledger(folder / f"{number}.sqlite"))
            assert rows(ledgers[-1]) == rows(main)
            for one in changes:
                change(ledgers[-1], one)
        found = []
        main._db.execute("PRAGMA synchronous = OFF")
        for order in permutations(ledgers):
            main._db.execute("SAVEPOINT before")
            for ledger in (*order, order[0]):
                main_merge(main, ledger)
            found.append(rows(main))
            main._db.execute("ROLLBACK TO before")
            main._db.execute("RELEASE before")
        assert found[0] == found[1]
        for number, ledger in enumerate(ledgers):
            if not parts[1 - number]:  # the other part changed nothing
                assert found[0] == rows(ledger)
            ledger.close(sealed=False)
        main.close(sealed=False)


def main_merge(main: Ledger, part: Ledger) -> None:
    """Merge inside a savepoint: a transaction of its own is not possible there."""
    with patch.object(main, "transaction", nullcontext), patch.object(main, "synced", nullcontext):
        merge_rows(main, part, MovedRecords({}), {})


def test_a_row_that_was_written_as_it_was_is_no_change(tmp_path: Path) -> None:
    """Else it would replace what another part changed, in one order of the merges and not in the other."""
    main = Ledger(tmp_path / "main.sqlite")
    main.put_listing(LIST, 5, False)
    parts = []
    for number, stamp in ((1, 5), (2, 3)):
        seed_ledger(main.path, tmp_path / f"{number}.sqlite", SOURCE)
        parts.append(Ledger(tmp_path / f"{number}.sqlite"))
        parts[-1].put_listing(LIST, stamp, False)
    for part in (*reversed(parts), *parts):
        merge_rows(main, part, MovedRecords({}), {})
        assert main.listing(LIST) == (3, False)
    for ledger in (main, *parts):
        ledger.close()


def test_only_touched_rows_are_logged_with_what_was_there(tmp_path: Path) -> None:
    main = Ledger(tmp_path / "main.sqlite")
    for number in (1, 2):
        main.put(Page(f"{SOURCE}/{number}", SOURCE, "u", "failed", tries=number))
    seed_ledger(tmp_path / "main.sqlite", tmp_path / "part.sqlite", SOURCE)
    part = Ledger(tmp_path / "part.sqlite")
    assert part.has_log and not main.has_log and list(part.touched()) == []
    for tries in (7, 8):
        part.put(Page(ID, SOURCE, "u", "failed", tries=tries))
    part.put(Page(f"{SOURCE}/3", SOURCE, "u", "failed"))
    found = {one.key: one.base for one in part.touched()}
    assert set(found) == {(ID,), (f"{SOURCE}/3",)} and found[f"{SOURCE}/3",] is None
    base = part.touched_page(ID)
    assert base is not None and base.tries == 1 and page_of_row(found[(ID,)] or ()) == base
    assert part.touched_page(f"{SOURCE}/2") is None
    assert merge_rows(main, main, MovedRecords({}), {}) == 0  # it is no part
    main.close()
    part.close()


def article(**others: Any) -> Page:
    return Page(ID, SOURCE, "u", "article", hash="h", revision=2, segment=7, **others)


def base_of(page: Page) -> tuple[Any, ...]:
    found = page._asdict()
    return tuple(json.loads(json.dumps([found[name] for name in (*KINDS["page"].key, *KINDS["page"].columns)])))


def test_words_that_are_not_there_are_requested_again() -> None:
    """An article in a part's ledger without a line in the main folder: `lost`; with other words: without validators."""
    page = article(etag="e", changed="c", seen=3)
    merged = merged_page(None, None, page)
    assert merged is not None and (merged.state, merged.segment, merged.etag, merged.seen) == ("lost", None, None, 0)
    failed = Page(ID, SOURCE, "u", "failed")
    merged = merged_page(failed, base_of(failed), page)
    assert merged is not None and merged.state == "lost"
    known = article(asked=5)._replace(hash="other", revision=1)
    merged = merged_page(known, base_of(known), page._replace(asked=9))
    assert merged is not None
    assert (merged.hash, merged.revision, merged.segment, merged.etag, merged.asked) == ("other", 1, 7, None, 9)
    merged = merged_page(article(), base_of(article()), page)
    assert merged is not None and (merged.etag, merged.segment) == ("e", 7)
    lost = article()._replace(state="lost", segment=None)
    merged = merged_page(lost, base_of(article()), page._replace(asked=9))
    assert merged is not None and merged.state == "lost"


def test_an_article_is_never_replaced_by_a_page_of_another_part() -> None:
    known = article(asked=5)
    assert merged_page(known, None, Page(ID, SOURCE, "u", "failed", asked=9)) == known
    assert merged_page(known, base_of(known), known._replace(segment=None)) == known  # it was not changed
    alias = Page(ID, SOURCE, "u", "alias", "x", asked=9)
    assert merged_page(known, base_of(known), alias) == alias._replace(segment=7)  # as the run decided
