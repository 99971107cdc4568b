"""Say in words what a run was like: headline, tone and what to look at. The verdict itself is the run's own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from hanoi_press.report.reported_run import ReportedRun
from hanoi_press.report.reported_source import ReportedSource

# How a page or a cell is coloured: all well, a stumble that needs nobody, a person is needed, nobody knows.
TONES = ("well", "stumble", "attention", "unknown")
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class Verdict(NamedTuple):
    """The run in one headline and one sentence, its tone, and the lines that need a person."""

    tone: str
    headline: str
    sentence: str
    attention: list[str]


def verdict_of(run: ReportedRun) -> Verdict:
    """Return the verdict that the run's record states, in words."""
    if not run.is_readable:
        return Verdict("unknown", "The record of this run cannot be read", f"Look at runs/{run.run}.json.", [])
    if run.is_unfinished:
        return Verdict(
            "unknown",
            "This run did not end",
            "It was killed, or is still running. The next run keeps every whole article and continues.",
            run.attention,
        )
    lines = run.attention
    if lines or run.exit_code:
        if not lines:  # records of earlier versions do not say what needs a person
            lines = [f"{one.name}: {one.reason or one.status}" for one in run.troubled]
        things = _things(len(lines)) if lines else f"The run ended with exit code {run.exit_code}"
        return Verdict("attention", things, _articles(run), lines)
    if run.troubled:
        names = " and ".join(
            [", ".join(one.name for one in run.troubled[:-1])] * (len(run.troubled) > 1) + [run.troubled[-1].name]
        )
        return Verdict("stumble", f"All well, but {names} stumbled", f"{_articles(run)} Nothing to do tonight.", [])
    return Verdict("well", "All well", _articles(run), [])


def stumbles(run: ReportedRun) -> list[ReportedSource]:
    """Return the sources that did not end well, those that have not for the longest time first."""
    return sorted(run.troubled, key=lambda one: -one.number("nights_in_a_row"))


def in_a_row(nights: int) -> str:
    """Return how often this happened, in words; "" for the first time.

    >>> in_a_row(3)
    'third night in a row'
    """
    if nights < 2:
        return ""
    named = {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth"}
    return f"{named.get(nights) or f'{nights}th'} night in a row"


def long_day(when: date | None) -> str:
    """Return a day in words: `Thursday 26 November 2026`; "an unknown day" for None."""
    return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}" if when else "an unknown day"


def short_day(when: date | None) -> str:
    """Return a day in few characters: `26 Nov`; "?" for None."""
    return f"{when.day} {_MONTHS[when.month - 1][:3]}" if when else "?"


def weekday(when: date | None) -> str:
    """Return a day of the week in three letters; "" for None."""
    return _DAYS[when.weekday()][:3] if when else ""


def month_name(month: str) -> str:
    """Return `2026-11` as `November 2026`; any other text as it is."""
    year, _, number = month.partition("-")
    known = number.isascii() and number.isdecimal() and 1 <= int(number) <= 12
    return f"{_MONTHS[int(number) - 1]} {year}" if known else month


def duration(seconds: float | None) -> str:
    """Return a time in its two largest units: `1 h 05 min`, `3 min 20 s`, `0.4 s`; "–" for None."""
    if seconds is None:
        return "–"
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = timedelta(seconds=round(min(seconds, 1e9)))
    minutes, rest = divmod(whole.days * 86_400 + whole.seconds, 60)
    if minutes < 60:
        return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
    return f"{minutes // 60:,} h {minutes % 60:02} min"


def size(number: float | None) -> str:
    """Return bytes in the largest unit that leaves a number of 1 or more: `4.2 MB`; "–" for None."""
    if number is None:
        return "–"
    for unit in ("B", "kB", "MB", "GB", "TB"):
        if number < 999.5 or unit == "TB":
            return f"{number:,.0f} {unit}" if unit == "B" or number >= 99.5 else f"{number:.1f} {unit}"
        number /= 1000
    raise AssertionError  # pragma: no cover


def several(number: int, noun: str) -> str:
    """Return a number with its noun: `1 page`, `1,200 pages`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _things(count: int) -> str:
    return "One thing needs a person" if count == 1 else f"{count} things need a person"


def _articles(run: ReportedRun) -> str:
    """Return what the run brought, in a sentence."""
    new, changed = run.total("new"), run.total("changed")
    reached = len(run.sources) - len(run.of_status("failed", "blocked"))
    found = several(new, "new article") if new else "No new article"
    corrected = f" and {several(changed, 'correction')}" if changed else ""
    return f"{found}{corrected} from {reached} of {several(len(run.sources), 'source')}."
