"""Which lines count, against a plain reading of the rule: any mixture of ids, revisions, repeats and contradictions."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.corpus import load
from hanoi_press.store.segment_writer import to_line
from hanoi_press.store.takedown import take_down
from spiders_tests.corpora import article, put

Written = tuple[int, int, str]  # id, revision, title

ENTRY = st.tuples(st.integers(1, 3), st.integers(1, 3), st.sampled_from("AB"))
SEGMENTS = st.lists(st.lists(ENTRY, max_size=5), min_size=1, max_size=3)


def rule(entries: list[Written], latest: bool, gone: set[int]) -> tuple[list[Written], int]:
    """What loads, in order, and how many lines contradict an earlier one."""
    newest = {one: max(revision for id, revision, _ in entries if id == one) for one, _, _ in entries}
    first: dict[tuple[int, int], str] = {}
    loaded, faults = [], 0
    for id, revision, title in entries:
        if id in gone or (latest and revision < newest[id]):
            continue
        if (id, revision) not in first:
            first[id, revision] = title
            loaded.append((id, revision, title))
        elif first[id, revision] != title:
            faults += 1
    return loaded, faults


@settings(max_examples=60, deadline=None)
@given(SEGMENTS, st.booleans(), st.sets(st.integers(1, 3), max_size=1), st.booleans())
def test_every_mixture(parts: list[list[Written]], latest: bool, gone: set[int], foreign: bool) -> None:
    """`foreign`: lines as another program would write them, with spaces and another order of keys."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        take_down(data, [f"x/{id}" for id in gone])
        for number, entries in enumerate(parts):
            records = [article(f"x/{id}", revision=revision, title=title).to_dict() for id, revision, title in entries]
            if foreign:
                records = [dict(reversed(record.items())) for record in records]
            put(data, f"x/2026-11/{number}.jsonl{'.zst' if number % 2 else ''}", *map(to_line, records))
        articles = load(data, revisions="latest" if latest else "all", on_error="skip")
        got = [(int(one.id[2:]), one.revision, one.title) for one in articles]
        flat = [entry for entries in parts for entry in entries]
        assert (got, articles.skipped) == rule(flat, latest, gone)
