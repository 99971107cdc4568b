"""Lay out the chart of articles by month; over more than three years it shows years, of which one is then chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hanoi_press.corpus.browse.browse_labels import Labels
from hanoi_press.corpus.browse.search_form import SearchForm

MOST_MONTHS = 36  # columns that fit a telephone
_NUMBERED = 18  # months that all have their number below
_MOST_LABELS = 12  # years that have their name below, on a telephone
_MOST_YEARS = 40
_LOWEST = 2  # percent of the height, so that one article can be seen


@dataclass(frozen=True, slots=True)
class Column:
    """A month or a year. `height`: percent; `address`: of the page narrowed to it, None without an article.

    `label` stands below it, `year` below that.
    """

    period: str
    name: str
    label: str
    year: str
    count: int
    height: int
    address: str | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class MonthChart:
    """The columns, oldest first, and the period with the most articles."""

    columns: list[Column]
    by_year: bool
    most: int
    most_in: str

    @property
    def has_years(self) -> bool:
        """Return True if years stand below the months."""
        return any(one.year for one in self.columns)


def month_chart(counts: Sequence[tuple[str, int]], form: SearchForm, labels: Labels) -> MonthChart | None:
    """Return the chart of articles counted by month (`2026-11`), or None if none has a date.

    All months are shown whatever days are chosen; if they are too many, the years, or the months of the chosen days.
    """
    known = {month: count for month, count in counts if len(month) == 7 and count}
    if not known:
        return None
    periods = _months(min(known), max(known))
    by_year = len(periods) > MOST_MONTHS
    if by_year and (chosen := _chosen_months(form, min(known), max(known))):
        periods, by_year = chosen, False
    if by_year:
        years: Counter[str] = Counter()
        for month, count in known.items():
            years[month[:4]] += count
        known, periods = dict(years), _years(years)
    most_in = max(periods, key=lambda period: known.get(period, 0))
    most = known.get(most_in, 0)
    columns = [
        Column(
            period=period,
            name=labels.month(period),
            label=_label(period, number, len(periods)),
            year=_year(period, number) if not by_year and len(periods) <= _NUMBERED else "",
            count=known.get(period, 0),
            height=max(_LOWEST, round(100 * known[period] / most)) if known.get(period) else 0,
            address=form.toggled_period(period) if known.get(period) else None,
            is_chosen=form.is_period(period),
        )
        for number, period in enumerate(periods)
    ]
    return MonthChart(columns, by_year, most, labels.month(most_in)) if most else None


def _months(first: str, last: str) -> list[str]:
    """Return all months from the first to the last; only the ends if that would be thousands."""
    start, end = (int(one[:4]) * 12 + int(one[5:]) - 1 for one in (first, last))
    if end - start > 12 * 1000:
        return [first] * (MOST_MONTHS + 1)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]


def _years(counts: Counter[str]) -> list[str]:
    """Return the years from the first to the last; if they are many, only those with articles, the newest."""
    first, last = int(min(counts)), int(max(counts))
    if last - first < _MOST_YEARS:
        return [f"{year:04}" for year in range(first, last + 1)]
    return sorted(counts)[-_MOST_YEARS:]


def _chosen_months(form: SearchForm, first: str, last: str) -> list[str]:
    """Return the months of the chosen days if they are few enough for the chart; else nothing."""
    if not (form.since or form.until):
        return []
    start, end = max(first, (form.since or first)[:7]), min(last, (form.until or last)[:7])
    if start > end:
        return []
    found = _months(start, end)
    return found if len(found) <= MOST_MONTHS else []


def _label(period: str, number: int, columns: int) -> str:
    """Return what stands below a column: few words, so that neighbours do not touch."""
    if len(period) == 4:
        step = -(-columns // _MOST_LABELS)
        return period if number % step == 0 else ""
    month = int(period[5:])
    if columns <= _NUMBERED:
        return f"{month}"
    return period[:4] if month == 1 or (number == 0 and month < 9) else ""


def _year(period: str, number: int) -> str:
    """Return the year at its first month, unless the next year's name would touch it."""
    return period[:4] if period[5:] == "01" or (number == 0 and period[5:] != "12") else ""
