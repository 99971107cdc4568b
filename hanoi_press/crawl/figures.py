"""Compute the figures of one source in a run, for the run's record and for the drift alarm."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler

from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.runs import earlier_figures

_ENOUGH = 10  # articles; with fewer, shares are not compared
_LOOK_BACK = 30  # earlier runs that are searched


def figures(crawler: Crawler, outcome: RunOutcome, history: SourceHistory) -> dict[str, Any]:
    """Return the figures of a source whose crawl has just closed. The keys are those of `docs/store.md`."""
    assert crawler.stats is not None
    counts, stats = outcome.counts, crawler.stats
    begun = stats.get_value("start_time")
    extraction = {"pages": outcome.group("page"), "fields": outcome.group("field")}
    return {
        "status": str(outcome.status),
        "reason": outcome.reason,
        "faults": outcome.faults,
        "asked": counts["asked"],
        "pages": outcome.group("pages"),
        "unaccounted": outcome.unaccounted,
        "new": counts["new"],
        "changed": counts["changed"],
        "unchanged": counts["unchanged"],
        "known": counts["known"],
        "left_out": outcome.group("skipped") | {"before": counts["left"]},
        "unreadable": counts["unreadable"],
        "unreadable_kinds": outcome.group("unreadable"),
        "invalid": counts["invalid"],
        "blocked": counts["blocked"],
        "failures": outcome.group("failures"),
        "reread": outcome.group("reread"),
        "discovery_incomplete": bool(counts["incomplete"] or counts["no_route"]),
        "discovery_pages": counts["discovery_pages"],
        "requests": stats.get_value("downloader/request_count", 0),
        "bytes": stats.get_value("downloader/response_bytes", 0),
        "seconds": round((datetime.now(UTC) - begun).total_seconds(), 1) if isinstance(begun, datetime) else None,
        "segment": _inside(history.folder.path, outcome.file),
        "extraction": extraction,
        "drift": drift(_last(history), extraction),
        "waiting": [_page(page) for page in history.ledger.failed_pages(history.source)],
        "given_up": [_page(page) for page in history.ledger.failed_pages(history.source, ("kept", "given-up"))],
    }


def _last(history: SourceHistory) -> dict[str, dict[str, int]]:
    """Return the extraction figures of the source's last run with enough articles; {} if there is none."""
    folder = history.folder
    for earlier in islice(earlier_figures(folder.path, history.source, folder.run), _LOOK_BACK):
        found = earlier.get("extraction", {})
        if sum(found.get("pages", {}).values()) >= _ENOUGH:
            return found  # type: ignore[no-any-return]
    return {}


def drift(before: dict[str, dict[str, int]], now: dict[str, dict[str, int]]) -> list[str]:
    """Return the fields that a site selector filled before (in 4 of 5 articles) and now fills in less than half.

    >>> drift({"pages": {"a": 20}, "fields": {"title/css": 20}}, {"pages": {"a": 10}, "fields": {"title/meta": 10}})
    ['title: 100 % by selector before, 0 % now']
    """
    were, are = (sum(figures.get("pages", {}).values()) for figures in (before, now))
    if were < _ENOUGH or are < _ENOUGH:
        return []
    found = []
    for name in sorted(key.removesuffix("/css") for key in before["fields"] if key.endswith("/css")):
        was, is_now = before["fields"][f"{name}/css"] / were, now["fields"].get(f"{name}/css", 0) / are
        if was >= 0.8 and is_now < 0.5:
            found.append(f"{name}: {was:.0%} by selector before, {is_now:.0%} now".replace("%", " %"))
    return found


def _inside(data: Path, file: Path | None) -> str | None:
    return str(file.relative_to(data)) if file else None


def _page(page: Any) -> dict[str, Any]:
    return {"id": page.id, "url": page.url, "why": page.why, "tries": page.tries}
