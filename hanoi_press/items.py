"""Define the corpus' one item type: an `Article` is one line of JSONL.

The JSON Schema and the checks (`hanoi_press.schema`), the field table of the docs and the order of keys all come from
these classes: a field's meaning and pattern are in its `Meta`. Field names stay; a field's meaning never changes
without a new `SCHEMA_VERSION`.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any, NamedTuple

from msgspec import Meta, to_builtins

SCHEMA_VERSION = 2
MAX_INT = 2**53 - 1  # the largest number that every reader of JSON keeps exactly
FUTURE = "future"  # the origin of a date that is null because the page states one more than a day after the fetch

# A day, or a moment with its offset.
IsoDate = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2})?$")]


class Identity(NamedTuple):
    """Which article an address leads to; `hashed` is True if the address contains no id of the site's own."""

    id: str
    source: str
    publisher: str
    url: str
    hashed: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list, a feed or a sitemap states about one article, cleaned; None for what it does not state.

    `published` is ISO 8601 with offset, a day without a time stays a day; `picture` is an absolute address; `authors`
    are as printed.
    """

    title: str | None = None
    summary: str | None = None
    published: str | None = None
    picture: str | None = None
    section: str | None = None
    authors: str | None = None


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
    """The outlet that the article names as its origin ("Theo …"); `source` is set if it is one of our sources."""

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
    """Which page class read the article, and for each filled field where its value came from.

    A date in the future is not filled, and its origin is `FUTURE`. `confidence` is "high" if the layers that read the
    page agree, "low" if the text may lack paragraphs or hold others; None in lines of earlier versions.
    `via`: the web archive whose capture was read (`commoncrawl`, `wayback`), or `file` for a record of archive files
    that were read as a stream (`crawl -a archive=`); None if the site itself answered.
    """

    page: str
    fields: dict[str, str]
    confidence: Annotated[str, Meta(pattern="^(?:high|low)$")] | None = None
    via: Annotated[str, Meta(pattern="^[a-z][a-z0-9-]*$")] | None = None


@dataclass(slots=True)
class ArchiveRef:
    """Where the raw response is stored: WARC file (relative to the data folder) and byte offset.

    `pruned`: the day (UTC) on which the file was deleted by `corpus prune-archives`; None while it is there. No line
    that a run writes has it: whoever loads the corpus learns it from `archive/<source>/pruned.jsonl`.
    """

    file: str
    offset: Annotated[int, Meta(ge=0, le=MAX_INT)]
    pruned: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None


@dataclass(slots=True, kw_only=True)
class Article:
    """One article; one line of the corpus."""

    id: Annotated[
        str,
        Meta(
            description="`<source>/<the site's own id>`, or `<source>/` + 16 hex digits of the URL's SHA-256",
            pattern=r"^[a-z0-9_.-]+/[A-Za-z0-9_.-]+$",
        ),
    ]
    revision: Annotated[
        int,
        Meta(
            description="by time: 1 for what is known first; +1 each time its words, or its authors, date, "
            "attribution, captions or documents, change",
            ge=1,
            le=MAX_INT,
        ),
    ] = 1
    source: Annotated[str, Meta(description="the spider's name")]
    publisher: Annotated[str, Meta(description="the outlet's name as it writes it")]
    url: Annotated[
        str,
        Meta(
            description="canonical address, without tracking parameters or fragment",
            pattern=r"^https?://[^\s#]+$",
        ),
    ]
    title: Annotated[str, Meta(description="headline", min_length=1)]
    summary: Annotated[str | None, Meta(description="the lead paragraph (sapo), without its dateline")]
    text: Annotated[
        str,
        Meta(
            description="paragraphs and sub-headings joined by a blank line; no site boilerplate; NFC; empty if the "
            "article is only a document or a picture"
        ),
    ]
    authors: Annotated[list[str], Meta(description="people or desks, never the site's name")]
    dateline: Annotated[str | None, Meta(description="the words in brackets before the summary: `HNM`, `TTXVN` …")]
    published_at: Annotated[IsoDate | None, Meta(description="ISO 8601 with offset; a day without a time stays a date")]
    modified_at: Annotated[IsoDate | None, Meta(description="the same, of the last change that the page states")]
    section: Annotated[list[str], Meta(description="breadcrumb, outermost first, without “Trang chủ”")]
    tags: Annotated[list[str], Meta(description="keywords that the page shows")]
    images: Annotated[list[Image], Meta(description="full-size URLs; caption without its credit")]
    attachments: Annotated[list[Attachment], Meta(description="documents that the article links")]
    attribution: Annotated[
        Attribution | None, Meta(description="“Theo …”: name as printed, link where given, our source name")
    ]
    language: Annotated[str, Meta(description="BCP 47: `vi`, `en`", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
    raw: Annotated[Raw, Meta(description="the strings as printed, before parsing")]
    content_hash: Annotated[
        str, Meta(description="SHA-256 (hex) of title, summary and text", pattern=r"^[0-9a-f]{64}$")
    ]
    extraction: Annotated[
        Extraction,
        Meta(
            description="page class, confidence (high, low), and where each field came from: css, json, json-ld, meta, "
            "list, learnt, heuristic, generic, outline, future"
        ),
    ]
    fetched_at: Annotated[
        str, Meta(description="when the page was fetched, UTC", pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")
    ]
    archive: Annotated[
        ArchiveRef | None,
        Meta(
            description="where the raw response is stored; `pruned`: the day on which the file was deleted, if it was"
        ),
    ] = None

    def note_changes(self) -> None:
        """Sort the origins by field, and compute the content hash, after fields were changed."""
        self.extraction.fields = dict(sorted(self.extraction.fields.items()))
        self.content_hash = content_hash(self.title, self.summary, self.text)

    def to_dict(self) -> dict[str, Any]:
        """Return the line as plain JSON types, keys in the schema's order.

        `archive.pruned` and `extraction.via` are there only if they are set.
        """
        line: dict[str, Any] = to_builtins(self, enc_hook=plain_string)
        place = line["archive"]
        if place is not None and place.get("pruned") is None:
            place.pop("pruned", None)
        if line["extraction"].get("via") is None:
            line["extraction"].pop("via", None)
        return line


def plain_string(value: Any) -> str:
    """Return a string of a library's own class, as lxml has, as a `str`, for msgspec. Raises `TypeError`."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"a {type(value).__name__} is no part of an article")


def content_hash(title: str, summary: str | None, text: str) -> str:
    """Return the SHA-256 (hex) of an article's words: it changes with them and nothing else."""
    return sha256("\n\n".join((title, summary or "", text)).encode()).hexdigest()
