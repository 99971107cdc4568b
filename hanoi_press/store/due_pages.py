"""Decide whether a page that gave no article is requested again."""

from __future__ import annotations

from time import time

from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.scope import RunScope

_GONE_RETRY_AFTER = 12 * 3600  # seconds; a 404 may be temporary, so the page is requested again, but not at once
_GONE_TRIES = 3


def is_due(page: Page, scope: RunScope) -> bool:
    """Return True if a run of this scope requests a page that a list names and that gave no article in earlier runs."""
    if page.why == "outside":
        return is_wanted(page, scope)
    if page.state == "lost":
        return True
    if page.why == "gone":
        is_recent = page.asked is None or 0 <= time() - page.asked < _GONE_RETRY_AFTER
        return page.tries < _GONE_TRIES and not is_recent
    return scope.always or page.state == "failed" or page.why == "forbidden"


def is_wanted(page: Page, scope: RunScope) -> bool:
    """Return True unless a page is known to have an article of other days than the scope's, and none was stored."""
    return page.state in ("article", "lost") or page.published is None or scope.holds(page.published)


def waits_for_change(page: Page, scope: RunScope, recheck: int) -> bool:
    """Return True if only a change that a list states makes a run request a page.

    `recheck`: seconds after publication in which each run requests an article.
    """
    if scope.always or page.state in ("failed", "lost"):
        return False
    if page.state != "article":
        return not is_due(page, scope)
    return page.published is None or abs(time() - page.published) > recheck


def after_skip(page: Page, why: str) -> Page | None:
    """Return a page that stays due although it gave no article in this run; None if it does not.

    No list may name it again. A lost article stays due until the same reason was found in `_GONE_TRIES` runs in a row,
    and as long as robots.txt forbids it. A page that failed before does if its article is of other days than wanted.
    """
    if page.state == "failed" and why == "outside":
        return page._replace(why=why)
    if page.state != "lost" or why == "seen":
        return None
    tries = page.tries + 1 if page.why == why else 1
    return page._replace(why=why, tries=tries) if tries < _GONE_TRIES or why == "forbidden" else None
