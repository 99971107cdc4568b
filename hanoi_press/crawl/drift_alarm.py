"""Ring the alarm for a source that was read clearly worse tonight than usual: a new template, or a fault of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hanoi_press.crawl.article_counts import flooded, silent
from hanoi_press.crawl.drift import OPEN, READ, SURE, Rule, Share, is_low
from hanoi_press.crawl.night import FALLBACKS, SURE_FIELDS, Night
from hanoi_press.crawl.source_norms import ShareVerdict, judge

_LAYERS = ("selectors", *FALLBACKS[:-1])  # the last fallback is the worst, so each page is read by it or a better one
_SURE_KEYS = {f"field/{name}" for name in SURE_FIELDS}
_TEXTS = {
    "origin": "{name} by selector on {share} pages",
    "confidence": "high confidence on {share} pages",
    "lists": "{share} lists read by selectors",
    "words": "{share} known articles with the same words",
}
_ALWAYS = 0.8  # share of articles in which a field is missed, if it stays empty


class DriftAlarm(NamedTuple):
    """What is worse than usual, and the fields that are empty for good, in words, by the name of the share."""

    reasons: dict[str, str]
    notes: dict[str, str]


def drift_alarm(tonight: Night, nights: Sequence[Night]) -> DriftAlarm:
    """Return what the alarm says of tonight after these earlier nights of the source, the latest first.

    Without any earlier night only what no source does is named: half of the pages unreadable, no date on any.
    """
    reasons = dict(_reasons(tonight, nights))
    notes = {key: text for key, text in (nights[0].notes if nights else {}).items() if not _is_back(tonight.share(key))}
    for key in _field_keys([tonight, *nights]):
        share = tonight.share(key)
        verdict = judge(key, share, nights, _rule(key))
        if verdict.before is not None and verdict.before >= _ALWAYS and is_low(share, verdict.before, OPEN):
            text = f"{_name(key)} on {share} pages; until {_day(verdict.since)} in {_percent(verdict.before)}"
            notes.setdefault(key, text)
    return DriftAlarm(reasons, {key: text for key, text in notes.items() if key not in reasons})


def few_are_read(night: Night) -> bool:
    """Return True if so few pages were read that no history is needed to call it a fault.

    One odd page among others, also among those that the site calls unchanged, is none.
    """
    unread = night.unreadable
    if not night.read:
        return unread > 1 or (unread == 1 and not night.unchanged)
    return unread > 1 and unread >= night.read


def unread_pages(night: Night) -> str:
    """Return the reason of a night in which few pages were read: `0 of 3 pages could be read`."""
    return f"{night.share('pages')} pages could be read"


def _reasons(tonight: Night, nights: Sequence[Night]) -> Iterator[tuple[str, str]]:
    verdict = judge("pages", tonight.share("pages"), nights, READ)
    if verdict.has_fallen or few_are_read(tonight):
        yield "pages", unread_pages(tonight) + _usually(verdict)
    # A version of ours may read the same pages by other layers, and in other words.
    alike = [night for night in nights if night.reading == tonight.reading]
    layer = next(filter(None, (_other_layer(name, tonight, alike) for name in _LAYERS)), None)
    if layer:
        yield layer
    for key in _field_keys([tonight, *nights]):
        share, verdict = tonight.share(key), judge(key, tonight.share(key), nights, _rule(key))
        if verdict.has_fallen or (verdict.usual is None and _is_missed(key, tonight)):
            yield key, f"{_name(key)} on {share} pages{_usually(verdict)}"
        elif not layer and (reason := _other_share(f"origin/{_name(key)}", tonight, alike)):
            yield reason  # another layer changes the origins of all fields
    for key in ("confidence", "lists", "words"):
        if reason := _other_share(key, tonight, alike):
            yield reason
    for key, text in (("silent", silent(tonight, nights)), ("flooded", flooded(tonight, nights))):
        if text:
            yield key, text


def _is_missed(key: str, tonight: Night) -> bool:
    """Return True if no page has a field that each page class of a person reads, and all pages were read by one."""
    good, pages = tonight.share(key)
    return _name(key) in SURE_FIELDS and good == 0 and pages > 1 and tonight.share("layer/selectors").good == pages


def _other_layer(name: str, tonight: Night, nights: Sequence[Night]) -> tuple[str, str] | None:
    """Return the reason if fewer pages than usual were read by this layer or a better one."""
    key = f"layer/{name}"
    share = tonight.share(key)
    verdict = judge(key, share, nights, SURE)
    if not verdict.has_fallen:
        return None
    worse = FALLBACKS[FALLBACKS.index(name) + 1 :] if name in FALLBACKS else FALLBACKS
    now = [page for page in tonight.pages if page in worse]
    before: Counter[str] = Counter()
    for night in nights:
        before.update({page: number for page, number in night.pages.items() if page not in worse})
    usual = before.most_common(1)[0][0]
    pages = f"{share.pages - share.good} of {share.pages} pages"
    return key, f"read by {_listed(now)} instead of {usual} on {pages}"


def _other_share(key: str, tonight: Night, nights: Sequence[Night]) -> tuple[str, str] | None:
    share = tonight.share(key)
    verdict = judge(key, share, nights, _rule(key))
    if not verdict.has_fallen:
        return None
    text = _TEXTS[key.partition("/")[0]].format(share=share, name=_name(key))
    return key, text + _usually(verdict)


def _rule(key: str) -> Rule:
    return SURE if key == "lists" or (key.startswith("field/") and _name(key) in SURE_FIELDS) else OPEN


def _field_keys(nights: Sequence[Night]) -> list[str]:
    """Return the names of the shares of all fields that these nights had."""
    return sorted({f"field/{name}" for night in nights for name in night.origins} | _SURE_KEYS)


def _is_back(share: Share) -> bool:
    """Return True if a field is on so many pages again that it is not called empty any more."""
    return 0 < share.pages <= 2 * share.good


def _name(key: str) -> str:
    return key.partition("/")[2]


def _usually(verdict: ShareVerdict) -> str:
    return "" if verdict.usual is None else f", usually {_percent(verdict.usual)}"


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _day(day: str | None) -> str:
    """Return a day as people write it: `2026-11-24` for `20261124`."""
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else "then"


def _listed(names: list[str]) -> str:
    return ", ".join(sorted(names))
