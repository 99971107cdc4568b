"""Implement `scrapy sources NAME --boilerplate`: list the learnt boilerplate of a source, and rule on single lines."""

from __future__ import annotations

import argparse
from pathlib import Path

from hanoi_press.store import learnt_boilerplate
from hanoi_press.store.lock import one_at_a_time
from hanoi_press.text.recurring_lines import LineCount, RecurringLines

_RULINGS = {"is_boilerplate": True, "is_text": False, "by_count": None}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare `--boilerplate` and its rulings, and `--frame` and `--is-frame`, their former names."""
    parser.add_argument(
        "--boilerplate", action="store_true", help="with NAME: the lines learnt as boilerplate, counted"
    )
    parser.add_argument("--frame", dest="boilerplate", action="store_true", help=argparse.SUPPRESS)
    rulings = parser.add_mutually_exclusive_group()
    rulings.add_argument(
        "--is-boilerplate", metavar="LINE", help="with --boilerplate: remove this line, whatever the counts say"
    )
    rulings.add_argument("--is-frame", dest="is_boilerplate", metavar="LINE", help=argparse.SUPPRESS)
    rulings.add_argument("--is-text", metavar="LINE", help="with --boilerplate: never remove this line")
    rulings.add_argument(
        "--by-count", metavar="LINE", help="with --boilerplate: let the counts decide on this line again"
    )


def ruling(opts: argparse.Namespace) -> tuple[str, bool | None] | None:
    """Return the given line and its ruling, True for boilerplate (None: the counts decide); None without a line."""
    for name, is_boilerplate in _RULINGS.items():
        line: str | None = getattr(opts, name)
        if line is not None:
            return line, is_boilerplate
    return None


def show(data: Path, source: str, ruled: tuple[str, bool | None] | None) -> str:
    """Apply a ruling, if there is one; return the boilerplate of the source. Raises `OSError`, `ValueError`."""
    if not ruled:
        return described(learnt_boilerplate.load(data, source), source)
    with one_at_a_time(learnt_boilerplate.rules_path(data, source).parent):
        sketch = learnt_boilerplate.load(data, source)
        sketch.overrule(ruled[0], is_boilerplate=ruled[1])
        learnt_boilerplate.save_rules(sketch, data, source)
    return described(sketch, source)


def described(sketch: RecurringLines, source: str) -> str:
    """Return the boilerplate of a source as text: each line with its counts, or that it was ruled by hand."""
    learnt = sketch.learnt()
    rows = [f"{source}: {sketch.pages:.0f} pages seen lately, {len(learnt)} lines count as boilerplate"]
    rows += [f"  {_why(sketch, seen):<34} {seen.line}" for seen in learnt]
    rows += [f"  {'text, as ruled by hand':<34} {line}" for line in sorted(sketch.ruled_text)]
    return "\n".join(rows)


def _why(sketch: RecurringLines, seen: LineCount) -> str:
    if seen.line in sketch.ruled_boilerplate:
        return "boilerplate, as ruled by hand"
    return f"seen {seen.count - seen.error:.0f} times, on {sketch.share(seen):.0%} of pages"
