"""Load the articles of a data folder as a stream, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from hanoi_press.corpus.duplicate_links import copies_to_leave_out
from hanoi_press.corpus.visible_lines import VisibleLines
from hanoi_press.items import SCHEMA_VERSION, Article
from hanoi_press.schema import parse_line
from hanoi_press.sources.names import unknown_source
from hanoi_press.store.manifest import read_manifest
from hanoi_press.store.pruned_archives import PrunedArchives
from hanoi_press.store.segments import Fault, data_folder, lines, refuse, segments, source_of_segment
from hanoi_press.store.takedown import taken_down
from hanoi_press.text.moments import day_in_hanoi

FAULTS_KEPT = 1000  # faults that are named; further ones are only counted


class Articles(Iterator[Article]):
    """A stream of articles, from `load`. `skipped` counts the faults so far, `faults` names the first 1000."""

    def __init__(self) -> None:
        self.skipped = 0
        self.faults: list[Fault] = []
        self.stream: Iterator[Article] = iter(())

    def __next__(self) -> Article:
        return next(self.stream)

    def skip(self, fault: Fault) -> None:
        """Count a fault instead of raising it."""
        self.skipped += 1
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(fault)


def load(
    path: str | Path = "data",
    *,
    sources: str | Iterable[str] | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    revisions: Literal["latest", "all"] = "latest",
    on_error: Literal["raise", "skip"] = "raise",
    without_copies: bool = False,
) -> Articles:
    """Stream the corpus as `Article`s, in the order of sources, months and files.

    `path`: the data folder; also a folder of segments, one segment (`.jsonl`, `.jsonl.zst`) or a glob.
    `sources`: only these (one name or several). `since`, `until`: days of Hanoi on which articles were published, both
    included; an article without a date is then left out. `revisions`: the newest of each article, or all.
    `without_copies`: leave out the copies that `hanoi-press corpus duplicates --write` found.
    Articles on the data folder's take-down list are always left out. `archive.pruned` of an article is the day on which
    the file with its page was deleted (`corpus prune-archives`).

    A broken line, or one that is not as it was written (by the segment's manifest), raises `FaultError` with file, line
    and reason; with `on_error="skip"` it is counted (`.skipped`,
    `.faults`) and the rest loads. Raises `ValueError` for an invalid argument, `FileNotFoundError` if there is no
    corpus. Memory: one article and one bit for each line; ids are sorted in a temporary file.
    """
    _one_of("revisions", revisions, ("latest", "all"))
    _one_of("on_error", on_error, ("raise", "skip"))
    names = [sources] if isinstance(sources, str) else None if sources is None else list(sources)
    first, last = day_of("since", since), day_of("until", until)
    if first and last and first > last:
        raise ValueError(
            f"invalid since={first}, until={last}: since is after until; use the first day and the last day"
        )
    loaded = Articles()
    data = data_folder(path)
    copies = copies_to_leave_out(data) if without_copies else ()
    loaded.stream = _stream(
        find(path, names),
        partial(VisibleLines.scan, removed=taken_down(data), copies=copies, latest=revisions == "latest"),
        refuse if on_error == "raise" else loaded.skip,
        lambda article: not (first or last) or _published_within(article, first, last),
        PrunedArchives(data) if data else None,
    )
    return loaded


def _stream(
    paths: list[Path],
    scan: Callable[[VisibleLines, list[Path]], None],
    on_fault: Callable[[Fault], None],
    wanted: Callable[[Article], bool],
    pruned: PrunedArchives | None,
) -> Iterator[Article]:
    readable = []
    for path in paths:
        if fault := newer_schema(path):
            on_fault(fault)
        else:
            readable.append(path)
    visible = VisibleLines()
    scan(visible, readable)
    for segment in readable:
        for line in filter(visible.is_visible, lines(segment, on_fault)):
            try:
                article = parse_line(line.raw)
                if reason := visible.damage(line) or visible.conflict(line):
                    raise ValueError(reason)
                if not wanted(article):
                    continue
            except ValueError as error:
                on_fault(Fault(line.path, line.number, str(error)))
            else:
                if pruned is not None and article.archive is not None:
                    article.archive.pruned = article.archive.pruned or pruned.day(article.archive.file)
                yield article


def find(path: str | Path, sources: list[str] | None) -> list[Path]:
    """Return the segments to load. Raises `FileNotFoundError` if there are none, `ValueError` for an unknown source."""
    everything = segments(path)
    if not everything:
        raise FileNotFoundError(f"{path}: no segment (.jsonl, .jsonl.zst); `hanoi-press crawl hanoimoi` writes some")
    if sources is None:
        return everything
    available = sorted({name for one in everything if (name := source_of_segment(one))})
    for name in sorted(set(sources) - set(available)):
        raise ValueError(unknown_source(name, available, f"{path} contains articles of"))
    return [one for one in everything if source_of_segment(one) in sources]


def newer_schema(segment: Path) -> Fault | None:
    """Return the fault of a segment whose manifest names a schema that this version does not know, or None."""
    stated = read_manifest(segment)
    if stated is None or "schema_version" not in stated:
        return None  # a broken manifest must not lose articles; `validate` reports it
    version = stated["schema_version"]
    if isinstance(version, int) and version <= SCHEMA_VERSION:
        return None
    return Fault(
        segment, 0, f"schema version {version!r}; this hanoi_press reads up to {SCHEMA_VERSION}; install a newer one"
    )


def day_of(name: str, value: str | date | None) -> str | None:
    """Return a day as `2026-11-01`. Raises `ValueError`, naming the argument, for anything else."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else value.isoformat()
    except (ValueError, AttributeError):
        raise ValueError(f"invalid {name}={value!r}; use a day like 2026-11-01") from None


def day_published(article: Article) -> str | None:
    """Return the day of Hanoi on which an article was published; None if it has no date.

    Raises `ValueError` for a date that does not exist.
    """
    stated = article.published_at
    if stated is None:
        return None
    try:
        return day_in_hanoi(stated)
    except (ValueError, OverflowError):
        raise ValueError(f"published_at is {stated!r}") from None


def known_day(article: Article) -> str | None:
    """Return the same as `day_published`, and None for a date that does not exist."""
    try:
        return day_published(article)
    except ValueError:
        return None


def _published_within(article: Article, first: str | None, last: str | None) -> bool:
    day = day_published(article)
    return day is not None and (first is None or day >= first) and (last is None or day <= last)


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"invalid {name}={value!r}; use {' or '.join(map(repr, allowed))}")
