"""Judge how many articles a source had in a night, and how many its lists named, by its nights with the same scope."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import exp
from statistics import mean, pvariance

from hanoi_press.crawl.night import Night

WHOLE = "all"  # the scope of a run that goes back as far as the source's lists do
_ENOUGH = 14  # days, so that two weekends are among them
_QUIET = 3  # nights without an article that each source may have, beside twice its longest quiet time
_RINGS = 7  # nights on which a source that has become silent is named
_LISTED = 2  # earlier nights that must have named articles
_ACCIDENT = 0.002  # the probability below which a night without articles is none
_MANY = 5  # times the largest number of new articles
_FEW = 50  # new articles more than usual that need no explanation
_GAP = 2  # days since the last run; after more of them many articles are new


def silent(tonight: Night, nights: Sequence[Night]) -> str | None:
    """Return the reason if the source gave nothing where it always gave something; None if it did, or is often silent.

    `nights` are the earlier nights, the latest first. Only runs that ended well with the same scope are compared.
    """
    alike = [tonight, *_alike(tonight, nights)]
    if tonight.scope == WHOLE and tonight.figures.get("leads") == 0 and not tonight.number("lists_skipped"):
        listed = [
            one.number("leads") for one in alike[1:] if "leads" in one.figures and not one.number("lists_skipped")
        ]
        if len(listed) >= _LISTED and min(listed) > 0:
            return f"no list named an article, usually {_middle(listed)}"
    streaks = _streaks([one.number("new") == 0 for one in alike])
    if tonight.number("new") or tonight.unread or len({one.day for one in alike}) <= _ENOUGH:
        return None
    usual = 2 * max(streaks[1:], default=0) + _QUIET
    first = 1 if max(streaks[1:], default=0) == 0 and _is_daily(alike[streaks[0] :]) else usual + 1
    if first <= streaks[0] < first + _RINGS:
        return f"no new article in {streaks[0]} runs, never more than {max(streaks[1:], default=0)} before"
    return None


def flooded(tonight: Night, nights: Sequence[Night]) -> str | None:
    """Return the reason if so many articles are new that the site may have given its old ones new ids; else None."""
    alike = _alike(tonight, nights)
    usual, new = [one.number("new") for one in alike], tonight.number("new")
    if len(alike) < _QUIET or new <= _MANY * max(usual) + _FEW or _days_between(alike[0].day, tonight.day) > _GAP:
        return None
    return f"{new} new articles, never more than {max(usual)} before"


def _days_between(before: str, after: str) -> int:
    return (datetime.strptime(after, "%Y%m%d") - datetime.strptime(before, "%Y%m%d")).days


def _alike(tonight: Night, nights: Sequence[Night]) -> list[Night]:
    return [one for one in nights if one.scope and one.scope == tonight.scope]


def _streaks(is_silent: list[bool]) -> list[int]:
    """Return the lengths of the runs of silent nights: first that which reaches to tonight (0 if none does).

    >>> _streaks([True, True, False, True])
    [2, 1]
    """
    found = [0]
    for one in is_silent:
        if one:
            found[-1] += 1
        elif found[-1] or len(found) == 1:
            found.append(0)
    return [found[0], *(one for one in found[1:] if one)]


def _is_daily(nights: Sequence[Night]) -> bool:
    """Return True if a source has so many articles a night that a night without any is no accident.

    The numbers are taken as draws of a negative binomial distribution, by the method of moments.
    """
    new = [one.number("new") for one in nights]
    if len(new) < _ENOUGH or min(new) == 0:
        return False
    average, variance = mean(new), pvariance(new)
    if variance <= average:
        return exp(-average) < _ACCIDENT
    number = average**2 / (variance - average)
    return bool((number / (number + average)) ** number < _ACCIDENT)


def _middle(numbers: list[int]) -> int:
    return sorted(numbers)[len(numbers) // 2]
