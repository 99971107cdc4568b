"""Choose the article that a dataset card shows, and print it so that no value of it ends the block that it is in."""

from __future__ import annotations

import json
import re
from typing import Any

from hanoi_press.items import Article

CUT = " […]"
_LONGEST = 300  # characters of a string that are shown
_MOST = 3  # values of a list that are shown
_FIELDS = ("summary", "text", "authors", "published_at", "section", "tags", "images", "attribution", "attachments")
_BACKTICKS = re.compile("`+")


class ExampleRow:
    """The fullest of the articles that were considered; of equally full ones the smallest, so the order is no matter.

    `Article.id` decides between two of one size.
    """

    def __init__(self) -> None:
        self.article: Article | None = None
        self._rank: tuple[int, int, str] = (0, 0, "")

    def consider(self, article: Article) -> None:
        """Take an article if it is a better example than those before."""
        filled = sum(bool(getattr(article, name)) for name in _FIELDS)
        size = len(article.text) + len(article.summary or "") + len(article.title)
        rank = (-filled, size, article.id)
        if self.article is None or rank < self._rank:
            self.article, self._rank = article, rank

    def markdown(self) -> str:
        """Return the row as a block of JSON in Markdown, long strings and lists cut; a sentence if there is none."""
        if self.article is None:
            return "The dataset has no article."
        row = self.article.to_dict()
        row["extraction"]["fields"] = [
            {"key": key, "value": value} for key, value in self.article.extraction.fields.items()
        ]
        text = json.dumps(_shown(row), ensure_ascii=False, indent=2)
        text = "".join(char if char.isprintable() or char == "\n" else _escaped(char) for char in text)
        fence = "`" * max(3, 1 + max(map(len, _BACKTICKS.findall(text)), default=0))
        return f"{fence}json\n{text}\n{fence}"


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else value[:_LONGEST].rstrip() + CUT
    if isinstance(value, list):
        return [_shown(one) for one in value[:_MOST]] + ([CUT.strip()] if len(value) > _MOST else [])
    if isinstance(value, dict):
        return {key: _shown(one) for key, one in value.items()}
    return value


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1]
