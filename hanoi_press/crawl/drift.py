"""Decide whether a share of tonight's pages has clearly fallen below what is usual for a source.

A night is a beta-binomial draw: the source's own share varies from night to night as a beta distribution whose mean
and spread are those of its earlier nights, and tonight's pages are drawn from it. A share has fallen if it is clearly
lower than usual (`Rule.factor`) and so few good pages have a probability below `Rule.level`. So one odd page of three
says nothing, and three of three do.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, lgamma
from typing import NamedTuple

_MOST_CERTAIN = 30.0  # pages that the history counts as at most, because nights differ more than pages do
_MOST_PAGES = 200  # of tonight, to which larger nights are scaled
_LARGEST_WEIGHT = 40  # pages of one night, so that a backfill of all years does not outweigh the last weeks


class Share(NamedTuple):
    """`good` pages of `pages`; good ones are those that were read, or have the field, or come from the selectors."""

    good: int
    pages: int

    def __str__(self) -> str:
        return f"{self.good} of {self.pages}"


class Rule(NamedTuple):
    """How a kind of share is judged.

    `factor`: a fallen share is at most this part of the usual one. `prior`: the good and the bad pages that are
    added to the history. `level`: the probability below which a night is no accident. `renews`: a new state that stays
    becomes the usual one.
    """

    factor: float
    prior: tuple[float, float]
    level: float
    renews: bool = True


_UNKNOWN = (0.5, 0.5)  # the prior of a share of which nothing is known beforehand
_NEARLY_ALL = (19.0, 1.0)  # of one that is near 1 for every source
_MOSTLY = 0.8  # a lower usual share contradicts such a prior

READ = Rule(0.8, _NEARLY_ALL, 0.005, renews=False)  # pages that were read; that none is never becomes usual
SURE = Rule(0.5, _NEARLY_ALL, 0.005)
OPEN = Rule(0.5, _UNKNOWN, 0.0005)  # fewer accidents, because each source has some ten of these shares


def has_fallen(tonight: Share, nights: Iterable[Share], rule: Rule) -> bool:
    """Return True if tonight's share is clearly lower than that of earlier nights; False without any page of theirs."""
    known = [one for one in nights if one.pages > 0]
    usual = usual_share(known)
    if usual is None or not is_low(tonight, usual, rule):
        return False
    certainty: float = sum(min(one.pages, _LARGEST_WEIGHT) for one in known)
    good, bad = rule.prior if usual >= _MOSTLY else _UNKNOWN
    if (spread := _forecast(known, usual)) is not None:
        certainty, (good, bad) = min(certainty, spread), _UNKNOWN
    certainty = min(certainty, _MOST_CERTAIN)
    scale = min(1.0, _MOST_PAGES / tonight.pages)
    chance = _at_most(
        int(tonight.good * scale), int(tonight.pages * scale), usual * certainty + good, (1 - usual) * certainty + bad
    )
    return chance < rule.level


def is_low(tonight: Share, usual: float, rule: Rule) -> bool:
    """Return True if a share is low enough to be looked at, however few its pages are."""
    return tonight.pages > 0 and usual > 0 and tonight.good <= rule.factor * usual * tonight.pages


def usual_share(nights: Iterable[Share]) -> float | None:
    """Return the share of good pages in earlier nights together; None without any page.

    >>> usual_share([Share(9, 10), Share(2, 2)])
    0.9166666666666666
    """
    good = pages = 0.0
    for one in nights:
        scale = min(1.0, _LARGEST_WEIGHT / one.pages) if one.pages > 0 else 0.0
        good, pages = good + one.good * scale, pages + one.pages * scale
    return good / pages if pages else None


def _forecast(nights: list[Share], usual: float) -> float | None:
    """Return how many pages of one share the nights are worth as a forecast of another night; None if many.

    By the method of moments: the more the nights differ, compared with draws of one share, the fewer.
    """
    if len(nights) < 3 or not 0 < usual < 1:
        return None
    sizes = [min(one.pages, _LARGEST_WEIGHT) for one in nights]
    squares = sum(size * (one.good / one.pages - usual) ** 2 for one, size in zip(nights, sizes, strict=True))
    spread = squares / (usual * (1 - usual)) / (len(nights) - 1)  # 1 for draws of one share
    mean = sum(sizes) / len(nights)
    return (mean - 1) / (spread - 1) if spread > 1 and mean > 1 else None


def _at_most(good: int, pages: int, a: float, b: float) -> float:
    """Return the probability of at most `good` good pages of `pages`, if their share is drawn from Beta(a, b)."""
    fixed = lgamma(pages + 1) - _log_beta(a, b)
    return sum(
        exp(fixed - lgamma(n + 1) - lgamma(pages - n + 1) + _log_beta(n + a, pages - n + b)) for n in range(good + 1)
    )


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
