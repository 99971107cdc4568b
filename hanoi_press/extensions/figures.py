"""What one source came to in a run, in figures: for the run's record and its exit code."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler

from hanoi_press.store.memory import Memory
from hanoi_press.store.runs import earlier_figures

_ENOUGH = 10  # articles from which on shares mean something
_LOOK_BACK = 30  # runs
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
    extraction = {"pages": under(stats, "press/page/"), "fields": under(stats, "press/field/")}
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
        "extraction": extraction,
        "drift": drift(_last(memory), extraction),
        "waiting": [_page(page) for page in memory.ledger.failed(memory.source)],
        "given_up": [_page(page) for page in memory.ledger.failed(memory.source, ("given-up",))],
    }


def _last(memory: Memory) -> dict[str, dict[str, int]]:
    """The extraction figures of the source's last run with enough articles; {} where there is none."""
    folder = memory.folder
    for earlier in islice(earlier_figures(folder.path, memory.source, folder.run), _LOOK_BACK):
        found = earlier.get("extraction", {})
        if sum(found.get("pages", {}).values()) >= _ENOUGH:
            return found  # type: ignore[no-any-return]
    return {}


def drift(before: dict[str, dict[str, int]], now: dict[str, dict[str, int]]) -> list[str]:
    """The fields that a site selector filled before (in 4 of 5 articles) and now fills in less than half of them.

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


def under(stats: dict[str, Any], start: str) -> dict[str, int]:
    """What was counted under a name, by what follows it."""
    return {key.removeprefix(start): number for key, number in sorted(stats.items()) if key.startswith(start)}


def _inside(data: Path, file: str | None) -> str | None:
    return str(Path(file).relative_to(data)) if file else None


def _page(page: Any) -> dict[str, Any]:
    return {"id": page.id, "url": page.url, "why": page.why, "tries": page.tries}
