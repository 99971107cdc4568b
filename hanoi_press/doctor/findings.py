"""Define what a visit finds of one source, as values: `SourceFindings` and its parts."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from hanoi_press.items import Article


class Verdict(StrEnum):
    """What a visit says of a source; `next_step` is what a person should do then, in one line."""

    next_step: str

    def __new__(cls, value: str, next_step: str) -> Verdict:
        member = str.__new__(cls, value)
        member._value_ = value
        member.next_step = next_step
        return member

    HEALTHY = "healthy", "nothing to do"
    DRIFTING = (
        "drifting",
        "it is still crawled; compare the lines marked ! with the site in a browser and mend selectors or routes",
    )
    BROKEN = (
        "broken",
        "open its home page in a browser: if the site moved, change hosts; if it changed, change routes and selectors",
    )
    BLOCKED = (
        "blocked",
        "do not work around it; ask the site for leave with your contact address, or leave the source out (--exclude)",
    )


class Contact(StrEnum):
    """How the site answered: `REFUSED` if robots.txt or the source's own status forbids the visit."""

    REACHED = "reached"
    BLOCKED = "blocked"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


class RouteState(StrEnum):
    """Whether a route works; `UNKNOWN` if nothing was asked, or the archive does not hold its pages."""

    WORKS = "works"
    EMPTY = "empty"
    DEAD = "dead"
    FORBIDDEN = "forbidden"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AskedPage:
    """One page that was asked for, and its answer in a word or two: `200`, `404`, `timeout`, `robots.txt` …"""

    url: str
    answer: str


@dataclass(frozen=True, slots=True)
class RouteFindings:
    """What one route gave.

    `articles` counts addresses of articles, `others` other addresses in the same lists; `newest` is the newest date
    that the lists state (ISO 8601, `2026-11-24` or with time). `read_by` is `selectors` or `heuristics` for lists in
    HTML, `rows` for those that have no selectors, "" for feeds, sitemaps and APIs. `why` is why it does not work.
    """

    name: str
    state: RouteState
    pages: tuple[AskedPage, ...] = ()
    articles: int = 0
    others: int = 0
    newest: str | None = None
    read_by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class PageFindings:
    """One article page that was asked for: its article, or why none was read. `route` is the route that named it.

    `answer` is a word as in `AskedPage`; `read` if there is an article.
    """

    url: str
    route: str
    article: Article | None = None
    answer: str = "read"
    why: str = ""


@dataclass(frozen=True, slots=True)
class FieldFindings:
    """One field: on how many of the read `pages` each layer found it. `why` is why that is no good sign."""

    name: str
    layers: dict[str, int]
    pages: int
    why: str = ""

    @property
    def found(self) -> int:
        """Return the number of pages on which the field is not empty."""
        return sum(self.layers.values())


@dataclass(frozen=True, slots=True)
class LeakedLine:
    """A line of the site's frame inside the texts of so many articles.

    `known_by` says how it was recognised: `shared` (several articles have it), `learnt` (the crawl has learnt it and
    removes it), `phrase` (it is one that no article has).
    """

    line: str
    pages: int
    known_by: str


@dataclass(slots=True, kw_only=True)
class SourceFindings:
    """What a visit found of one source.

    `status` is that of the source file (`verified`, `unverified` …); `robots` the verdict on robots.txt in words;
    `reason` why the site was not reached; `reasons` what keeps the source from being healthy; `notes` what is worth
    knowing although it is no fault; `next_step` what a person should do; `unsure` what a probe of an unknown site is
    not sure of; `requests` the number of pages asked for, without robots.txt.
    """

    source: str
    status: str = ""
    archive: str | None = None
    contact: Contact = Contact.UNREACHABLE
    reason: str = ""
    robots: str = ""
    routes: list[RouteFindings] = field(default_factory=list)
    pages: list[PageFindings] = field(default_factory=list)
    fields: list[FieldFindings] = field(default_factory=list)
    leaks: list[LeakedLine] = field(default_factory=list)
    requests: int = 0
    seconds: float = 0.0
    verdict: Verdict = Verdict.BROKEN
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    next_step: str = Verdict.BROKEN.next_step
    unsure: list[str] = field(default_factory=list)

    @property
    def articles(self) -> list[Article]:
        """Return the articles that were read."""
        return [page.article for page in self.pages if page.article is not None]

    def to_dict(self) -> dict[str, Any]:
        """Return the findings as plain JSON types; of the articles only what the table names."""
        found = asdict(self)
        found["pages"] = [_page(page) for page in self.pages]
        return found


def _page(page: PageFindings) -> dict[str, Any]:
    article = page.article
    found: dict[str, Any] = {"url": page.url, "route": page.route, "answer": page.answer, "why": page.why}
    return found if article is None else found | article_facts(article)


def article_facts(article: Article) -> dict[str, Any]:
    """Return what the findings state of an article, as plain JSON types."""
    return {
        "id": article.id,
        "title": article.title,
        "published_at": article.published_at,
        "characters": len(article.text),
        "page": article.extraction.page,
        "confidence": article.extraction.confidence,
        "fields": article.extraction.fields,
    }
