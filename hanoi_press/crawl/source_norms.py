"""Say what is usual for a source, from its earlier nights without those of a fault, unless the new state stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from hanoi_press.crawl.drift import Rule, Share, has_fallen, is_low, usual_share
from hanoi_press.crawl.night import Night

NEW_NORMAL = 3  # days after which a new state is the usual one
_WINDOW = 2  # earlier nights that are judged together with one without a good page, for sources of an article a night
_ACCIDENTS = 2  # faults that went away by themselves, after which such nights are usual, too


class _Seen(NamedTuple):
    """One share of an earlier night; `rang`: it was a fault then."""

    day: str
    share: Share
    rang: bool


@dataclass(frozen=True, slots=True)
class ShareVerdict:
    """The verdict on one share of tonight.

    `before` is the share that was usual before the state changed, if the new one has become usual since the day
    `since`; else None.
    """

    has_fallen: bool
    usual: float | None
    before: float | None = None
    since: str | None = None


def judge(key: str, tonight: Share, nights: Sequence[Night], rule: Rule) -> ShareVerdict:
    """Return whether a share has fallen below what is usual in earlier nights, the latest first."""
    seen = [_Seen(night.day, share, key in night.rang) for night in nights if (share := night.share(key)).pages > 0]
    state, older = _present_state(seen) if rule.renews else (seen, [])
    usual = usual_share(_usual(state, rule))
    since = state[-1].day if older else None
    before = usual_share(one.share for one in older if not one.rang)
    if usual is None or not is_low(tonight, usual, rule):
        return ShareVerdict(False, usual, before, since)
    pooled = tonight
    window = 0 if tonight.good else min(_WINDOW, len(state))
    for number in range(window + 1):
        if number:
            last = state[number - 1].share
            pooled = Share(pooled.good + last.good, pooled.pages + last.pages)
        if has_fallen(pooled, _usual(state[number:], rule), rule):
            return ShareVerdict(True, usual, before, since)
    return ShareVerdict(False, usual, before, since)


def _present_state(seen: list[_Seen]) -> tuple[list[_Seen], list[_Seen]]:
    """Return the nights of the present state, in which a fault that stayed is none any more, and the older nights."""
    start = 0
    for rang, group in groupby(seen, lambda one: one.rang):
        found = list(group)
        end = start + len(found)
        if rang and len({one.day for one in found}) >= NEW_NORMAL:
            return seen[:start] + [one._replace(rang=False) for one in found], seen[end:]
        start = end
    return seen, []


def _usual(seen: Sequence[_Seen], rule: Rule) -> list[Share]:
    """Return the shares that tell what is usual: those without a fault, and accidents if they recur."""
    groups = [(rang, list(group)) for rang, group in groupby(seen, lambda one: one.rang)]
    ended = [number for number, (rang, _) in enumerate(groups) if rang and number > 0]
    recurs = rule.renews and len(ended) >= _ACCIDENTS
    return [
        one.share
        for number, (rang, group) in enumerate(groups)
        if not rang or (recurs and number in ended)
        for one in group
    ]
