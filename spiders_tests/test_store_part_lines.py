"""`store/part_lines.py`: whatever two attempts read and whichever is merged first, its last words are the same."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hanoi_press.items import Listed
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.late_captures import insert_by_time
from hanoi_press.store.ledger_tables import LEDGER
from hanoi_press.store.part_merge import merge_part
from hanoi_press.store.scope import RunScope
from hanoi_press.store.takedown import take_down
from spiders_tests.corpus_lines import article, corpus, opened
from spiders_tests.parts import SOURCE, crawling, merged, part_of

START = int(datetime(2026, 11, 24, tzinfo=UTC).timestamp())
READS = st.lists(
    st.tuples(st.integers(1, 2), st.sampled_from("abc"), st.integers(0, 5), st.booleans()),
    min_size=1,
    max_size=4,
    unique_by=lambda read: read[2],
)


def crawl(data: Path, reads: list[tuple[int, str, int, bool]], turn: int) -> None:
    """Read articles, each at a time and in a cycle of its own; some differ in the author only."""
    with opened(data) as folder:
        for number, words, at, has_author in sorted(reads, key=lambda read: read[2]):
            history = SourceHistory(folder, SOURCE, RunScope())
            moment = START + (2 * at + turn if turn else at - 10)
            one = replace(
                article(number, words),
                fetched_at=f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%dT%H:%M:%SZ}",
                authors=["An"] if has_author else [],
            )
            history.mark_requested(one.id, one.url, None)
            history.mark_arrived(one.id, one.id, None, None)
            history.keep(one)
            folder.ledger._db.execute("UPDATE page SET asked = ? WHERE id = ?", (moment, one.id))
            history.finish(walked=True)


def last_words(data: Path) -> dict[str, str]:
    found = {id: words for id, _, words in corpus(data)}  # sorted by revision
    with opened(data) as folder:
        for id, words in found.items():
            page = folder.ledger.find(id)
            assert page is not None and page.hash == article(int(id[-1]), words).content_hash
    return found


@settings(max_examples=3, deadline=None, phases=(Phase.generate,))
@given(before=READS, one=READS, two=READS)
def test_two_attempts(before: list[Any], one: list[Any], two: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        main = root / "main"
        crawl(main, before, 0)
        parts = []
        with opened(main) as folder:
            for number, reads in ((1, one), (2, two)):
                part = part_of(folder, f"part{number}")
                crawl(part, reads, number)
                parts.append(Path(shutil.move(part, root / part.name)))
        orders = {"ab": parts, "ba": parts[::-1], "aba": [*parts, parts[0]], "bb": [parts[1], parts[1]], "b": parts[1:]}
        for order, chosen in orders.items():
            shutil.copytree(main, root / order)
            merged(root / order, *chosen)
            keys = [line[:2] for line in corpus(root / order)]
            assert len(keys) == len(set(keys))
        assert last_words(root / "ab") == last_words(root / "ba")
        assert corpus(root / "aba") == corpus(root / "ab")
        assert corpus(root / "bb") == corpus(root / "b")
        shutil.copytree(main, root / "direct")
        crawl(root / "direct", two, 2)
        assert corpus(root / "b") == corpus(root / "direct")
        if not {read[0] for read in one} & {read[0] for read in two}:
            assert corpus(root / "ab") == corpus(root / "ba")


@pytest.mark.parametrize("words", ["abc", "cba", "bca"])
def test_a_part_that_changed_an_article_twice_adds_its_lines_once(tmp_path: Path, words: str) -> None:
    """Also if it was read in one second, or came back to earlier words, so that lines differ in the author only."""
    main = tmp_path / "main"
    crawl(main, [(1, words[0], 1, True), (2, words[0], 2, False)], 0)
    with opened(main) as folder:
        part = part_of(folder)
        crawl(part, [(1, words[1], 1, False), (1, words[0], 3, False), (1, words[1], 4, True)], 1)
        crawl(part, [(2, words[1], 5, False)], 1)
        crawl(part, [(2, words[2], 5, False)], 1)
        copy = Path(shutil.copytree(part, tmp_path / "copy"))
        merge_part(folder, part)
    before = corpus(main)
    assert [one[:2] for one in before] == [
        (f"{SOURCE}/{n}", r) for n, most in ((1, 4), (2, 3)) for r in range(1, most + 1)
    ]
    merged(main, copy)
    assert corpus(main) == before


@pytest.mark.parametrize("reread", [False, True])
def test_a_part_that_was_seeded_before_a_late_answer_came(tmp_path: Path, reread: bool) -> None:
    """Its lines follow the one that it knew, under whatever number that is now; merged twice, they are there once."""
    main = tmp_path / "main"
    crawl(main, [(1, "b", 1, False)], 0)
    with opened(main) as folder:
        part = part_of(folder)
        with opened(part) as folder_of_part:
            if reread:
                better = replace(article(1, "b, và hết."), fetched_at="2026-11-23T23:59:51Z")
                folder_of_part.keep(better, is_reread=True)
        crawl(part, [(1, "c", 1, False), (1, "d", 2, False)], 1)
        copy = Path(shutil.copytree(part, tmp_path / "copy"))
        assert insert_by_time(folder, replace(article(1, "a"), fetched_at="2015-01-01T00:00:00Z")).value == "changed"
        found = merge_part(folder, part)
        page = folder.ledger.find(f"{SOURCE}/1")
        assert page is not None
        assert (page.revision, page.hash, found.older) == (4, article(1, "d").content_hash, 0)
    before = corpus(main)
    again = [(f"{SOURCE}/1", 2, "b, và hết.")] if reread else []
    assert [one for one in before if one[1] > 1] == sorted(
        [(f"{SOURCE}/1", 2, "b"), *again, (f"{SOURCE}/1", 3, "c"), (f"{SOURCE}/1", 4, "d")]
    )
    merged(main, copy)
    assert corpus(main) == before


def test_such_a_part_whose_merge_was_killed_after_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = sorted("cdefgh", key=lambda words: article(1, words).content_hash, reverse=True)[:2]
    main = tmp_path / "main"
    crawl(main, [(1, "b", 1, False)], 0)
    with opened(main) as folder:
        part = part_of(folder)
        crawl(part, [(1, one, 1, False), (1, two, 2, False)], 1)
        copy = Path(shutil.copytree(part, tmp_path / "copy"))
        insert_by_time(folder, replace(article(1, "a"), fetched_at="2015-01-01T00:00:00Z"))

        def killed(*arguments: Any, **more: Any) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            keep, count = folder.keep, iter((1,))
            patch.setattr(folder, "keep", lambda *a, **b: keep(*a, **b) if next(count, 0) else killed())
            merge_part(folder, part)
    merged(main, copy)
    assert [text for _, _, text in corpus(main)] == ["a", "b", "b", one, two]


def test_a_line_that_is_no_article_by_the_schema_is_kept_aside(tmp_path: Path) -> None:
    with opened(tmp_path / "main") as folder:
        part = part_of(folder)
        with crawling(part) as history:
            for number in (1, 2):
                one = article(number)
                one.language = "vi" if number == 1 else "no language"
                history.mark_requested(one.id, one.url, None)
                history.mark_arrived(one.id, one.id, None, None)
                history.keep(one)
        copy = shutil.copytree(part, tmp_path / "copy")
        shutil.rmtree(tmp_path / "main" / "parts")
    (found,) = merged(tmp_path / "main", Path(copy))
    assert (found.new, found.invalid) == (1, 1) and "hanoimoi/2" in found.faults[0]
    assert [one.name.endswith(".jsonl.damaged") for one in found.kept_as] == [True]
    with opened(tmp_path / "main") as folder:
        page = folder.ledger.find(f"{SOURCE}/2")
        assert page is not None and page.state == "lost"


def test_a_page_in_a_part_without_its_ledger_counts_as_requested_when_it_was_fetched(tmp_path: Path) -> None:
    main = tmp_path / "main"
    with opened(main) as folder:
        part = part_of(folder)
    crawl(part, [(1, "a", 2, False)], 1)
    (part / LEDGER).unlink()
    with opened(main) as folder:
        page = folder.ledger.find(f"{SOURCE}/1")
        assert page is not None and (page.asked, page.revision) == (START + 5, 1)
        assert SourceHistory(folder, SOURCE, RunScope()).skip_reason(page.id, None) == "known"


def test_an_article_that_was_taken_down_meanwhile_does_not_come_back(tmp_path: Path) -> None:
    """Neither its line nor what the part's ledger knows of it."""
    main = tmp_path / "main"
    with opened(main) as folder:
        part = part_of(folder)
        with crawling(part) as history:
            for number in (1, 2):
                one = article(number)
                history.mark_requested(one.id, one.url, None)
                history.note_listed(one.id, Listed(title=one.title))
                history.mark_arrived(one.id, one.id, None, None)
                history.keep(one)
        take_down(main, ["https://hanoimoi.vn/ten-khac-1.html"])
        found = merge_part(folder, part)
        assert (found.new, found.removed) == (1, 1)
        assert folder.ledger.find("hanoimoi/1") is None and folder.ledger.find_listed("hanoimoi/1") is None
        assert folder.ledger.find_listed("hanoimoi/2") is not None
    assert [id for id, _, _ in corpus(main)] == ["hanoimoi/2"]
