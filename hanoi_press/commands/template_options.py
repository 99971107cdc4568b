"""Implement `scrapy sources NAME --template`: print the learnt template of a source, as CSS for a page class."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hanoi_press.commands.program import program
from hanoi_press.pages.learnt_template import DROP, FIELDS, digest
from hanoi_press.pages.template_counts import TemplateCounts
from hanoi_press.store.learnt_names import names_of_captures, source_of, year_of
from hanoi_press.store.templates import FOLDER, load_template, own_template_path, template_path

_NAMES = {"published": "DATE", "authors": "AUTHOR"}  # of a page class, where they differ from the field's


def show_template(data: Path, source: str, *, as_json: bool) -> str:
    """Return the learnt template of a source (or of a year's captures: `mst@2015`) as text or JSON.

    Raises `OSError`, `ValueError`.
    """
    counts = load_template(data, source)
    if as_json:
        return json.dumps(_stated(counts), ensure_ascii=False, indent=1)
    return "\n".join([*_lines(counts, data, source), *_of_captures(data, source)])


def _of_captures(data: Path, source: str) -> list[str]:
    """Return a line that says of which years captures have taught."""
    years = [str(year_of(name)) for name in names_of_captures(data / FOLDER, source)]
    return ["", f"# learnt from captures, by year (--year YEAR): {', '.join(years)}"] if years else []


def _nothing(source: str) -> str:
    name, year = source_of(source), year_of(source)
    if year is None:
        return f"{source}: no template was learnt yet; a crawl or `{program()} replay {source}` learns it"
    learns = f"`{program()} doctor {name} --via wayback --years {year}`"
    return f"{name}: no template was learnt from captures of {year} yet; a crawl by via= or {learns} learns it"


def _stated(counts: TemplateCounts) -> dict[str, Any]:
    """Return what is used, with its counts, as plain JSON types."""
    fields = {}
    for field in FIELDS:
        known = counts.fields.get(field, {})
        locators = [
            {"css": one, "by_hand": True}
            if field in counts.ruled
            else {
                "css": one,
                "found": known[one].found,
                "other": known[one].other,
                "missed": known[one].missed,
                "first": known[one].first,
                "last": known[one].last,
            }
            for one in counts.used(field)
        ]
        if locators or field in counts.ruled:
            fields[field] = {"confidence": counts.confidence(field), "locators": locators}
    days = {"pages": counts.pages, "first": counts.first or None, "last": counts.last or None}
    boxes = {DROP: counts.drops(), "captions": counts.captions()}
    return {"digest": digest(counts.template()), **days, "fields": fields, **boxes}


def _lines(counts: TemplateCounts, data: Path, source: str) -> list[str]:
    ruled, own = counts.ruled, own_template_path(data, source)
    if not counts.pages and not ruled:
        return [_nothing(source)]
    found = [
        f"# {source}: learnt from {counts.pages} pages"
        + (f", {counts.first} to {counts.last}" if counts.pages else "")
        + f" ({template_path(data, source)})",
        f'# Lines of a page class. What {own} says counts instead: title = "h1.title"',
    ]
    for field in FIELDS:
        if field in ruled or counts.used(field):
            found += ["", *_field(counts, field)]
    boxes = counts.drops()
    if captions := counts.captions():
        found += ["", f"# boxes inside the body that hold captions: {', '.join(captions)}"]
    if boxes:
        by_hand = " (those of the file by hand among them)" if DROP in ruled else ""
        found += ["", f"# boxes inside the body that are no text{by_hand}: {', '.join(boxes)}"]
        classes = sorted({name for one in boxes if (name := one.partition(".")[2]).isascii() and " " not in one})
        if classes:
            found.append(f"DROP_CLASSES = frozenset({{{', '.join(map(_quoted, classes))}}})")
    return found


def _field(counts: TemplateCounts, field: str) -> list[str]:
    used, known = counts.used(field), counts.fields.get(field, {})
    rows = [f"{_NAMES.get(field, field.upper())} = (  # confidence {counts.confidence(field)}"]
    for one in used:
        row = f"    css({_quoted(one)}),"
        if field in counts.ruled:
            rows.append(f"{row}  # by hand")
            continue
        seen = known[one]
        rows.append(
            f"{row}  # found on {seen.found} pages, {seen.first} to {seen.last}; "
            f"another element on {seen.other}, nothing on {seen.missed}"
        )
    if not used:
        rows.append("    # by hand: never by a learnt template")
    return [*rows, ")"]


def _quoted(css: str) -> str:
    return json.dumps(css, ensure_ascii=False)
