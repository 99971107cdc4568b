"""Redesigned sites are read as well as known ones: the bounds of issue [adapt], over all modelled sources and levels.

`python -m spiders_tests.redesign.scores --verbose` prints the same figures, and each wrong field with both values.
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

import pytest

from hanoi_press.pages import NotAnArticle
from spiders_tests.redesign import LEVELS
from spiders_tests.redesign.scores import line_of, table
from spiders_tests.redesign.scoring import Score, modelled_site, modelled_sources, read_article, score


class Bounds(NamedTuple):
    """The least share of a level's pages that are read, and on which a field is exact."""

    read: float
    title: float
    text: float
    published_at: float
    summary: float
    authors: float


REDESIGNED = Bounds(read=0.99, title=0.99, text=0.95, published_at=0.97, summary=0.95, authors=0.90)
STRANGE = Bounds(read=0.99, title=0.97, text=0.95, published_at=0.97, summary=0.95, authors=0.90)
LEAST = {1: REDESIGNED, 2: REDESIGNED, 3: REDESIGNED, 4: STRANGE}  # a level-4 page is a strange site's

# How many of a source's pages may be wrong in a field at one level, where it is more than the bound over all sources
# allows for so many pages (at least one page): (source, field, level) → pages. Each entry needs its reason beside it.
ALLOWED: dict[tuple[str, str, int], int] = {
    # The link "Quay lại" and the headline are words of one line there.
    ("thanhtra", "title", 4): 3,
    ("thanhtra", "summary", 4): 2,
}


@pytest.mark.parametrize("cold", [False, True], ids=["known", "cold"])
@pytest.mark.parametrize("level", LEVELS)
def test_a_redesigned_site_is_read_as_before(level: int, cold: bool) -> None:
    """`cold` is the first night of an unknown site: no template of any family."""
    scores = [score(source, level, cold=cold) for source in modelled_sources()]
    printed = "".join(line_of(wrong) for one in scores for wrong in one.wrong) + table(scores)
    pages = sum(one.pages for one in scores)
    shares = {name: sum(getattr(one, name) for one in scores) / pages for name in Bounds._fields}
    too_low = {name: share for name, share in shares.items() if share < getattr(LEAST[level], name)}
    assert not too_low, printed
    assert sum(one.frame for one in scores) == 0, printed
    assert {one.source: fields for one in scores if (fields := _far_off(one))} == {}, printed


def _far_off(one: Score) -> list[str]:
    """Return the fields in which more of a source's pages are wrong than is allowed."""
    bounds = LEAST[one.level]
    most = {
        name: ALLOWED.get((one.source, name, one.level), max(1, ceil(one.pages * (1 - getattr(bounds, name)))))
        for name in Bounds._fields
    }
    return [name for name in Bounds._fields if one.pages - getattr(one, name) > most[name]]


@pytest.mark.parametrize("source", modelled_sources())
def test_reading_never_depends_on_names_that_no_selector_names(source: str) -> None:
    """Level 1 with another seed: other names in the same places, so the same article."""
    site = modelled_site(source)
    for url in list(site.golds)[:3]:
        one, other = (_read(source, url, seed) for seed in ("", " again"))
        assert one == other, url


def _read(source: str, url: str, seed: str) -> object:
    listed = modelled_site(source).listed.get(url)
    try:
        return read_article(source, url, 1, cold=False, listed=listed, seed=seed).to_dict()
    except NotAnArticle as refused:
        return str(refused)
