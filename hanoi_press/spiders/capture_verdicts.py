"""Settle the captures of web archives that gave no article: they weigh on no verdict about the site."""

from __future__ import annotations

from typing import Any

from hanoi_press.crawl.capture_verdict import BadCapture, CaptureFault
from hanoi_press.crawl.read_answer import Blocked, Outcome, Skipped, Unchanged, Unreadable
from hanoi_press.failures import NOT_TRIED, OF_HOST, OF_READING, FailureKind
from hanoi_press.store.capture_table import ArchivedAnswer


def record_capture(spider: Any, outcome: Outcome, id: str, url: str, answer: ArchivedAnswer | None) -> None:
    """Count, log and record why a capture gave no article, and settle it; `answer`: where it lies in our archive."""
    assert isinstance(outcome, Unreadable | Skipped | Blocked | Unchanged | BadCapture)
    capture = spider.balance.captures[id]
    what = capture.shown
    if isinstance(outcome, Unreadable) and outcome.kind in NOT_TRIED:
        spider.balance.settle(id, "unasked")
    elif isinstance(outcome, Unreadable):
        is_ours = outcome.kind in OF_READING
        why = f"{outcome.kind}: {outcome.reason}"
        spider.logger.warning("capture could not be read (%s): %s (%s)", outcome.kind, what, outcome.reason)
        spider.outcome.details.note_failed(url, outcome.kind, f"capture of {capture.captured}: {outcome.reason}")
        of_host = not is_ours and outcome.kind in OF_HOST
        spider.history.mark_failed(id, why, of_host=of_host, answer=answer if is_ours else None)
        if outcome.kind is FailureKind.DROPPED:
            spider.outcome.count("unreadable/dropped")
        spider.balance.settle(id, "unread" if is_ours else "failed")
    else:
        kind, reason = _named(outcome)
        spider.logger.info("capture is no article (%s): %s (%s)", kind, what, reason)
        spider.history.mark_skipped(id, kind, answer=answer)
        spider.balance.settle(id, kind)


def _named(outcome: Skipped | Blocked | Unchanged | BadCapture) -> tuple[str, str]:
    """Return the kind of a capture without an article, and the reason."""
    if isinstance(outcome, Blocked):
        return CaptureFault.BLOCK_PAGE, outcome.reason
    if isinstance(outcome, Unchanged):
        return CaptureFault.STATUS, "HTTP 304"
    return outcome.kind, outcome.reason
