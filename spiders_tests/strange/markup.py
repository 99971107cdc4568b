"""Make markup of blocks: what the renderers of all sites need, and nothing that decides how a site looks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from html import escape
from itertools import count, groupby

from spiders_tests.strange.stories import Block, Story, linked

_DAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
TODAY = datetime(2026, 11, 24, 7, 0)  # the clock in a site's head
Makers = dict[str, Callable[..., str]]


def inline(words: str) -> str:
    """Return words as markup: links as `<a>`, `**bold**` as `<strong>`."""
    parts = linked(escape(words, quote=False), '<a href="{href}">{words}</a>').split("**")
    return "".join(f"<strong>{part}</strong>" if index % 2 else part for index, part in enumerate(parts))


def body(blocks: Iterable[Block], makers: Makers, source: Callable[[int], str]) -> str:
    """Return the blocks as markup, one string of `makers` each; `source` gives the address of the n-th picture.

    Makers: paragraph, heading, quote and question of markup; list of entries; table of rows of cells; picture of
    address, caption as markup (with the credit, if there is one) and alternative text.
    """
    made, number = [], 0
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        group = list(run)
        if kind == "entry":
            made.append(makers["list"]([inline(block.words) for block in group]))
        elif kind == "row":
            made.append(makers["table"]([[inline(cell.strip()) for cell in b.words.split("|")] for b in group]))
        elif kind == "picture":
            for block in group:
                made.append(makers["picture"](source(number), credited(block), escape(block.words)))
                number += 1
        else:
            made += [makers.get(kind, makers["paragraph"])(inline(block.words)) for block in group]
    return "\n".join(made)


def bodies(parts: Iterable[Iterable[Block]], makers: Makers, source: Callable[[int], str]) -> list[str]:
    """Return the parts of one body as markup, the pictures numbered through all of them."""
    numbers = count()
    return [body(part, makers, lambda _: source(next(numbers))) for part in parts]


def table_rows(rows: Iterable[Iterable[str]], cell: str = "<td>{}</td>") -> str:
    """Return the rows of a table as markup, each cell in the form of `cell`."""
    return "".join(f"<tr>{''.join(map(cell.format, row))}</tr>" for row in rows)


def credited(block: Block) -> str:
    """Return a picture's caption with its credit, as most papers print it."""
    words = inline(block.words)
    if not block.credit:
        return words
    return f"{words}. Ảnh: {block.credit}" if words else f"Ảnh: {block.credit}"


def day_name(date: datetime, *, capital: bool = True) -> str:
    """Return the Vietnamese name of the day: "Thứ sáu"."""
    name = _DAYS[date.weekday()]
    return name.capitalize() if capital else name


def data_block(data: object) -> str:
    """Return JSON-LD in its script element."""
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def neighbours(stories: tuple[Story, ...], index: int, number: int) -> list[Story]:
    """Return the `number` stories behind the one at `index`, round the end."""
    return [stories[(index + step + 1) % len(stories)] for step in range(number)]


def links(stories: Iterable[Story], address: Callable[[Story], str], form: str) -> str:
    """Return one link a story in `form`, a format with `href`, `title`, `day`, `time` and `sapo`."""
    return "\n".join(
        form.format(
            href=address(story),
            title=escape(story.title),
            day=f"{story.date:%d/%m/%Y}",
            time=f"{story.date:%H:%M}",
            sapo=escape(story.sapo or ""),
        )
        for story in stories
    )
