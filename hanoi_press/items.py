"""The corpus' one item type: an `Article` is one line of JSONL.

The JSON Schema (`hanoi_press.schema`), the README's field table and the order of keys all come from these classes.
Field names stay; a field's meaning never changes without a new `SCHEMA_VERSION`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

SCHEMA_VERSION = 1


def _doc(meaning: str) -> dict[str, str]:
    return {"doc": meaning}


class Identity(NamedTuple):
    """Who an article is, told from its address alone; `hashed` where the address holds no id of the site's own."""

    id: str
    source: str
    publisher: str
    url: str
    hashed: bool = False


@dataclass(slots=True)
class Image:
    """A picture of the article's body."""

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(slots=True)
class Attachment:
    """A document (pdf, doc, xls, zip …) that the article links."""

    url: str
    title: str


@dataclass(slots=True)
class Attribution:
    """Whom the article names as its origin ("Theo …"); `source` is set where that is one of our sources."""

    name: str
    url: str | None = None
    source: str | None = None


@dataclass(slots=True)
class Raw:
    """The strings as the page prints them, before parsing."""

    published: str | None = None
    modified: str | None = None
    authors: str | None = None
    attribution: str | None = None


@dataclass(slots=True)
class Extraction:
    """Which page class read the article, and for each filled field where its value came from."""

    page: str
    fields: dict[str, str]


@dataclass(slots=True)
class ArchiveRef:
    """Where the raw response stands: WARC file (relative to the data folder) and byte offset."""

    file: str
    offset: int


@dataclass(slots=True, kw_only=True)
class Article:
    """One article; one line of the corpus."""

    id: str = field(
        metadata=_doc("`<source>/<the site's own id>`, or `<source>/` + 16 hex digits of the URL's SHA-256")
    )
    revision: int = field(default=1, metadata=_doc("1 when first seen; +1 each time the article's words change"))
    source: str = field(metadata=_doc("the spider's name"))
    publisher: str = field(metadata=_doc("the outlet's name as it writes it"))
    url: str = field(metadata=_doc("canonical address, without tracking parameters or fragment"))
    title: str = field(metadata=_doc("headline"))
    summary: str | None = field(metadata=_doc("the sapo, without its dateline"))
    text: str = field(metadata=_doc("paragraphs and sub-headings joined by a blank line; nothing of the frame; NFC"))
    authors: list[str] = field(metadata=_doc("people or desks, never the site's name"))
    dateline: str | None = field(metadata=_doc("what stood in brackets before the sapo: `HNM`, `TTXVN` …"))
    published_at: str | None = field(metadata=_doc("ISO 8601 with offset; a day without a time stays a date"))
    modified_at: str | None = field(metadata=_doc("the same, of the last change that the page states"))
    section: list[str] = field(metadata=_doc("breadcrumb, outermost first, without “Trang chủ”"))
    tags: list[str] = field(metadata=_doc("keywords that the page shows"))
    images: list[Image] = field(metadata=_doc("full-size URLs; caption without its credit"))
    attachments: list[Attachment] = field(metadata=_doc("documents that the article links"))
    attribution: Attribution | None = field(
        metadata=_doc("“Theo …”: name as printed, link where given, our source name")
    )
    language: str = field(metadata=_doc("BCP 47: `vi`, `en`"))
    raw: Raw = field(metadata=_doc("the strings as printed, before parsing"))
    content_hash: str = field(metadata=_doc("SHA-256 (hex) of title, summary and text"))
    extraction: Extraction = field(
        metadata=_doc("page class, and where each field came from: css, json, json-ld, meta, generic")
    )
    fetched_at: str = field(metadata=_doc("when the page was fetched, UTC"))
    archive: ArchiveRef | None = field(default=None, metadata=_doc("where the raw response stands"))

    def to_dict(self) -> dict[str, Any]:
        """The line as plain JSON types, keys in the schema's order."""
        return asdict(self)


def content_hash(title: str, summary: str | None, text: str) -> str:
    """SHA-256 (hex) of an article's words: changed words give another hash, a changed frame does not."""
    return sha256("\n\n".join((title, summary or "", text)).encode()).hexdigest()
