"""Lay out a run for a terminal of 80 columns: a source a row, the reasons of failures, and one line of totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hanoi_press.report.ordinals import nth, nth_in_figures
from hanoi_press.report.run_records import SourceRun, StoredRun
from hanoi_press.text.plurals import count_of

WIDTH = 80
HEADS = ("new", "changed", "failed", "blocked", "read by", "time")
_TO_THE_LEFT = 4  # the column that is no number
_ALIKE = 3  # sources with the same reason that share a line
_RETRIES = 10  # units that ran again and are named
_STATUS = {"drifted": "drifts", "failed": "failed", "blocked": "blocked", "stopped": "stopped early"}


class NightRow(NamedTuple):
    """A row: its first cell, the cells under `HEADS`, and a remark, long and short."""

    first: str
    cells: tuple[str, ...]
    remark: str
    short: str


def source_row(source: SourceRun, first: str) -> NightRow:
    """Return the row of a source in one run; `first` is the cell that names the source, or the run."""
    numbers = (source.number("new"), source.number("changed"), source.failures, source.number("blocked"))
    cells = (*map(str, numbers), source.layer or "-", duration(source.seconds))
    remark, short = _remark(source)
    return NightRow(first, cells, remark, short)


def rows_as_text(title: str, rows: Sequence[NightRow], heads: tuple[str, ...] = HEADS) -> str:
    """Return rows under their heads, with short remarks if the long ones make a line too wide."""
    head = NightRow(title, heads, "", "")
    table = [head, *rows]
    first = max(len(row.first) for row in table)
    widths = [max(len(row.cells[at]) for row in table) for at in range(len(heads))]
    lines: list[str] = []
    for wording in ("remark", "short"):
        lines = [_line(row, first, widths, getattr(row, wording)) for row in table]
        if max(map(len, lines)) <= WIDTH:
            break
    return "\n".join(lines)


def night_table(record: StoredRun, *, is_whole: bool = False) -> str:
    """Return the table of a run: what went wrong first; sources with nothing to say in one line, unless `is_whole`."""
    every = list(record.sources.values())
    quiet = [] if is_whole else [source for source in every if is_quiet(source)]
    shown = sorted((source for source in every if source not in quiet), key=lambda source: not _remark(source)[0])
    parts = [rows_as_text("source", [source_row(source, source.name) for source in shown])] if shown else []
    if quiet:
        named = f"nothing new: {', '.join(source.name for source in quiet)}"
        parts.append(named if len(named) <= WIDTH else f"nothing new: {len(quiet)} {'other ' if shown else ''}sources")
    return "\n".join(parts)


def is_quiet(source: SourceRun) -> bool:
    """Return True if there is nothing to say of a source: it was read without trouble, and nothing was new."""
    numbers = (source.number("new"), source.number("changed"), source.failures, source.number("blocked"))
    return source.status == "ok" and not any(numbers) and not _remark(source)[0] and not notes(source)


def reason_lines(record: StoredRun) -> list[str]:
    """Return why something failed, a line each: first what needs a person, marked with `!`, then the rest.

    Sources that failed alike, as on a night without a network, share a line.
    """
    lines = [f"! {one}" for one in record.attention]
    shared: dict[str, list[str]] = {}
    for source in record.sources.values():
        if source.reason_line and not any(_is_about(source, one) for one in record.attention):
            shared.setdefault(_reason(source), []).append(source.name)
    for reason, names in shared.items():
        if len(names) < _ALIKE:
            lines += [f"  {name} {reason}" for name in names]
        else:
            lines.append(f"  {len(names)} sources {reason}: {', '.join(names)}")
    for source in record.sources.values():
        if not source.reason_line and source.failures:
            kinds = source.counts("unreadable_kinds") or _kinds(source)
            listed = ", ".join(f"{number} {kind}" for kind, number in kinds.items() if number)
            what = "1 page or list" if source.failures == 1 else f"{source.failures} pages or lists"
            lines.append(f"  {source.name}: {what} failed" + (f" ({listed})" if listed else ""))
        lines += [f"  {source.name}: {one}" for one in notes(source)]
    if record.salvaged:
        lines.append(f"  a run before was broken off; kept of it: {count_of(record.salvaged, 'article')}")
    return lines + retry_lines(record)


def retry_lines(record: StoredRun) -> list[str]:
    """Return which units of work ran again, and why, a line each; the first ones only."""
    shown, more = record.retries[:_RETRIES], len(record.retries) - _RETRIES
    return [f"  run again: {one}" for one in shown] + [f"  run again: … and {more} more"] * (more > 0)


def _reason(source: SourceRun) -> str:
    """Return how a source ended, and why: `failed: the host's name does not resolve (dns)`."""
    reason = source.reason_line
    if source.is_bad and source.texts("drift"):  # which is said already
        reason = ", ".join(source.texts("faults")) or reason
    return f"{_STATUS.get(source.status, 'failed')}: {reason}"


def notes(source: SourceRun) -> list[str]:
    """Return what a reader of the table wants to know although nothing failed."""
    found = []
    if again := source.counts("reread"):
        read = sum(again.get(how, 0) for how in ("stored", "unchanged", "seen", "outside"))
        vain = sum(again.values()) - read
        found.append(f"{read} read again from the archive" + (f", {vain} in vain" if vain else ""))
    if source.status == "stopped" or (source.is_bad and source.text("reason") in ("time", "shutdown")):
        found.append(f"ended early: {source.text('reason') or 'on request'}; the next run continues")
    if unseen := source.text("unseen_days"):
        found.append(unseen)
    return found


def total_line(record: StoredRun) -> str:
    """Return the last line of a run: its sums, and whether it needs a person, as its exit code says."""
    every = list(record.sources.values())
    sums = [sum(numbers) for numbers in zip(*map(_numbers, every), strict=True)] or [0, 0, 0, 0]
    words = [f"{number} {word}" for number, word in zip(sums, HEADS, strict=False)]
    took = [] if record.seconds is None else [duration(record.seconds)]
    return f"total: {', '.join([count_of(len(every), 'source'), *took, *words])}; {ending(record)}"


def ending(record: StoredRun) -> str:
    """Return how a run ended, in few words: `all well` and `1 stumbled` are exit code 0, a person is needed after 1."""
    if record.fault:
        return "its record cannot be read"
    if not record.is_ended:
        return "it did not reach its end"
    if record.exit_code:
        number = len(record.attention)
        return f"{number} need{'s' * (number == 1)} a person" if number else "failed"
    bad = sum(source.is_bad for source in record.sources.values())
    stopped = sum(source.status == "stopped" for source in record.sources.values())
    early = f", {stopped} stopped early" if stopped else ""
    return (f"{bad} stumbled" if bad else "all well") + early


def duration(seconds: float | None) -> str:
    """Return a duration in at most five characters: `8s`, `12m`, `2h05m`."""
    if seconds is None:
        return "-"
    whole = round(seconds)
    if whole < 60:
        return f"{whole}s"
    minutes = round(seconds / 60)
    return f"{minutes}m" if minutes < 60 else f"{minutes // 60}h{minutes % 60:02}m"


def _numbers(source: SourceRun) -> tuple[int, int, int, int]:
    return source.number("new"), source.number("changed"), source.failures, source.number("blocked")


def _kinds(source: SourceRun) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in source.failed:
        found[one["kind"]] = found.get(one["kind"], 0) + 1
    return found


def _is_about(source: SourceRun, line: str) -> bool:
    """Return True if a line of attention says why this source failed."""
    is_of_drift = line.startswith(f"{source.name} drifts")
    return line.startswith(f"{source.name} ") and (source.status == "drifted" or not is_of_drift)


def _remark(source: SourceRun) -> tuple[str, str]:
    """Return the remark of a row, long and short."""
    nights = source.number("nights_in_a_row")
    if source.is_bad and nights > 1 and not source.texts("drift"):
        return f"{nth(nights)} night in a row", f"{nth_in_figures(nights)} night"
    if source.texts("drift"):
        return ("failed, drifts" if source.status == "failed" else "drifts"), "drifts"
    if status := _STATUS.get(source.status, ""):
        return status, status
    if number := len(source.texts("given_up_now")):
        return f"{count_of(number, 'page')} given up", "given up"
    return "", ""


def _line(row: NightRow, first: int, widths: Iterable[int], remark: str) -> str:
    cells = [
        cell.ljust(width) if at == _TO_THE_LEFT else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(row.cells, widths, strict=True))
    ]
    return " ".join([row.first.ljust(first), *cells, remark]).rstrip()
