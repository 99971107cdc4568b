"""`crawl/drift_alarm.py`: earlier nights of a source and tonight, and what the alarm says."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.crawl.drift_alarm import drift_alarm, few_are_read
from hanoi_press.crawl.night import Night

OWN = {"sharepoint-mae": 3}
FIELDS = {
    "title/css": 3,
    "text/css": 3,
    "published_at/css": 3,
    "summary/css": 3,
    "authors/css": 2,
    "authors/json-ld": 1,
}


def figures(read: int = 3, unreadable: int = 0, **more: Any) -> dict[str, Any]:
    """Return the figures of a run of a ministry with three articles a night; `more` replaces figures."""
    found = {
        "asked": read + unreadable,
        "pages": {"stored": read, "unreadable": unreadable},
        "unreadable_kinds": {"parse": unreadable},
        "new": read,
        "extraction": {"pages": dict(OWN) if read else {}, "fields": dict(FIELDS) if read else {}},
    }
    return found | more


def reading(pages: dict[str, int], fields: dict[str, int], **more: Any) -> dict[str, Any]:
    return figures(sum(pages.values()), extraction={"pages": pages, "fields": fields, **more})


def nights(*found: dict[str, Any]) -> list[Night]:
    """Return earlier nights, the latest first; the last one is that of 2026-11-23."""
    return [Night(f"202611{23 - number:02}", one) for number, one in enumerate(found)]


def reasons(tonight: dict[str, Any], *found: dict[str, Any]) -> list[str]:
    return list(drift_alarm(Night("20261124", tonight), nights(*found)).reasons.values())


HEURISTIC = {name.replace("/css", "/heuristic"): number for name, number in FIELDS.items()}
NO_SUMMARY = {name: number for name, number in FIELDS.items() if name != "summary/css"}
USUAL = [figures()] * 10


@pytest.mark.parametrize(
    ("tonight", "before", "says"),
    [
        (figures(), USUAL, []),
        (figures(), [], []),
        (figures(0), USUAL, []),  # a quiet night
        (figures(0), [], []),
        # unreadable pages
        (figures(0, 3), USUAL, ["0 of 3 pages could be read, usually 100 %"]),
        (figures(0, 3), [figures()], ["0 of 3 pages could be read, usually 100 %"]),
        (figures(0, 3), [], ["0 of 3 pages could be read"]),
        (figures(0, 1), [], ["0 of 1 pages could be read"]),
        (figures(1, 2), [], ["1 of 3 pages could be read"]),
        (figures(2, 1), USUAL, []),
        (figures(1, 1), USUAL, []),
        (figures(2, 1), [], []),
        (figures(3, 0, invalid=4), USUAL, ["3 of 7 pages could be read, usually 100 %"]),
        (figures(0, 0, left_out={"not-found": 3, "gone": 9}), USUAL, ["0 of 3 pages could be read, usually 100 %"]),
        (figures(0, 0, left_out={"gone": 9, "seen": 5, "sponsored": 3, "removed": 9}), USUAL, []),
        # an outage is no drift
        (figures(0, 0, unreadable_kinds={"timeout": 24}), USUAL, []),
        # a source of which nothing is readable never gets used to it
        (figures(0, 3), [figures(0, 3, drift_of=["pages"])] * 9, ["0 of 3 pages could be read"]),
        # another layer
        (reading({"heuristic": 3}, HEURISTIC), USUAL, ["read by heuristic instead of sharepoint-mae on 3 of 3 pages"]),
        (
            reading({"heuristic": 3}, HEURISTIC),
            [figures()],
            ["read by heuristic instead of sharepoint-mae on 3 of 3 pages"],
        ),
        (reading({"heuristic": 1, "sharepoint-mae": 2}, FIELDS), USUAL, []),
        (reading({"heuristic": 3}, HEURISTIC), [], []),  # a source without a page class of its own
        (reading({"heuristic": 3}, HEURISTIC), [reading({"heuristic": 3}, HEURISTIC)] * 9, []),
        (reading({"sharepoint-mae-2027": 3}, FIELDS), USUAL, []),  # a second class of the source's own
        (
            reading({"generic": 3}, HEURISTIC),
            [reading({"learnt": 3}, HEURISTIC)] * 9,
            ["read by generic instead of learnt on 3 of 3 pages"],
        ),
        (figures(), [reading({"heuristic": 3}, HEURISTIC)] * 9, []),  # better than usual
        # fields
        (reading(OWN, NO_SUMMARY), USUAL, ["summary on 0 of 3 pages, usually 100 %"]),
        (reading(OWN, NO_SUMMARY), [reading(OWN, NO_SUMMARY)] * 9, []),
        (
            reading(OWN, NO_SUMMARY | {"summary/meta": 3}),
            USUAL,
            ["summary by selector on 0 of 3 pages, usually 100 %"],
        ),
        (reading(OWN, FIELDS | {"authors/css": 0}), USUAL, []),  # of three articles one has an author
        (
            reading(OWN, {"title/css": 3, "text/css": 3}),
            [],
            ["published_at on 0 of 3 pages"],
        ),
        (reading({"generic": 3}, {"title/css": 3, "text/css": 3}), [], []),
        (reading(OWN, NO_SUMMARY), [figures(is_special=True)] * 9, []),  # pages of other years
        (reading(OWN, NO_SUMMARY) | {"is_special": True}, USUAL, []),
        # confidence, lists, known articles
        (
            reading(OWN, FIELDS, confidence={"low": 3}),
            [reading(OWN, FIELDS, confidence={"high": 3})] * 9,
            ["high confidence on 0 of 3 pages, usually 100 %"],
        ),
        (reading(OWN, FIELDS, confidence={"low": 3}), USUAL, []),  # lines of an earlier version state none
        (
            figures(lists={"heuristic": 4}),
            [figures(lists={"selectors": 4})] * 3,
            ["0 of 4 lists read by selectors, usually 100 %"],
        ),
        (figures(lists={"heuristic": 4}), USUAL, []),
        (
            figures(changed=12, same_words=0),
            [figures(changed=0, same_words=6)] * 6,
            ["0 of 12 known articles with the same words, usually 100 %"],
        ),
        (figures(changed=12, announced=11, same_words=1), [figures(changed=0, same_words=6)] * 6, []),  # lists said so
        (  # captures of web archives have the words of their day
            figures(
                changed=12, same_words=1, via={"wayback": {"changed": 8}, "commoncrawl": {"changed": 4}, "x": None}
            ),
            [figures(changed=0, same_words=6)] * 6,
            [],
        ),
        # what is no figure
        (figures(), [{"asked": 3, "pages": 7, "extraction": [], "left_out": None, "drift_of": 3, "notes": 1}], []),
        (figures(), [{"extraction": {"pages": {"x": "y"}, "fields": {"title": -3}}}], []),
    ],
)
def test_the_alarm(tonight: dict[str, Any], before: list[dict[str, Any]], says: list[str]) -> None:
    assert reasons(tonight, *before) == says


def test_a_source_of_one_article_a_night_rings_on_the_second() -> None:
    one, lost = {"pages": {"moj": 1}, "fields": {"title/css": 1, "published_at/css": 1}}, {"pages": {"generic": 1}}
    usual = [figures(1, extraction=one)] * 9
    assert reasons(figures(1, extraction=lost | {"fields": one["fields"]}), *usual) == []
    again = [figures(1, extraction=lost | {"fields": one["fields"]}), *usual]
    assert reasons(figures(1, extraction=lost | {"fields": one["fields"]}), *again) == [
        "read by generic instead of moj on 1 of 1 pages"
    ]
    assert reasons(figures(1, extraction=one), *again) == []  # mended


def run(*found: dict[str, Any], days: int = 1) -> list[list[str]]:
    """Return the reasons of each night; `days`: from one run to the next."""
    past: list[Night] = []
    said = []
    for number, one in enumerate(found):
        day = f"202611{1 + number * days:02}"
        alarm = drift_alarm(Night(day, one), past)
        past.insert(0, Night(day, one | {"drift_of": list(alarm.reasons), "notes": alarm.notes}))
        said.append(list(alarm.reasons) + [f"note {note}" for note in alarm.notes.values()])
    return said


def test_a_redesign_that_stays_is_usual_after_three_nights() -> None:
    other = reading({"heuristic": 3}, HEURISTIC)
    said = run(*[figures()] * 5, *[other] * 6, *[figures()] * 2, other)
    assert said[:5] == [[]] * 5 and said[5:8] == [["layer/selectors"]] * 3 and said[8:11] == [[]] * 3
    assert said[11:13] == [[]] * 2  # mended
    assert run(*[figures()] * 5, *[other] * 6, days=0)[5:] == [["layer/selectors"]] * 6  # runs of one day


def test_another_version_of_ours_may_read_by_other_layers_and_words() -> None:
    """Its first nights ring for missing pages and fields only; the nights of the new version are compared again."""
    before = [reading(OWN, FIELDS, confidence={"high": 3}) | {"reading": "a", "same_words": 3}] * 10
    more = {"reading": "b", "lists": {"heuristic": 4}, "changed": 3}
    tonight = reading({"heuristic": 3}, HEURISTIC, confidence={"low": 3}) | more
    assert reasons(tonight, *before) == []
    layer, *others = reasons(tonight | {"reading": "a"}, *before)
    assert (layer, len(others)) == ("read by heuristic instead of sharepoint-mae on 3 of 3 pages", 2)
    assert reasons(tonight, *[figures()] * 10) == []  # older records state no reading
    assert reasons(figures(0, 3, reading="b"), *before) == ["0 of 3 pages could be read, usually 100 %"]
    no_summary = {name: number for name, number in HEURISTIC.items() if not name.startswith("summary")}
    gone = reading({"heuristic": 3}, no_summary) | {"reading": "b"}
    assert reasons(gone, *before) == ["summary on 0 of 3 pages, usually 100 %"]
    own = figures(reading="b")
    assert reasons(tonight, own, own, own, *before) == ["read by heuristic instead of sharepoint-mae on 3 of 3 pages"]


def test_one_page_that_is_never_readable_is_no_alarm() -> None:
    for read in (1, 2, 3):
        assert run(*[figures(read)] * 5, *[figures(read, 1)] * 5)[5:] == [[]] * 5


def test_weekends_that_are_different_ring_twice_at_most() -> None:
    week = [figures()] * 5 + [reading(OWN, NO_SUMMARY)] * 2
    said = run(*week * 4)
    assert said[5:7] == [["field/summary"]] * 2  # the first weekend
    assert said[14:] == [[]] * 14


def test_a_field_that_stays_empty_is_noted() -> None:
    said = run(*[figures()] * 5, *[reading(OWN, NO_SUMMARY)] * 6, *[figures()] * 2)
    assert said[5:8] == [["field/summary"]] * 3
    assert said[8:11] == [["note summary on 0 of 3 pages; until 2026-11-06 in 100 %"]] * 3
    assert said[11:] == [[]] * 2


def test_a_note_outlives_the_records_of_the_change() -> None:
    noted = [figures(0) | {"notes": {"field/summary": "summary since long"}}]
    for tonight, stays in ((reading(OWN, NO_SUMMARY), True), (figures(), False), (figures(0), True)):
        notes = drift_alarm(Night("20261124", tonight), nights(*noted)).notes
        assert (notes == {"field/summary": "summary since long"}) is stays


def test_a_fault_that_was_mended_rings_again() -> None:
    broken = figures(0, 3)
    assert run(*[figures()] * 3, *[broken] * 5, figures(), broken)[3:] == [["pages"]] * 5 + [[], ["pages"]]


@pytest.mark.parametrize(
    ("found", "few"),
    [
        ({"pages": {"unchanged": 30}, "unreadable_kinds": {"parse": 24}}, True),
        ({"pages": {"unchanged": 30}, "unreadable_kinds": {"parse": 1}}, False),
        ({"pages": {"unchanged": 30}, "same_words": 30, "unreadable_kinds": {"parse": 24}}, False),
        ({"pages": {"stored": 3}, "unreadable_kinds": {"parse": 3}}, True),
        ({"pages": {"stored": 4}, "unreadable_kinds": {"parse": 3}}, False),
        ({"pages": {"outside": 1}, "unreadable_kinds": {"parse": 1}}, False),
        ({"pages": {"stored": 1}, "unreadable_kinds": {"too-costly": 1}, "invalid": 1}, True),
        ({"pages": {}, "unreadable_kinds": {"reset": 24}}, False),
    ],
)
def test_few_are_read(found: dict[str, Any], few: bool) -> None:
    assert few_are_read(Night("", found)) is few


@settings(max_examples=60)
@given(st.integers(0, 20), st.integers(1, 20), st.integers(0, 12), st.integers(0, 6), st.integers(1, 12))
def test_fewer_pages_read_never_end_the_alarm(read: int, unread: int, each: int, odd: int, before: int) -> None:
    """The pages of tonight stay the same, some more of them are unreadable."""
    past = nights(*[figures(each, odd)] * before)

    def rings(good: int) -> bool:
        return "pages" in drift_alarm(Night("20261124", figures(good, read + unread - good)), past).reasons

    if rings(read):
        assert all(rings(good) for good in {0, read // 2, max(read - 1, 0)})


def test_normal_nights_of_a_ministry_ring_hardly_ever() -> None:
    """Three ministries, 200 nights each, 0 to 5 articles a night: at most one night of 300 rings."""
    shares = {"title/css": 1, "text/css": 1, "published_at/css": 1, "summary/css": 0.97, "authors/css": 0.85}
    shares |= {"section/css": 0.99, "tags/css": 0.6, "images/css": 0.8, "attribution/css": 0.2}
    rung = []
    for seed in range(3):
        chance = random.Random(seed)
        past: list[Night] = []
        for number in range(200):
            count = 0 if number % 7 in (5, 6) else chance.randint(0, 5)  # none on weekends
            fields = {name: sum(chance.random() < share for _ in range(count)) for name, share in shares.items()}
            low = sum(chance.random() < 0.05 for _ in range(count))
            odd = int(chance.random() < 0.02 and count > 1)
            confidence = {"high": count - low, "low": low}
            found = figures(count, odd, scope="all", leads=20)
            found["extraction"] = {"pages": {"mae": count}, "fields": fields, "confidence": confidence}
            day = f"2026{1 + number // 28:02}{1 + number % 28:02}"
            alarm = drift_alarm(Night(day, found), past[:30])
            rung += list(alarm.reasons)
            past.insert(0, Night(day, found | {"drift_of": list(alarm.reasons)}))
    assert len(rung) <= 2, rung
