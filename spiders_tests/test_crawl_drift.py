"""`crawl/drift.py`: when a share of tonight's pages is clearly lower than usual."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.crawl.drift import OPEN, READ, SURE, Rule, Share, has_fallen, usual_share

THREE = [(3, 3)] * 10  # nights of a ministry


@pytest.mark.parametrize(
    ("tonight", "nights", "rule", "fallen"),
    [
        # pages read: one odd page of three is none, three of three are at once
        ((0, 3), THREE, READ, True),
        ((1, 3), THREE, READ, True),
        ((1, 3), [(3, 3)], READ, False),
        ((2, 3), THREE, READ, False),
        ((0, 1), THREE, READ, False),
        ((0, 2), THREE, READ, True),
        ((0, 3), [(3, 3)], READ, True),
        ((0, 3), [(1, 1)], READ, True),
        ((0, 3), [], READ, False),
        ((0, 2), [(1, 1)], SURE, True),
        ((0, 1), [(1, 1)] * 30, SURE, False),
        ((0, 9), [(0, 3)], SURE, False),
        ((0, 4), [(2, 3)], SURE, False),  # a share that is not near 1 gets no prior
        ((0, 0), THREE, READ, False),
        ((70, 100), [(100, 100)] * 5, READ, True),
        ((90, 100), [(100, 100)] * 5, READ, False),
        ((15, 24), [(24, 24)] * 5, READ, True),
        # a source of which a third was never readable
        ((16, 24), [(16, 24)] * 5, READ, False),
        ((1, 3), [(2, 3)] * 10, READ, False),
        ((0, 24), [(16, 24)] * 5, READ, True),
        # another layer
        ((0, 3), THREE, SURE, True),
        ((0, 3), [(3, 3)], SURE, True),
        ((2, 3), THREE, SURE, False),
        ((6, 12), [(12, 12)] * 3, SURE, True),
        ((7, 12), [(12, 12)] * 3, SURE, False),
        ((0, 12), [(0, 12)] * 3, SURE, False),  # it never was another one
        # a field of which nothing is known beforehand
        ((0, 3), THREE, OPEN, True),
        ((0, 3), [(3, 3)], OPEN, False),  # three against three
        ((0, 6), [(6, 6)], OPEN, True),
        ((0, 3), [(24, 24)], OPEN, True),
        ((0, 3), [(27, 30)], OPEN, False),
        ((0, 10), [(27, 30)], OPEN, True),
        ((0, 3), [(1, 3), (2, 3), (3, 3), (0, 3)], OPEN, False),
        ((0, 20), [(8, 20)] * 5, OPEN, True),
        ((8, 20), [(10, 20)] * 5, OPEN, False),
        # nights that differ from each other: on weekends nobody signs
        ((0, 12), [(12, 12), (12, 12), (0, 12), (0, 12), (12, 12), (12, 12)], OPEN, False),
        ((0, 12), [(12, 12)] * 6, OPEN, True),
        # a backfill of 20,000 pages of other years weighs no more than a night
        ((0, 10), [(10, 10)] * 8 + [(0, 20_000)], OPEN, False),
        ((0, 10_000), [(20_000, 20_000)], SURE, True),
    ],
)
def test_has_fallen(tonight: tuple[int, int], nights: list[tuple[int, int]], rule: Rule, fallen: bool) -> None:
    assert has_fallen(Share(*tonight), [Share(*one) for one in nights], rule) is fallen


def test_what_is_usual() -> None:
    assert usual_share([]) is None
    assert usual_share([Share(0, 0)]) is None
    assert usual_share([Share(3, 4), Share(0, 0)]) == 0.75
    assert usual_share([Share(0, 400), Share(40, 40)]) == 0.5


shares = st.integers(1, 300).flatmap(lambda pages: st.builds(Share, st.integers(0, pages), st.just(pages)))


@given(shares, st.lists(shares, max_size=8), st.sampled_from([READ, SURE, OPEN]))
def test_fewer_good_pages_never_end_the_alarm(tonight: Share, nights: list[Share], rule: Rule) -> None:
    if has_fallen(tonight, nights, rule):
        for good in {0, tonight.good // 2, max(tonight.good - 1, 0)}:
            assert has_fallen(Share(good, tonight.pages), nights, rule)


@given(st.integers(1, 200), st.integers(1, 200))
def test_a_night_as_good_as_ever_never_rings(pages: int, before: int) -> None:
    assert not has_fallen(Share(pages, pages), [Share(before, before)] * 4, READ)
