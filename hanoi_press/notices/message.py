"""Write the notice of a run: its verdict, what needs a person, where the report is. Short and plain."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from hanoi_press.report.night_words import stumbles, verdict_of
from hanoi_press.report.reported_run import read_run
from hanoi_press.report.reported_source import ReportedSource

_LINES = 12  # things to do that are named, and sources that stumbled
_LONGEST = 300  # characters of a line
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


class Notice(NamedTuple):
    """A notice; `is_alarm`: a person is needed."""

    title: str
    text: str
    is_alarm: bool


def notice_of(data: Path, run: str) -> Notice:
    """Return the notice of a run by its record, in the words of the report."""
    stated = read_run(data / "runs" / f"{run}.json")
    verdict = verdict_of(stated)
    is_alarm = verdict.tone in ("attention", "unknown")
    parts = [f"{verdict.sentence}\n"]
    if verdict.attention:
        parts.append(_listed("What needs a person:", verdict.attention))
    named = tuple(line.partition(":")[0].partition(" ")[0] for line in verdict.attention)
    if others := [one for one in stumbles(stated) if one.name not in named]:
        is_everything = len(others) == len(stated.sources)  # then a line above says that nothing could be reached
        parts.append(_listed("Why:" if is_everything and verdict.attention else "Needs nobody yet:", _reasons(others)))
    where = [f"Run {run} on {socket.gethostname()}, exit code {_shown(stated.exit_code)}."]
    report = data / "reports" / f"{run}.html"
    where.append(f"Report: {report}" if report.is_file() else f"Record: {data / 'runs' / f'{run}.json'}")
    return Notice(f"hanoi-press: {_line(verdict.headline)}", "\n".join([*parts, *where]), is_alarm)


def example_notice(data: Path) -> Notice:
    """Return the notice of a test."""
    text = f"This is a test: notices of harvests into {data} on {socket.gethostname()} arrive here."
    return Notice("hanoi-press: test of the notices", text, False)


def failed_notice(data: Path, what: str = "") -> Notice:
    """Return the notice of a harvest that did not end by itself; `what`: how the service manager says it ended."""
    lines = [
        f"The harvest into {data} on {socket.gethostname()} did not start or was killed{f' ({what})' if what else ''}.",
        "What it had stored is kept, and the next run goes on from there.",
        "Look at the log of the service: journalctl -u hanoi-press",
    ]
    return Notice("hanoi-press: the harvest did not end", "\n".join(lines), True)


def _reasons(sources: Sequence[ReportedSource]) -> list[str]:
    """Return why sources failed, a line each; those that failed alike share one."""
    shared: dict[str, list[str]] = {}
    for one in sources:
        shared.setdefault(one.reason or one.status, []).append(one.name)
    return [f"{', '.join(names)}: {reason}" for reason, names in shared.items()]


def _listed(title: str, lines: list[str]) -> str:
    shown = [f"- {_line(one)}" for one in lines[:_LINES]]
    more = [f"- … and {len(lines) - _LINES} more"] if len(lines) > _LINES else []
    return "\n".join([title, *shown, *more]) + "\n"


def _line(text: str) -> str:
    """Return a text as one line without control characters: it may quote a page."""
    found = _CONTROL.sub(" ", text).strip()
    return found if len(found) <= _LONGEST else found[: _LONGEST - 1] + "…"


def _shown(exit_code: int | None) -> str:
    return "unknown" if exit_code is None else str(exit_code)
