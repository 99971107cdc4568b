"""What one source came to in a run, in figures: for the run's record and its exit code."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler

from hanoi_press.store.memory import Memory

STOPS = ("finished", "shutdown", "time")  # ends that were asked for


def failed(stats: dict[str, Any]) -> bool:
    """Did a run end without having seen what it was sent for?"""
    return bool(
        stats.get("press/blocked")
        or stats.get("press/no_route")
        or stats.get("press/incomplete")
        or stats.get("spider_exceptions/count")
        or stats.get("finish_reason") not in STOPS
        or stats.get("log_count/CRITICAL")
    )


def status(stats: dict[str, Any]) -> str:
    """`ok`, `stopped` (asked to end before it was through), `blocked` or `failed`."""
    if stats.get("press/blocked"):
        return "blocked"
    if failed(stats):
        return "failed"
    return "ok" if stats.get("finish_reason") == "finished" else "stopped"


def figures(crawler: Crawler, reason: str, memory: Memory) -> dict[str, Any]:
    """The figures of a source whose crawl has just closed."""
    stats = dict(crawler.stats.get_stats()) | {"finish_reason": reason}
    begun = stats.get("start_time")
    return {
        "status": status(stats),
        "reason": reason,
        "new": stats.get("press/new", 0),
        "changed": stats.get("press/changed", 0),
        "unchanged": stats.get("press/unchanged", 0),
        "known": stats.get("press/known", 0),
        "left_out": under(stats, "press/refused/") | {"before": stats.get("press/left", 0)},
        "unreadable": stats.get("press/unreadable", 0),
        "unreadable_kinds": under(stats, "press/unreadable/"),
        "invalid": stats.get("press/invalid", 0),
        "blocked": stats.get("press/blocked", 0),
        "trouble": under(stats, "press/trouble/"),
        "discovery_incomplete": bool(stats.get("press/incomplete") or stats.get("press/no_route")),
        "discovery_pages": stats.get("press/discovery_pages", 0),
        "requests": stats.get("downloader/request_count", 0),
        "bytes": stats.get("downloader/response_bytes", 0),
        "seconds": round((datetime.now(UTC) - begun).total_seconds(), 1) if isinstance(begun, datetime) else None,
        "segment": _inside(memory.folder.path, stats.get("press/file")),
        "extraction": {"pages": under(stats, "press/page/"), "fields": under(stats, "press/field/")},
        "waiting": [_page(page) for page in memory.ledger.failed(memory.source)],
        "given_up": [_page(page) for page in memory.ledger.failed(memory.source, ("given-up",))],
    }


def under(stats: dict[str, Any], start: str) -> dict[str, int]:
    """What was counted under a name, by what follows it."""
    return {key.removeprefix(start): number for key, number in sorted(stats.items()) if key.startswith(start)}


def _inside(data: Path, file: str | None) -> str | None:
    return str(Path(file).relative_to(data)) if file else None


def _page(page: Any) -> dict[str, Any]:
    return {"id": page.id, "url": page.url, "why": page.why, "tries": page.tries}
