"""Answer `scrapy corpus duplicates --explain ID ID`: why two articles are copies of each other, or not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hanoi_press.commands.corpus_parts._selection import as_typed, asked
from hanoi_press.commands.output import say, say_json

if TYPE_CHECKING:
    from hanoi_press.corpus.copy_explanation import CopyExplanation
    from hanoi_press.corpus.index.corpus_index import CorpusIndex
    from hanoi_press.items import Article


def explain_copies(ids: list[str], data: Path, *, as_json: bool) -> int:
    """Print why two articles, by their ids or addresses, are copies; return the exit code. Raises `ImportError`."""
    from hanoi_press.corpus.copy_explanation import explain
    from hanoi_press.corpus.index.known_address import id_of_known_address

    def answer(index: CorpusIndex) -> int:
        named = [as_typed(id) for id in ids]
        first, second = (index.get(id_of_known_address(index, id) or id) for id in named)
        for id, article in zip(named, (first, second), strict=True):
            if article is None:
                say(f"{id}: no such article in {data}", to=sys.stderr)
        if first is None or second is None:
            return 1
        found = explain(first, second)
        if as_json:
            say_json(found.to_dict())
        else:
            say("\n".join(_lines(found, first, second)))
        return 0

    return asked(data, answer)


def _lines(found: CopyExplanation, first: Article, second: Article) -> list[str]:
    lines = [f"{one.id}  {(one.published_at or '-')[:10]}  {one.title}" for one in (first, second)]
    lines.append(f"{'copies' if found.copies else 'no copies'}: {found.rule}")
    lines.append(
        f"{found.of_first:.3f} of the first is in the second, {found.of_second:.3f} of the second in the first: "
        f"{found.shared_runs} of {found.runs} runs of five syllables of the shorter text"
    )
    lines.append(
        f"{found.shared_facts} of {found.facts} syllables of numbers and names are in what both share; "
        f"{found.changed} {'fact differs' if found.changed == 1 else 'facts differ'}, "
        f"and in a copy of this length {found.allowed} may"
    )
    for one in found.differing:
        lines += [f"    {one.first}", f"    {one.second}", ""]
    if found.compared:
        lines.append(f"{found.bands} of 64 bands in common")
    else:
        lines.append("no band in common: `corpus duplicates` would not have compared them")
    return lines
