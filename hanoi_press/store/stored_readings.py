"""Count how the stored articles of a source were read, night by night, from the lines of the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from hanoi_press.store.seeded_figures import has_earlier, seeded_readings
from hanoi_press.store.segments import lines, segments

_MOST_LINES = 400  # of a source, the newest segments first
_MOST_SEEN = 4_000  # with those of captures, of which a back-fill writes any number


class _Reading(msgspec.Struct):
    page: str
    fields: dict[str, str]
    confidence: str | None = None
    via: str | None = None


class _ReadLine(msgspec.Struct):
    fetched_at: str
    extraction: _Reading


_DECODER = msgspec.json.Decoder(_ReadLine)


def stored_readings(data: Path, source: str, before: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield day (`20261124`) and figures, as a run's record has them, of stored articles, the latest day first.

    Segments of the run `before` are left out, and so are captures of web archives and what cannot be read. In a part
    it is what it was seeded with. Raises `OSError`.
    """
    if has_earlier(data):
        yield from seeded_readings(data)
        return
    days: dict[str, Counter[str]] = {}
    left, seen = _MOST_LINES, 0
    root = data / "articles" / source
    found = segments(root) if root.is_dir() else []
    for path in sorted(found, key=lambda one: (one.parent.name, one.name), reverse=True):
        if path.name.startswith(before):
            continue
        for line in lines(path, lambda fault: None):
            try:
                reading = _DECODER.decode(line.raw)
            except msgspec.MsgspecError:
                continue
            seen += 1
            if reading.extraction.via is not None:
                continue
            left -= 1
            _count(reading.extraction, days.setdefault(reading.fetched_at[:10].replace("-", ""), Counter()))
        if left <= 0 or seen >= _MOST_SEEN:
            break
    for day in sorted(days, reverse=True):
        yield day, {"extraction": reading_figures(days[day])}


def _count(reading: _Reading, counts: Counter[str]) -> None:
    for kind in reading_kinds(reading.page, reading.fields, reading.confidence):
        counts[kind] += 1


def reading_kinds(page: str, fields: dict[str, str], confidence: str | None) -> Iterator[str]:
    """Yield the kinds by which a read article is counted: `page/onecms-detail`, `field/title/css`, `confidence/low`."""
    yield f"page/{page}"
    for name, origin in fields.items():
        yield f"field/{name}/{origin}"
    if confidence is not None:
        yield f"confidence/{confidence}"


def reading_figures(counts: Counter[str]) -> dict[str, dict[str, int]]:
    """Return these counts as a run's record has them, each group in alphabetical order."""
    found: dict[str, dict[str, int]] = {"pages": {}, "fields": {}, "confidence": {}}
    names = {"page": "pages", "field": "fields", "confidence": "confidence"}
    for kind, number in sorted(counts.items()):
        group, _, rest = kind.partition("/")
        if rest and group in names:
            found[names[group]][rest] = number
    return found
