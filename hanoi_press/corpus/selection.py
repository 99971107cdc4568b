"""Decide which segments and which of their lines `load` loads, and read them in this process or in another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from hanoi_press.corpus.days import Days
from hanoi_press.corpus.visible_lines import VisibleLines
from hanoi_press.items import SCHEMA_VERSION, Article
from hanoi_press.schema import parse_line
from hanoi_press.store.manifest import read_manifest
from hanoi_press.store.pruned_archives import PrunedArchives
from hanoi_press.store.segments import Fault, SegmentLine, lines, segments, source_of_segment
from hanoi_press.store.takedown import TakeDown

OnFault = Callable[[Fault], None]


class Selection:
    """The lines of segments that are loaded. `days`: of publication that are wanted."""

    def __init__(
        self,
        paths: list[Path],
        days: Days,
        *,
        removed: TakeDown,
        copies: Iterable[str],
        latest: bool,
        pruned: PrunedArchives | None,
    ) -> None:
        """`removed`, `copies` and `latest`: see `VisibleLines.scan`."""
        self.paths = paths
        self.days = days
        self.visible = VisibleLines()
        self._removed = removed
        self._copies = copies
        self._latest = latest
        self._pruned = pruned
        self._is_scanned = False
        self._stamps: dict[Path, tuple[int, ...] | None] = {}

    def scan(self, on_fault: OnFault) -> None:
        """Decide which lines are loaded, once; `paths` then has the segments that can be read. Raises `OSError`."""
        if self._is_scanned:
            return
        self._is_scanned = True
        readable = []
        for path in self.paths:
            if fault := newer_schema(path):
                on_fault(fault)
            else:
                readable.append(path)
                self._stamps[path] = _stamp(path)
        self.paths = readable
        self.visible.scan(readable, self._removed, self._copies, latest=self._latest)

    def articles(self, on_fault: OnFault) -> Iterator[Article]:
        """Yield the articles. Raises `OSError`, and what `on_fault` raises."""
        self.scan(on_fault)
        for segment in self.paths:
            if _stamp(segment) != self._stamps[segment]:  # which of its lines are loaded is not known then
                on_fault(Fault(segment, 0, "it was replaced or removed while the corpus was read; read it again"))
                continue
            wanted = filter(self.visible.is_visible, lines(segment, on_fault))
            for article in articles_of(wanted, self.visible.refusal, self.days, on_fault):
                if self._pruned is not None and article.archive is not None:
                    article.archive.pruned = article.archive.pruned or self._pruned.day(article.archive.file)
                yield article


def _stamp(path: Path) -> tuple[int, ...] | None:
    """Return what tells a file from another one in its place; None if there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def articles_of(
    visible: Iterable[SegmentLine], refusal: Callable[[SegmentLine], str | None], days: Days, on_fault: OnFault
) -> Iterator[Article]:
    """Yield the articles of lines; `refusal` returns why a line that can be read is not loaded, or None."""
    for line in visible:
        try:
            article = parse_line(line.raw)
            if reason := refusal(line):
                raise ValueError(reason)
            if not days.include(article):
                continue
        except ValueError as error:
            on_fault(Fault(line.path, line.number, str(error)))
        else:
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
        from hanoi_press.sources.names import unknown_source  # imported late, because all sources come with it

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
