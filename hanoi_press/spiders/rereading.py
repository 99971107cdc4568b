"""Settle the pages whose archived answers were read again: they weigh on no verdict about the site."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hanoi_press.crawl.capture_verdict import BadCapture
from hanoi_press.crawl.fetch import AnswerMissing
from hanoi_press.crawl.read_answer import Blocked, Outcome, Skipped, Unchanged, Unreadable
from hanoi_press.discovery import Window


def record_in_vain(spider: Any, outcome: Outcome, id: str, url: str) -> None:
    """Record that an archived answer still gives no article, and settle it. The page waits as it did before."""
    assert isinstance(outcome, Unreadable | Skipped | Blocked | Unchanged | BadCapture)
    kind = "blocked" if isinstance(outcome, Blocked) else getattr(outcome, "kind", "unchanged")
    reason = getattr(outcome, "reason", "")
    spider.logger.info("read again from the archive in vain (%s): %s (%s)", kind, url, reason)
    spider.history.mark_failed(id, f"{kind}: {reason}")
    spider.balance.settle(id, "unreadable")


def record_missing(spider: Any, id: str, url: str, error: AnswerMissing) -> None:
    """Record that an answer is not in the archive any more; its page is requested, if it gave no article.

    One whose file was deleted on purpose is counted as `pruned`, not as `missing`.
    """
    log = spider.logger.info if error.is_pruned else spider.logger.warning
    log("%s cannot be read again: %s", url, error)
    spider.history.mark_answer_missing(id)
    spider.balance.settle(id, "pruned" if error.is_pruned else "missing")


def window_at(window: Window, fetched_at: str) -> Window:
    """Return the days that a run like this one wanted when an answer was fetched: the first one lies further back.

    A nightly run of the last days (`days=2`) wants the articles of all nights in which its pages could not be read.
    """
    if window.since is None:
        return window
    age = datetime.now(UTC) - datetime.fromisoformat(fetched_at)
    return replace(window, since=min(window.since, window.since - age))
