"""Lay out one run in full: when, what, every source, each failure with its address, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hanoi_press.report.asked_archives import asked_archives
from hanoi_press.report.night_rows import duration, is_quiet, night_table, reason_lines, total_line
from hanoi_press.report.run_list import heading, state_of
from hanoi_press.report.run_records import SourceRun, StoredRun
from hanoi_press.text.plurals import count_of

_UNITS = ("bytes", "KB", "MB", "GB", "TB")


def run_as_text(data: Path, record: StoredRun) -> str:
    """Return a run in full, for a terminal; addresses stand in lines of their own and are not cut."""
    return "\n".join(_lines(data, record))


def _lines(data: Path, record: StoredRun) -> Iterator[str]:
    yield heading(record)
    if state := state_of(data, record):
        yield f"! {state}"
    if record.fault:
        yield f"  its file is {data / 'runs' / record.run}.json"
        return
    yield from _facts(record)
    if record.sources:
        yield night_table(record, is_whole=True)
    yield from reason_lines(record)
    if record.is_ended:
        yield total_line(record)
    for source in record.sources.values():
        if not is_quiet(source):
            yield ""
            yield source.name
            yield from (f"  {line}" for line in _details(source))


def _facts(record: StoredRun) -> Iterator[str]:
    version = record.content.get("version")
    facts = [f"hanoi_press {version}"] if isinstance(version, str) else []
    if record.seconds is not None:
        facts.append(f"took {duration(record.seconds)}")
    if record.content.get("strict") is True:
        facts.append("--strict")
    wanted = {source.text("wanted") for source in record.sources.values()}
    facts += [f"wanted: {one}" for one in wanted if one and len(wanted) == 1]
    if facts:
        yield ", ".join(facts)
    if disk := record.disk:
        parts = [f"{name} {size(disk[name])}" for name in ("articles", "archive", "ledger", "other") if name in disk]
        yield f"disk: {', '.join(parts)}" + (f"; free {size(disk['free'])}" if "free" in disk else "")


def _details(source: SourceRun) -> Iterator[str]:
    """Yield what the record names of a source one by one."""
    yield from (f"drift: {one}" for one in source.texts("drift"))
    yield from (f"fault: {one}" for one in source.texts("faults"))
    yield from (f"note: {one}" for one in source.mapping("notes").values() if isinstance(one, str))
    if pages := source.layers:
        yield "read by: " + ", ".join(f"{page} {number}" for page, number in pages.items())
    if left_out := {kind: number for kind, number in source.counts("left_out").items() if number}:
        yield "left out: " + ", ".join(f"{number} {kind}" for kind, number in left_out.items())
    yield from (f"{title}: {words}" for title, words in asked_archives(source.figures.get("via")).items())
    for one in source.failed:
        yield f"{one['kind']}: {one['url']}"
        if one["what"]:
            yield f"    {one['what']}"
    if source.failures > len(source.failed):
        yield f"failed, not named: {count_of(source.failures - len(source.failed), 'page')}"
    yield from (f"given up: {url}" for url in source.texts("given_up_now"))
    if waiting := source.figures.get("waiting"):
        yield f"waiting for another try: {count_of(len(waiting), 'page')}" if isinstance(waiting, list) else ""
    for one in source.revised:
        yield f"changed: {one['title'] or one['id']}"
        yield f"    {one['url']}"
    yield from (f"learnt as boilerplate: {line}" for line in source.texts("boilerplate_new"))
    for host, found in source.hosts.items():
        number = int(found.get("requests", 0))
        mean = found.get("seconds", 0.0) / number if number else 0.0
        slowest = found.get("slowest", 0.0)
        yield f"{host}: {count_of(number, 'request')}, {mean:.1f} s on average, {slowest:.1f} s at most"


def size(number: int) -> str:
    """Return a number of bytes as people write it: `1.4 GB`."""
    value, unit = float(number), 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.0f} {_UNITS[unit]}" if unit == 0 or value >= 10 else f"{value:.1f} {_UNITS[unit]}"
