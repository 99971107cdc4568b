"""One article of a modelled portal as its TOML file states it, and the gold that follows from it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
KINDS = {"p", "h2", "h3", "list", "quote", "box", "table", "figure", "document", "related", "frame"}


@dataclass(frozen=True)
class Piece:
    """One article. Its fields are what a perfect extraction holds; only the renderer reads `extra`."""

    url: str
    id: str
    title: str
    text: list[dict[str, Any]] = field(repr=False)
    summary: str | None = None
    dateline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None  # as the gold states it: a moment with offset, or a day
    modified: str | None = None
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    attribution: dict[str, Any] | None = None
    language: str = "vi"
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def figures(self) -> list[dict[str, Any]]:
        """Return the figures in reading order: url, caption, credit."""
        return [block["figure"] for block in self.text if "figure" in block]


def load(source: str, folder: Path = FOLDER) -> list[Piece]:
    """Return the articles of a source in the order of its file, which is newest first for the modelled sites."""
    return [_piece(one) for one in tomllib.loads((folder / f"{source}.toml").read_text("utf-8"))["article"]]


def _piece(raw: dict[str, Any]) -> Piece:
    for block in raw["text"]:
        if len(block) != 1 or next(iter(block)) not in KINDS:
            raise ValueError(f"{raw['id']}: a block needs exactly one known key, got {sorted(block)}")
    lists = {name: tuple(raw[name]) for name in ("authors", "section", "tags") if name in raw}
    return Piece(**{**raw, **lists})


def paragraphs(piece: Piece) -> list[str]:
    """Return the paragraphs of the gold text; `related`, `frame` and captions are no part of it."""
    out: list[str] = []
    for block in piece.text:
        [(kind, value)] = block.items()
        if kind in ("p", "h2", "h3", "quote"):
            out.append(value)
        elif kind in ("list", "box"):
            out += value
        elif kind == "table":
            out += [" | ".join(row) for row in value]
        elif kind == "document":
            out.append(value.get("before", "") + value["title"] + value.get("after", ""))
    return out


def gold(piece: Piece) -> dict[str, Any]:
    """Return what a perfect extraction of the article's page holds."""
    documents = [block["document"] for block in piece.text if "document" in block]
    origin = piece.attribution
    return {
        "id": piece.id,
        "url": piece.url,
        "title": piece.title,
        "summary": piece.summary,
        "text": "\n\n".join(paragraphs(piece)),
        "authors": list(piece.authors),
        "dateline": piece.dateline,
        "published_at": piece.published,
        "modified_at": piece.modified,
        "section": list(piece.section),
        "tags": list(piece.tags),
        "images": [{"url": f["url"], "caption": f.get("caption"), "credit": f.get("credit")} for f in piece.figures],
        "attachments": [{"url": d["url"], "title": d["title"]} for d in documents],
        "attribution": origin and {"name": origin["name"], "url": origin.get("url"), "source": origin.get("source")},
        "language": piece.language,
    }
