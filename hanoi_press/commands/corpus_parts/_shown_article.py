"""Print an article for a person: all its fields, each with where its value came from, and its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hanoi_press.items import Article

_WIDTH = 12  # of the names


def shown(article: Article, place: str) -> str:
    """Return the fields of an article, a line or more each, then title, summary and text. `place`: of its page."""
    lines = [_line(name, value, article.extraction.fields.get(field, "")) for name, field, value in _fields(article)]
    extraction = article.extraction
    confidence = f", confidence {extraction.confidence}" if extraction.confidence else ""
    lines.append(_line("read by", f"{extraction.page}{confidence}", ""))
    lines.append(_line("archive", place, ""))
    return "\n\n".join(("\n".join(lines), *filter(None, (article.title, article.summary, article.text))))


def _fields(article: Article) -> Iterator[tuple[str, str, Any]]:
    """Yield the name that is printed, the field and its value."""
    attribution, raw = article.attribution, article.raw
    yield "id", "", f"{article.id}, revision {article.revision}"
    yield "publisher", "", f"{article.publisher} ({article.source})"
    yield "address", "url", article.url
    yield "title", "title", article.title
    yield "summary", "summary", article.summary and f"{len(article.summary.split())} words"
    yield "text", "text", f"{len(article.text.split())} words"
    yield "published", "published_at", _printed(article.published_at, raw.published)
    yield "modified", "modified_at", _printed(article.modified_at, raw.modified)
    yield "section", "section", " › ".join(article.section)
    yield "authors", "authors", _printed(", ".join(article.authors), raw.authors)
    yield "dateline", "dateline", article.dateline
    ours = f"(our source {attribution.source})" if attribution and attribution.source else None
    named = " ".join(filter(None, (attribution.name, attribution.url, ours))) if attribution else None
    yield "attribution", "attribution", _printed(named, raw.attribution)
    yield "tags", "tags", ", ".join(article.tags)
    pictures = [" | ".join(filter(None, (one.url, one.caption, one.credit))) for one in article.images]
    yield "images", "images", _listed(pictures)
    yield "attachments", "attachments", _listed([f"{one.url} | {one.title}" for one in article.attachments])
    yield "language", "language", article.language
    yield "fetched", "", article.fetched_at
    yield "hash", "", article.content_hash


def _line(name: str, value: Any, origin: str) -> str:
    first, *rest = str(value or "-").split("\n")
    where = f"  ({origin})" if origin else ""
    return "\n".join((f"{name:{_WIDTH}}{first}{where}", *rest))


def _printed(value: str | None, raw: str | None) -> str | None:
    """Return a value, and what the page prints if that is something else."""
    return f"{value or '-'}, printed as {raw!r}" if raw and raw != value else value


def _listed(values: list[str]) -> str:
    """Return the number of values, and each one in a line of its own; "" for none."""
    return "\n".join((str(len(values)), *(" " * _WIDTH + one for one in values))) if values else ""
