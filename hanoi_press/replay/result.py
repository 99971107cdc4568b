"""Say how the replay of a source went: its line, its figures for the run's record, and whether it failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from hanoi_press.crawl.capture_verdict import CaptureFault
from hanoi_press.crawl.drift_alarm import few_are_read, unread_pages
from hanoi_press.crawl.night import Night
from hanoi_press.crawl.run_outcome import (
    RunStatus,
    counts_of_group,
    drift_line,
    listed_counts,
    too_many_unreadable,
    unreadable_pages,
)
from hanoi_press.text.plurals import count_of

_READ = ("new", "changed", "unchanged", "earlier", "older", "removed")
_ELSEWHERE = ("redirect", "revisit")  # answers that only name another one
# Left out although the page is what it should be, or because of what a web archive holds.
_OF_PAGES = frozenset({"redirect", "revisit", "shell"})  # kinds that pages of the site have, too
_NO_ARTICLES = ("gone", "sponsored", *(one for one in CaptureFault if one not in _OF_PAGES))


def line(name: str, counts: Counter[str], drift: Sequence[str] = ()) -> str:
    """Return the line of a source: `hanoimoi: 120 pages read: 2 new, 5 changed, 113 unchanged; …`.

    `drift`: what the archives give no more, as in the last line.
    """
    kept = ", ".join(f"{counts[kind]} {kind}" for kind in ("new", "changed", "unchanged"))
    parts = [f"{count_of(counts['read'], 'page')} read: {kept}"]
    if counts["earlier"]:
        parts.append(count_of(counts["earlier"], "earlier revision"))
    if counts["older"]:
        parts.append(f"{counts['older']} older than the latest revision")
    if counts["removed"]:
        parts.append(f"{counts['removed']} removed, not stored")
    missed = counts_of_group(counts, "unreadable")
    parts.append(unreadable_pages(sum(missed.values()) + counts["invalid"], missed))
    if skipped := counts_of_group(counts, "skipped"):
        parts.append(f"left out: {listed_counts(skipped)}")
    if counts["blocked"]:
        parts.append(f"blocked: {counts['blocked']}")
    if drift:
        parts.append(drift_line(drift))
    parts += faults(counts)
    return f"{name}: " + "; ".join(parts)


def figures(counts: Counter[str], *, is_stopped: bool = False, drift: Sequence[str] = ()) -> dict[str, Any]:
    """Return the figures of a source for the run's record, with the keys that a crawl's have."""
    unharmed = RunStatus.STOPPED if is_stopped else RunStatus.OK
    status = RunStatus.FAILED if faults(counts) else RunStatus.DRIFTED if drift else unharmed
    missed = counts_of_group(counts, "unreadable")
    single = ("read", "new", "changed", "unchanged", "earlier", "older", "removed", "invalid", "blocked")
    return {
        "status": str(status),
        "faults": faults(counts),
        "drift": list(drift),
        **{kind: counts[kind] for kind in single},
        "left_out": counts_of_group(counts, "skipped"),
        "unreadable": sum(missed.values()),
        "unreadable_kinds": missed,
    }


def unread(counts: Counter[str]) -> list[str]:
    """Return the alarm for archives of which so few pages are read that no comparison is needed; [] if not."""
    kinds = counts_of_group(counts, "unreadable")
    read = sum(counts[kind] for kind in _READ)
    night = Night("", {"pages": {"stored": read}, "unreadable_kinds": kinds, "invalid": counts["invalid"]})
    return [unread_pages(night)] if few_are_read(night) else []


def faults(counts: Counter[str]) -> list[str]:
    """Return what makes the replay of a source a failure, by the rule of a crawl; [] if nothing does."""
    left_out = counts_of_group(counts, "skipped")
    unreadable = sum(counts_of_group(counts, "unreadable").values()) + counts["invalid"]
    pages = counts["read"] - sum(left_out.get(kind, 0) for kind in _ELSEWHERE)
    should_be_articles = pages - sum(left_out.get(kind, 0) for kind in _NO_ARTICLES)
    if should_be_articles > 0 and not any(counts[kind] for kind in _READ):
        return [f"no article in {count_of(pages, 'page')}"]
    return too_many_unreadable(unreadable, pages)
