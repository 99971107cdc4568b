"""Decide whether a run needs a person: the exit code of a harvest, and why, in lines. Nothing else decides it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hanoi_press.report.ordinals import nth
from hanoi_press.report.run_records import SourceRun, StoredRun
from hanoi_press.store.failed_nights import failed_nights

NIGHTS = 3  # in a row, after which a source that fails or is blocked needs a person
_CAME = ("new", "changed", "unchanged", "known")
_READ = ("stored", "unchanged", "seen", "outside")
_ANSWERED = ("left_out", "unreadable", "invalid")
_NAMED = 3  # addresses of pages in a line


class RunVerdict(NamedTuple):
    """The exit code, 0 or 1, and what needs a person, a line each; there are none exactly if the code is 0."""

    exit_code: int
    attention: list[str]


def verdict(record: StoredRun, earlier: Iterable[StoredRun] = ()) -> RunVerdict:
    """Return the verdict on a run; `earlier` are the records of earlier runs, the latest first.

    They are asked only of sources whose figures do not state `nights_in_a_row`.
    """
    before = list(earlier)
    lines = list(_of_the_machine(record))
    for source in record.sources.values():
        lines += _of_source(source, record, before)
    return RunVerdict(int(bool(lines)), lines)


def nights_in_a_row(source: SourceRun, record: StoredRun, earlier: Iterable[StoredRun]) -> int:
    """Return in how many nights in a row, this one included, a source failed or was blocked; 0 if not in this one."""
    stated = source.figures.get("nights_in_a_row")
    if type(stated) is int and stated >= 0:
        return stated
    found = ((one.run, one.sources[source.name].figures) for one in earlier if source.name in one.sources)
    return failed_nights(record.run, source.figures, found)


def _of_the_machine(record: StoredRun) -> Iterator[str]:
    found = record.content.get("damage")
    yield from (one for one in (found if isinstance(found, list) else []) if isinstance(one, str))
    sources = list(record.sources.values())
    if any(source.is_bad for source in sources) and all(map(_gave_nothing, sources)):
        yield _unreached(sources)


def _gave_nothing(source: SourceRun) -> bool:
    """Return True if a source failed, or was stopped while it failed, and its site gave no article, known or new."""
    pages = source.counts("pages")
    came = any(source.number(key) for key in _CAME) or any(pages.get(how) for how in _READ)
    was_failing = source.status == "stopped" and source.failures > 0 and not source.number("discovery_pages")
    return (source.is_bad or was_failing) and not came


def _unreached(sources: list[SourceRun]) -> str:
    if len(sources) == 1:
        return f"{sources[0].name} gave nothing: {sources[0].reason_line}"
    if any(source.counts("pages").get(how) for source in sources for how in _ANSWERED):
        return f"none of {len(sources)} sources gave an article"
    blocked = sum(source.status == "blocked" for source in sources)
    what = "is this machine online?" if blocked < len(sources) else "all of them refuse us"
    return f"none of {len(sources)} sources could be reached; {what}"


def _of_source(source: SourceRun, record: StoredRun, earlier: list[StoredRun]) -> Iterator[str]:
    """Yield what needs a person at one source."""
    name = source.name
    if faults := source.texts("own_faults"):
        yield f"{name}: {', '.join(faults)}; see the log"
    if drift := source.texts("drift"):
        more = f", and {len(drift) - 1} more" if len(drift) > 1 else ""
        yield f"{name} drifts: {drift[0]}{more}"
    nights = nights_in_a_row(source, record, earlier)
    is_strict = record.content.get("strict") is True
    if source.is_bad and (nights >= NIGHTS or is_strict):
        verb = "is blocked" if source.status == "blocked" else "failed"
        since = f", for the {nth(nights)} night in a row" if nights > 1 else ""
        yield f"{name} {verb}{since}: {source.reason_line}"
    if pages := source.texts("given_up_now"):
        named = ", ".join(pages[:_NAMED]) + (", …" if len(pages) > _NAMED else "")
        yield f"{name}: {len(pages)} page{'s' * (len(pages) != 1)} given up ({named})"
