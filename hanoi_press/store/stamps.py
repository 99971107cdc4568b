"""Compare the times of change that lists and servers state."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from time import time

from hanoi_press.store.ledger_tables import Page
from hanoi_press.text.moments import is_ahead

_MINUTE, _DAY = 60, 86_400  # seconds
_HANOI = 7 * 3600  # seconds that Hanoi is ahead of UTC


def has_changed(page: Page, stamp: int | None, cycle: int) -> bool:
    """Return True if a list states a later change of a page than the known one, in the run of cycle `cycle`.

    If only the minute is known, any second of that minute is the same change. If the known one lay in the future when
    it was stated, by an editor's typo or the site's clock, every other one is a change, once in a run. So is a change
    after the last request, and of an article one on the day of that request (a list that states days and no hours): it
    may have changed again later on that day.
    """
    if stamp is None:
        return False
    if page.asked is not None and stamp != page.stamp and stamp > page.asked:
        return page.seen != cycle
    if page.stamp is None:
        return False
    if is_ahead(page.stamp, time() if page.asked is None else page.asked):
        return stamp != page.stamp and page.seen != cycle
    if (
        page.asked is not None
        and page.state == "article"
        and _is_day(stamp)
        and stamp + _DAY > max(page.asked, page.stamp)
    ):
        return page.seen != cycle
    return stamp >= page.stamp + _MINUTE if page.stamp % _MINUTE == 0 else stamp > page.stamp


def _is_day(stamp: int) -> bool:
    """Return True if a stamp is a day without an hour, which counts as Hanoi's midnight."""
    return (stamp + _HANOI) % _DAY == 0


def validators_of(page: Page) -> dict[str, str]:
    """Return the headers that request a stored article only if it changed; {} if its answer had none for that."""
    return conditions(page.etag, page.changed)


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Return the headers that request a page only if it is no longer the one whose answer had these headers."""
    changed = None if is_future_header(last_modified) else last_modified
    headers = {"If-None-Match": etag, "If-Modified-Since": changed}
    return {name: value for name, value in headers.items() if value}


def is_future_header(stated: str | None) -> bool:
    """Return True if a `Last-Modified` lies in the future: sent back, it would hide every true change."""
    try:
        return stated is not None and is_ahead(parsedate_to_datetime(stated).timestamp(), time())
    except (ValueError, OverflowError):
        return False
