"""Turn an article into the cells of a table: one definition of the columns of every CSV file that we write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any

import msgspec

from hanoi_press.items import Article, plain_string

_AFTER = {"attribution": "attribution_source", "language": "words"}  # columns that are no field, after which one
ALL_COLUMNS = tuple(
    column for one in fields(Article) for column in (one.name, _AFTER.get(one.name)) if column is not None
)
# What a spreadsheet is for: no column with cells that are too long to read, or with records.
CSV_COLUMNS = tuple(one for one in ALL_COLUMNS if one not in {"text", "raw", "extraction", "archive"})
# A spreadsheet evaluates a cell that begins so (or with the wide forms), which may be a foreign site's.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def csv_row(article: Article, columns: Iterable[str] = CSV_COLUMNS) -> list[Any]:
    """Return the cells of an article in these columns, its images and attachments counted."""
    counts = {"images": len(article.images), "attachments": len(article.attachments)}
    return [counts[name] if name in counts else csv_cell(article, name) for name in columns]


def csv_cell(article: Article, column: str) -> Any:
    """Return the cell of an article in a column of `ALL_COLUMNS`; None if it is empty.

    Lists are joined by `; `, a section by ` > `; images and attachments are their addresses, an attribution its name;
    other records are JSON.
    """
    make = _MADE.get(column)
    return harmless(make(article) if make else getattr(article, column))


def harmless(cell: Any) -> Any:
    """Return a cell without control characters; one that a spreadsheet would compute gets a `'` before it."""
    if not isinstance(cell, str):
        return cell
    clean = _CONTROL.sub("", cell)
    return f"'{clean}" if clean.startswith(_FORMULA) else clean


def _json(record: Any) -> str:
    return msgspec.json.encode(record, enc_hook=plain_string).decode()


_MADE: dict[str, Callable[[Article], Any]] = {
    "authors": lambda article: "; ".join(article.authors),
    "section": lambda article: " > ".join(article.section),
    "tags": lambda article: "; ".join(article.tags),
    "images": lambda article: "; ".join(one.url for one in article.images),
    "attachments": lambda article: "; ".join(one.url for one in article.attachments),
    "attribution": lambda article: article.attribution and article.attribution.name,
    "attribution_source": lambda article: article.attribution and article.attribution.source,
    "words": lambda article: len(article.text.split()),
    "raw": lambda article: _json(article.raw),
    "extraction": lambda article: _json(article.to_dict()["extraction"]),  # `via` only if there is one
    "archive": lambda article: article.archive and _json(article.archive),
}
