"""`scrapy sources NAME --frame`: what was learnt of a source's frame, and a person's word on single lines."""

from __future__ import annotations

import argparse
from pathlib import Path

from hanoi_press.store import learnt_boilerplate
from hanoi_press.text.recurring_lines import LineCount, RecurringLines

_RULINGS = {"is_frame": True, "is_text": False, "by_count": None}


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `--frame`."""
    parser.add_argument("--frame", action="store_true", help="with NAME: the lines learnt as frame, and how often seen")
    ruling = parser.add_mutually_exclusive_group()
    ruling.add_argument("--is-frame", metavar="LINE", help="with --frame: take this line off, whatever the counts say")
    ruling.add_argument("--is-text", metavar="LINE", help="with --frame: never take this line off")
    ruling.add_argument("--by-count", metavar="LINE", help="with --frame: leave this line to the counts again")


def ruling(opts: argparse.Namespace) -> tuple[str, bool | None] | None:
    """The line that a person rules on, and the ruling; None where there is none."""
    for name, is_frame in _RULINGS.items():
        line: str | None = getattr(opts, name)
        if line is not None:
            return line, is_frame
    return None


def show(data: Path, source: str, ruled: tuple[str, bool | None] | None) -> str:
    """Applies a ruling, if there is one, and prints what counts as frame. Raises `OSError`, `ValueError`."""
    sketch = learnt_boilerplate.load(data, source)
    if ruled:
        sketch.overrule(ruled[0], is_boilerplate=ruled[1])
        learnt_boilerplate.save_rules(sketch, data, source)
    return described(sketch, source)


def described(sketch: RecurringLines, source: str) -> str:
    """The frame of a source in words: each line with how often it was seen, of how many pages, and who says so."""
    learnt = sketch.learnt()
    rows = [f"{source}: {sketch.pages:.0f} pages seen lately, {len(learnt)} lines count as frame"]
    rows += [f"  {_why(sketch, seen):<34} {seen.line}" for seen in learnt]
    rows += [f"  {'text, by a person’s word':<34} {line}" for line in sorted(sketch.ruled_text)]
    return "\n".join(rows)


def _why(sketch: RecurringLines, seen: LineCount) -> str:
    if seen.line in sketch.ruled_boilerplate:
        return "frame, by a person’s word"
    return f"seen {seen.count - seen.error:.0f} times, on {sketch.share(seen):.0%} of pages"
