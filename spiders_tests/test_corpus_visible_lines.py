"""Which lines count, against a plain reading of the rule: any mixture of ids, revisions, repeats and contradictions."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.corpus import load
from hanoi_press.items import ArchiveRef, Article
from hanoi_press.store.segment_writer import to_line
from hanoi_press.store.takedown import take_down
from spiders_tests.corpora import article, put

Written = tuple[int, int, str, int]  # id, revision, title, the offset of its answer in the archive; 0: not archived

ENTRY = st.tuples(st.integers(1, 3), st.integers(1, 3), st.sampled_from("AB"), st.integers(0, 2))
SEGMENTS = st.lists(st.lists(ENTRY, max_size=5), min_size=1, max_size=3)


def rule(entries: list[Written], latest: bool, gone: set[int], foreign: bool) -> tuple[list[tuple[int, int, str]], int]:
    """What loads, in order, and how many lines contradict an earlier one.

    Of the readings of one answer the last one counts, if it was written by us.
    """
    newest = {one: max(revision for id, revision, *_ in entries if id == one) for one, *_ in entries}
    wanted = [one for one in entries if one[0] not in gone and not (latest and one[1] < newest[one[0]])]
    loaded, faults = [], set()
    for id, revision in dict.fromkeys(one[:2] for one in wanted):
        same = [(at, *one) for at, one in enumerate(wanted) if one[:2] == (id, revision)]
        readings: dict[int, list[Any]] = {}  # by place, the last reading
        for at, _, _, title, place in same:
            key = place if place and not foreign else -at
            if key not in readings or key > 0:
                readings[key] = [at, title]
        (at, title), *others = readings.values()
        loaded.append((at, (id, revision, title)))
        faults |= {other for other, words in others if words != title}
    return [one for _, one in sorted(loaded)], len(faults)


def line_of(id: int, revision: int, title: str, place: int) -> Article:
    archive = ArchiveRef("archive/x.warc.gz", place) if place else None
    return replace(article(f"x/{id}", revision=revision, title=title), archive=archive)


@settings(max_examples=60, deadline=None)
@given(SEGMENTS, st.booleans(), st.sets(st.integers(1, 3), max_size=1), st.booleans())
def test_every_mixture(parts: list[list[Written]], latest: bool, gone: set[int], foreign: bool) -> None:
    """`foreign`: lines as another program would write them, with spaces and another order of keys."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        take_down(data, [f"x/{id}" for id in gone])
        for number, entries in enumerate(parts):
            records = [line_of(*entry).to_dict() for entry in entries]
            if foreign:
                records = [dict(reversed(record.items())) for record in records]
            put(data, f"x/2026-11/{number}.jsonl{'.zst' if number % 2 else ''}", *map(to_line, records))
        articles = load(data, revisions="latest" if latest else "all", on_error="skip")
        got = [(int(one.id[2:]), one.revision, one.title) for one in articles]
        flat = [entry for entries in parts for entry in entries]
        assert (got, articles.skipped) == rule(flat, latest, gone, foreign)


def test_a_broken_line_replaces_no_reading_of_the_same_answer(tmp_path: Path) -> None:
    sound, again = line_of(1, 1, "A", 7).to_dict(), line_of(1, 1, "B", 7).to_dict()
    put(tmp_path, "x/2026-11/1.jsonl", to_line(sound), to_line(again | {"tags": 7}))
    found = load(tmp_path, on_error="skip")
    assert ([one.title for one in found], found.skipped) == (["A"], 1)
    put(tmp_path, "x/2026-11/2.jsonl", to_line(again))
    found = load(tmp_path, on_error="skip")
    assert ([one.title for one in found], found.skipped) == (["B"], 1)
