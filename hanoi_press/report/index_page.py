"""Make `reports/index.html`: the last nights as a calendar and a list, the months as sums."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from hanoi_press.report.index_rows import Row
from hanoi_press.report.page_templates import filled

LISTED = 90  # runs that the list names one by one
_WEEKS = 14  # columns of the calendar
_WORST = ("well", "unknown", "stumble", "attention")  # of several runs of a day the worst one gives the colour


def index_page(rows: Sequence[Row], pages: Collection[str]) -> str:
    """Return the index page of some runs, the oldest first. `pages` are the names of the runs that have a page."""
    last = next((row for row in reversed(rows) if row["is_harvest"]), rows[-1] if rows else None)
    months = month_sums(rows)
    return filled(
        "index.html",
        tone=last["tone"] if last else "unknown",
        last=last,
        last_day=_day(last["day"]) if last else None,
        linked=pages,
        weeks=calendar([row for row in rows if row["is_harvest"]], pages),
        listed=[row | {"when": _day(row["day"]), "has_page": row["run"] in pages} for row in rows[: -LISTED - 1 : -1]],
        months=months,
        total=len(rows),
        most=max((month["new"] for month in months), default=0) or 1,
    )


def calendar(rows: Sequence[Row], pages: Collection[str]) -> list[dict[str, Any]]:
    """Return weeks from Monday to Sunday, the last one with the last night; each has a label and seven days.

    A day has `number`, and if there was a run, its `row`, `tone` and the name of its page, if it has one.
    """
    by_day: dict[date, list[Row]] = {}
    for row in rows[-_WEEKS * 7 * 4 :]:
        if when := _day(row["day"]):
            by_day.setdefault(when, []).append(row)
    if not by_day:
        return []
    last = max(by_day)
    first = last - timedelta(days=last.weekday(), weeks=_WEEKS - 1)
    weeks: list[dict[str, Any]] = []
    for week in range(_WEEKS):
        monday = first + timedelta(weeks=week)
        days = [_cell(monday + timedelta(days=day), by_day, last, pages) for day in range(7)]
        weeks.append({"monday": monday, "days": days})
    while weeks and not any(day["row"] for day in weeks[0]["days"]):
        del weeks[0]
    return weeks


def _cell(day: date, by_day: dict[date, list[Row]], last: date, pages: Collection[str]) -> dict[str, Any]:
    runs = by_day.get(day, [])
    worst = max(runs, key=lambda row: _WORST.index(row["tone"]) if row["tone"] in _WORST else 1, default=None)
    page = worst["run"] if worst and worst["run"] in pages else None
    return {"day": day, "row": worst, "new": sum(row["new"] for row in runs), "page": page, "is_ahead": day > last}


def month_sums(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return the sums of each month, the latest first; replays, which request nothing, are left out."""
    sums: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["is_replay"] or not row["day"]:
            continue
        month = row["day"][:7]
        found = sums.setdefault(month, {"month": month, "runs": 0, "new": 0, "changed": 0, "failed": 0, "attention": 0})
        found["runs"] += 1
        found["attention"] += row["tone"] == "attention"
        for key in ("new", "changed", "failed"):
            found[key] += row[key]
    return sorted(sums.values(), key=lambda one: one["month"], reverse=True)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
