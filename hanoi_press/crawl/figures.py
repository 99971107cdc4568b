"""Compute the figures of one source in a run, for the run's record, and ask the drift alarm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler

from hanoi_press.crawl.drift_alarm import DriftAlarm, drift_alarm
from hanoi_press.crawl.night import Night
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.store.failed_nights import failed_nights
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.reading import package_reading
from hanoi_press.store.run_record import earlier_figures
from hanoi_press.store.seeded_figures import ENOUGH_PAGES, is_night
from hanoi_press.store.stored_readings import reading_figures, stored_readings

_LOOK_BACK = 30  # earlier runs


def figures(
    crawler: Crawler,
    outcome: RunOutcome,
    history: SourceHistory,
    *,
    scope: str = "",
    wanted: str = "",
    is_special: bool = False,
) -> dict[str, Any]:
    """Return the figures of a source whose crawl has just closed. The keys are those of `docs/store.md`.

    `wanted`: the arguments of the run; `scope`: the same if its counts may be compared with those of other runs.
    `is_special`: its pages may be of another era than those of a normal night. The verdict of the drift alarm is set on
    the outcome.
    """
    folder, source = history.folder, history.source
    given_up = history.ledger.failed_pages(source, ("kept", "given-up"))
    outcome.given_up = [page.url for page in given_up if page.seen == history.cycle]
    outcome.given_up_before = len(given_up) - len(outcome.given_up)
    outcome.given_up += [f"{one.url} ({one.archive} {one.captured})" for one in history.captures.given_up]
    found = {"status": "", "reason": outcome.reason, "faults": outcome.faults} | outcome.figures() | _sent(crawler)
    found |= {
        "segment": _inside(folder.path, outcome.file),
        "extraction": reading_figures(outcome.counts),
        "reading": package_reading(),
        "wanted": wanted,
        "scope": scope if outcome.reason == "finished" and not outcome.faults else "",
        "is_special": is_special,
    }
    outcome.alarm = drift_alarm(Night(_day(folder.run), found), earlier_nights(folder, source))
    found |= _judged(outcome, outcome.alarm)
    found |= {
        "waiting": [_page(page) for page in history.ledger.failed_pages(source)],
        "given_up": [_page(page) for page in given_up],
        "given_up_now": outcome.given_up,
    }
    nights = failed_nights(folder.run, found, earlier_figures(folder.path, source, folder.run))
    details = outcome.details.figures(is_incomplete=found["discovery_incomplete"])
    return found | details | {"nights_in_a_row": nights}


def _sent(crawler: Crawler) -> dict[str, Any]:
    """Return what Scrapy counted of the requests, and how long the source took."""
    assert crawler.stats is not None
    begun = crawler.stats.get_value("start_time")
    return {
        "requests": crawler.stats.get_value("downloader/request_count", 0),
        "bytes": crawler.stats.get_value("downloader/response_bytes", 0),
        "seconds": round((datetime.now(UTC) - begun).total_seconds(), 1) if isinstance(begun, datetime) else None,
    }


def _judged(outcome: RunOutcome, alarm: DriftAlarm) -> dict[str, Any]:
    return {
        "status": str(outcome.status),
        "drift": outcome.drift,
        "drift_of": list(alarm.reasons) if outcome.drift else [],
        "notes": alarm.notes,
        "own_faults": outcome.own_faults,
        "reason_line": outcome.reason_line,
    }


def earlier_nights(folder: DataFolder, source: str) -> list[Night]:
    """Return the earlier nights of a source, the latest first: by the records of its runs, or else by its articles.

    Raises `OSError`.
    """
    nights = list(islice(_recorded(folder, source), _LOOK_BACK))
    if sum(night.share("pages").pages for night in nights) < ENOUGH_PAGES:
        known = {night.day for night in nights if night.read}
        found = stored_readings(folder.path, source, folder.run)
        nights += [Night(day, _as_of_now(one)) for day, one in islice(found, _LOOK_BACK) if day not in known]
    return nights


def _as_of_now(found: dict[str, Any]) -> dict[str, Any]:
    """Return figures from the corpus, which does not say which version read it, as if it were the present one.

    Lines without a confidence are surely of another.
    """
    return found | {"reading": package_reading()} if found["extraction"]["confidence"] else found


def _recorded(folder: DataFolder, source: str) -> Iterator[Night]:
    for run, found in earlier_figures(folder.path, source, folder.run):
        if is_night(found):
            yield Night(_day(run), found)


def _day(run: str) -> str:
    """Return the day of a run, in UTC, as `20261124`."""
    return run[:8]


def _inside(data: Path, file: Path | None) -> str | None:
    return str(file.relative_to(data)) if file else None


def _page(page: Any) -> dict[str, Any]:
    return {"id": page.id, "url": page.url, "why": page.why, "tries": page.tries}
