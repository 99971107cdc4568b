"""Load and save the learnt template of a source, `templates/<source>.json`, and a person's, `<source>.toml`.

The person's file names fields and their CSS, one selector or a list of them; it overrules what was learnt:

    title = "h1.title"
    body = ["div.content", "article"]
    tags = []                 # never by a learnt template
    drop = ["div.related"]    # boxes inside the body that are no text
"""

from __future__ import annotations

import json
import logging
import re
import tomllib
from pathlib import Path
from typing import Any

from hanoi_press.pages.learnt_template import DROP, FIELDS
from hanoi_press.pages.locators import compiled
from hanoi_press.pages.template_counts import TemplateCounts
from hanoi_press.store.atomic import write_whole
from hanoi_press.store.files_by_hand import lines_by_hand

logger = logging.getLogger(__name__)
FOLDER = "templates"
_LARGEST = 2_000_000  # bytes; a file that we wrote has less than 100,000
_LONGEST = 1000  # characters of a selector
_MOST = 20  # selectors of a field


def template_path(data: Path, source: str) -> Path:
    """Return `<data>/templates/<source>.json`: the counted locators."""
    return data / FOLDER / f"{source}.json"


def own_template_path(data: Path, source: str) -> Path:
    """Return `<data>/templates/<source>.toml`: a person's selectors."""
    return data / FOLDER / f"{source}.toml"


def load_template(data: Path, source: str) -> TemplateCounts:
    """Return the learnt template of a source with a person's selectors applied; empty if nothing was learnt.

    A file that cannot be read is renamed to `.broken` with a warning, and the template is learnt again.
    Raises `ValueError` for a broken file of a person, `OSError`.
    """
    path = template_path(data, source)
    counts = TemplateCounts()
    if path.exists():
        try:
            if path.stat().st_size > _LARGEST:
                raise ValueError(f"it is larger than {_LARGEST} bytes")
            counts = TemplateCounts.from_dict(json.loads(path.read_text("utf-8")))
        except (ValueError, AttributeError, RecursionError) as error:
            logger.warning("%s cannot be read and is learnt anew (kept as .broken): %s", path, error)
            path.replace(path.with_suffix(".broken"))
    counts.ruled = own_selectors(own_template_path(data, source))
    return counts


def save_template(counts: TemplateCounts, data: Path, source: str) -> None:
    """Write the learnt template of a source, whole or not at all. Raises `OSError`."""
    write_whole(template_path(data, source), _as_text(counts.to_dict()))


def _as_text(stored: dict[str, Any]) -> str:
    """Return the JSON with a line for each locator."""
    fields = [f" {json.dumps(name)}: {_rows(rows)}" for name, rows in stored["fields"].items()]
    parts = {name: json.dumps(value, ensure_ascii=False) for name, value in stored.items()}
    parts |= {"fields": "{\n" + ",\n".join(fields) + "\n}", "boxes": _rows(stored["boxes"])}
    return "{\n" + ",\n".join(f"{json.dumps(name)}: {value}" for name, value in parts.items()) + "\n}\n"


def _rows(rows: list[dict[str, Any]]) -> str:
    return "[" + ",".join(f"\n  {json.dumps(row, ensure_ascii=False)}" for row in rows) + "]"


def stored_digest(data: Path, source: str) -> str | None:
    """Return the digest of the locators that a source's stored template uses; None if there is no template."""
    try:
        stored = json.loads(template_path(data, source).read_text("utf-8"))
        return str(stored["digest"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def own_selectors(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the selectors that a person wrote, by field; {} if there is no such file.

    Raises `ValueError`, with file and line, for one that is broken, and `OSError`.
    """
    if not path.exists():
        return {}
    lines = lines_by_hand(path)
    try:
        stated = tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ValueError(f"{path}:{_line_in(str(error), lines)}: invalid TOML: {error}") from None
    return {field: _selectors(path, lines, field, value) for field, value in stated.items()}


def _selectors(path: Path, lines: list[str], field: str, value: object) -> tuple[str, ...]:
    place = f"{path}:{_line_of(field, lines)}"
    if field not in (*FIELDS, DROP):
        raise ValueError(f"{place}: invalid field {field!r}; use {', '.join((*FIELDS, DROP))}")
    stated = [value] if isinstance(value, str) else value
    if not isinstance(stated, list) or not all(isinstance(one, str) for one in stated) or len(stated) > _MOST:
        raise ValueError(f'{place}: invalid value of {field}; use a CSS selector in quotes, or a list: ["h1.title"]')
    for one in stated:
        try:
            if not one.strip() or len(one) > _LONGEST:
                raise ValueError("it is empty or too long")
            compiled(one)
        except Exception as error:  # cssselect's and lxml's errors have no common base
            raise ValueError(
                f"{place}: invalid CSS selector {one[:_LONGEST]!r} of {field}: {error}; use one like 'div.title > h1'"
            ) from None
    return tuple(stated)


def _line_of(field: str, lines: list[str]) -> int:
    """Return the number of the line that states a field."""
    stated = re.compile(rf"""\s*\[*["']?{re.escape(field)}["'\s=.\]]""")
    return next((number for number, line in enumerate(lines, 1) if stated.match(line)), 1)


def _line_in(message: str, lines: list[str]) -> int:
    """Return the number of the line that a message of tomllib names; else of the last one."""
    found = re.search(r"at line (\d+)", message)
    return int(found[1]) if found else max(1, len(lines))
