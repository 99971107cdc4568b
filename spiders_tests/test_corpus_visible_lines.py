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

# id, revision, title, the offset of its answer in the archive (0: not archived), the hour in which it was fetched
Written = tuple[int, int, str, int, int]

ENTRY = st.tuples(
    st.integers(1, 2), st.integers(1, 3), st.sampled_from("AB"), st.integers(0, 2), st.sampled_from([1, 1, 2, 3])
)
SEGMENTS = st.lists(st.lists(ENTRY, max_size=5), min_size=1, max_size=3)


def is_moved(one: Written, entries: list[Written]) -> bool:
    """Return True if the very answer of a line stands again under a higher number."""
    above = [other for other in entries if other[0] == one[0] and other[1] > one[1]]
    placed = [other for other in above if one[3] and other[3]]
    return any(other[3] == one[3] for other in placed) or any(
        (other[2], other[4]) == (one[2], one[4]) for other in above if other not in placed
    )


def rule(entries: list[Written], latest: bool, gone: set[int], foreign: bool) -> tuple[list[tuple[int, int, str]], int]:
    """What loads, in order, and how many lines contradict an earlier one.

    Of the readings of one answer the last one counts, if it was written by us.
    """
    if foreign:  # no answer of theirs has a place that we know
        entries = [(*one[:3], 0, one[4]) for one in entries]
    newest = {one: max(revision for id, revision, *_ in entries if id == one) for one, *_ in entries}
    wanted = [one for one in entries if one[0] not in gone and not is_moved(one, entries)]
    wanted = [one for one in wanted if not (latest and one[1] < newest[one[0]])]
    loaded, faults = [], set()
    for id, revision in dict.fromkeys(one[:2] for one in wanted):
        same = [(at, *one) for at, one in enumerate(wanted) if one[:2] == (id, revision)]
        readings: dict[int, list[Any]] = {}  # by place, the last reading
        for at, _, _, title, place, hour in same:
            key = place or -1 - at
            if key not in readings or key > 0:
                readings[key] = [at, title, hour]
        (at, title, hour), *others = readings.values()
        loaded.append((at, (id, revision, title)))
        others = [one for one in others if one[1] != title]
        inserted = [one for one in others if one[2] < hour]  # the first was moved, and its later line is lost
        loaded += [] if latest else [(other, (id, revision, words)) for other, words, _ in inserted]
        faults |= {other for other, _, _ in others} - {other for other, _, _ in inserted}
    return [one for _, one in sorted(loaded)], len(faults)


def line_of(id: int, revision: int, title: str, place: int, hour: int = 1) -> Article:
    archive = ArchiveRef("archive/x.warc.gz", place) if place else None
    one = replace(article(f"x/{id}", revision=revision, title=title), archive=archive)
    return replace(one, fetched_at=f"2026-11-24T0{hour}:00:00Z")


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


def titles(data: Path, **options: Any) -> tuple[list[str], int]:
    found = load(data, on_error="skip", **options)
    return sorted(f"{one.revision}{one.title}" for one in found), found.skipped


def test_a_late_answer_takes_the_number_of_a_later_one(tmp_path: Path) -> None:
    """A, B; then C, fetched between both: B is moved, and C gets its number."""
    put(
        tmp_path,
        "x/2026-11/1.jsonl",
        *(to_line(line_of(*one).to_dict()) for one in [(1, 1, "A", 1, 1), (1, 2, "B", 2, 5)]),
    )
    put(tmp_path, "x/2026-11/2.jsonl", to_line(line_of(1, 3, "B", 2, 5).to_dict()))
    assert titles(tmp_path) == (["3B"], 0)  # as a kill after the first of the two lines leaves it
    assert titles(tmp_path, revisions="all") == (["1A", "3B"], 0)
    late = to_line(line_of(1, 2, "C", 3, 3).to_dict())
    put(tmp_path, "x/2026-11/3.jsonl", late)
    assert titles(tmp_path) == (["3B"], 0)
    assert titles(tmp_path, revisions="all") == (["1A", "2C", "3B"], 0)


def test_a_moved_line_counts_again_if_its_later_one_is_lost(tmp_path: Path) -> None:
    put(tmp_path, "x/2026-11/1.jsonl", to_line(line_of(1, 1, "B", 2, 5).to_dict()))
    put(tmp_path, "x/2026-11/2.jsonl", to_line(line_of(1, 1, "C", 3, 3).to_dict()))
    assert titles(tmp_path) == (["1B"], 0)
    assert titles(tmp_path, revisions="all") == (["1B", "1C"], 0)


def test_a_moved_line_without_a_place_is_known_by_its_time_and_words(tmp_path: Path) -> None:
    """A salvage takes the place from a line whose archive is gone."""
    put(tmp_path, "x/2026-11/1.jsonl", to_line(line_of(1, 1, "B", 2, 5).to_dict()))
    put(tmp_path, "x/2026-11/2.jsonl", to_line(line_of(1, 2, "B", 0, 5).to_dict()))
    assert titles(tmp_path, revisions="all") == (["2B"], 0)
    put(tmp_path, "x/2026-11/3.jsonl", to_line(line_of(1, 3, "C", 2, 5).to_dict()))
    assert titles(tmp_path, revisions="all") == (["2B", "3C"], 0)
    put(tmp_path, "x/2026-11/3.jsonl", to_line(line_of(1, 3, "B", 0, 5).to_dict()))
    put(tmp_path, "x/2026-11/2.jsonl", to_line(line_of(1, 2, "B", 7, 5).to_dict()))
    put(tmp_path, "x/2026-11/1.jsonl", to_line(line_of(1, 1, "B, đọc sót", 7, 5).to_dict()))
    assert titles(tmp_path, revisions="all") == (["3B"], 0)  # by way of the second line, which is moved itself


def test_lines_of_other_times_or_places_are_not_moved(tmp_path: Path) -> None:
    put(tmp_path, "x/2026-11/1.jsonl", to_line(line_of(1, 1, "B", 2, 5).to_dict()))
    put(tmp_path, "x/2026-11/2.jsonl", to_line(line_of(1, 2, "B", 0, 6).to_dict()))
    assert titles(tmp_path, revisions="all") == (["1B", "2B"], 0)
    put(tmp_path, "x/2026-11/2.jsonl", to_line(line_of(1, 2, "B", 3, 5).to_dict()))
    assert titles(tmp_path, revisions="all") == (["1B", "2B"], 0)  # two answers of one second
