"""Put the fields that a learnt template, or a person's selectors, find into an article that other layers read."""

from __future__ import annotations

from collections.abc import Iterable

from hanoi_press.items import Article
from hanoi_press.text.normalize import fold

# The attributes of an article that belong to each field of a template; those of `raw` after the dot.
_PARTS = {
    "title": ("title",),
    "summary": ("summary", "dateline"),
    "published": ("published_at", "raw.published"),
    "authors": ("authors", "raw.authors"),
    "attribution": ("attribution", "raw.attribution"),
    "section": ("section",),
    "tags": ("tags",),
    "body": ("text", "images", "attachments"),
}
_AGREED = 0.8  # of the letters of the longer text


def overrule(article: Article, ruled: Article, fields: Iterable[str]) -> None:
    """Replace fields of an article by those of another reading of its page, where that found any."""
    origin = article.extraction.fields
    for field in fields:
        parts = _PARTS.get(field, ())
        if not parts or not getattr(ruled, parts[0]):
            continue
        for part in parts:
            own, other, name = (article.raw, ruled.raw, part[4:]) if part[:4] == "raw." else (article, ruled, part)
            setattr(own, name, getattr(other, name))
            if name in ruled.extraction.fields and own is article:
                origin[name] = ruled.extraction.fields[name]
    article.note_changes()


def agree(one: Article, other: Article) -> bool:
    """Return True if two readings of a page have one headline, and nearly the same paragraphs."""
    if fold(one.title) != fold(other.title):
        return False
    paragraphs = [{fold(words) for words in article.text.split("\n\n")} for article in (one, other)]
    common = sum(map(len, paragraphs[0] & paragraphs[1]))
    return common >= _AGREED * max(sum(map(len, found)) for found in paragraphs) > 0
