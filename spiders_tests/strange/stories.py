"""Read the invented articles of `contents/` into blocks, and state what a reader takes from them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent / "contents"
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_KINDS = {"##": "heading", ">": "quote", "-": "entry", "|": "row", "!": "picture", "?": "question"}


class Block(NamedTuple):
    """One block of a body; `credit` is a picture's, `words` may hold links and bold words in the notes of the TOML."""

    kind: str
    words: str
    credit: str | None = None


@dataclass(frozen=True)
class Story:
    """One invented article, whatever site prints it."""

    slug: str
    title: str
    date: datetime
    section: str
    blocks: tuple[Block, ...]
    sapo: str | None = None
    dateline: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def pictures(self) -> list[Block]:
        """Return the blocks that are pictures."""
        return [block for block in self.blocks if block.kind == "picture"]


@dataclass(frozen=True)
class Gold:
    """What a careful reader of one page writes into each field."""

    title: str
    paragraphs: list[str]
    summary: str | None
    authors: list[str]
    published_at: str | None
    captions: list[str | None]


@dataclass(frozen=True)
class Page:
    """One page as a site serves it; without `gold` it is no article."""

    name: str
    url: str
    html: str
    gold: Gold | None = field(default=None)


def unmarked(words: str) -> str:
    """Return the words of a block as a browser shows them, without the notes for links and bold words."""
    return _LINK.sub(r"\1", words).replace("**", "")


def linked(words: str, anchor: str) -> str:
    """Return the words with each link in the form of `anchor`, a format with `words` and `href`."""
    return _LINK.sub(lambda link: anchor.format(words=link[1], href=link[2]), words)


def paragraphs(blocks: tuple[Block, ...]) -> list[str]:
    """Return the paragraphs that docs/article.md asks for: entries one each, cells joined, pictures nothing."""
    found = []
    for block in blocks:
        if block.kind == "row":
            found.append(" | ".join(unmarked(cell.strip()) for cell in block.words.split("|")))
        elif block.kind != "picture":
            found.append(unmarked(block.words))
    return found


def gold(story: Story, **other: object) -> Gold:
    """Return what is expected where a page prints everything of `story`; `other` names fields in which it differs."""
    expected = Gold(
        title=story.title,
        paragraphs=paragraphs(story.blocks),
        summary=story.sapo,
        authors=list(story.authors),
        published_at=f"{story.date.isoformat()}+07:00",
        captions=[picture.words or None for picture in story.pictures],
    )
    return replace(expected, **other)  # type: ignore[arg-type]


def _block(line: str) -> Block:
    mark, _, rest = line.partition(" ")
    if mark not in _KINDS:
        return Block("paragraph", line)
    words, _, credit = rest.partition(" @ ") if mark == "!" else (rest, "", "")
    return Block(_KINDS[mark], words, credit or None)


@cache
def stories(name: str) -> tuple[Story, ...]:
    """Return the articles of `contents/<name>.toml` in their order."""
    data = tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
    return tuple(
        Story(
            **{
                key: tuple(value) if isinstance(value, list) else value for key, value in entry.items() if key != "body"
            },
            blocks=tuple(_block(line) for line in entry["body"].strip().splitlines() if line),
        )
        for entry in data["story"]
    )
