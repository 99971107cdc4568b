"""Print how well the redesigned modelled sites are read: python -m spiders_tests.redesign.scores [--level N] …"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from tabulate import tabulate

from .rewrite import LEVELS
from .scoring import Score, Wrong, modelled_sources, score

COLUMNS = ("source", "level", "pages", "read", "title", "text", "lost", "added", "date", "summary", "authors", "frame",
           "section", "tags", "images")  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table a level, with the sums of all sources; `--verbose` names each wrong field."""
    asked = _parser().parse_args(arguments)
    for level in asked.level or LEVELS:
        found = []
        for source in asked.source or modelled_sources():
            found.append(score(source, level, cold=asked.cold, with_list=not asked.no_list, seed=asked.seed))
            if asked.verbose:
                print("".join(map(line_of, found[-1].wrong)), end="", flush=True)
        print(table(found), flush=True)


def table(found: Sequence[Score]) -> str:
    """Return scores as a table, the last rows of which are the sum and its percentages."""
    rows = [_row(one) for one in found]
    sums = [sum(column) for column in zip(*(row[2:] for row in rows), strict=True)]
    shares = [f"{100 * number / sums[0]:.1f}%" if name not in ("lost", "added", "frame") else "" for name, number in
              zip(COLUMNS[2:], sums, strict=True)]  # fmt: skip
    last = [("all", found[0].level if found else "", *sums), ("", "", *shares)]
    return f"{tabulate([*rows, *last], COLUMNS)}\n"


def _row(one: Score) -> tuple[object, ...]:
    head = (one.source, one.level, one.pages, one.read, one.title, one.text, one.lost, one.added)
    return (*head, one.published_at, one.summary, one.authors, one.frame, one.section, one.tags, one.images)


def line_of(wrong: Wrong, longest: int = 160) -> str:
    """Return a wrong field as lines for a terminal: where, what is wanted, what was found."""
    return (
        f"{wrong.source} {wrong.level} {wrong.field:12} {wrong.url}\n"
        f"    wanted {shortened(wrong.wanted, longest)}\n    found  {shortened(wrong.found, longest)}\n"
    )


def shortened(value: object, longest: int) -> str:
    """Return a value's `repr`, the middle of a long one left out."""
    words = repr(value)
    return words if len(words) <= longest else f"{words[: longest // 2]} … {words[-longest // 2 :]}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m spiders_tests.redesign.scores", description=__doc__)
    parser.add_argument("--level", type=int, action="append", choices=(0, *LEVELS), help="only this level (repeatable)")
    parser.add_argument("--source", action="append", help="only this source (repeatable)")
    parser.add_argument("--cold", action="store_true", help="without the templates of any family")
    parser.add_argument("--no-list", action="store_true", help="without what the site's lists state")
    parser.add_argument("--seed", default="", help="any word: other names and other makes of boxes for every site")
    parser.add_argument("--verbose", action="store_true", help="name each wrong field with both values")
    return parser


if __name__ == "__main__":
    main()
