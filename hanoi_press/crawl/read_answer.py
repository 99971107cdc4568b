"""Read a stored answer into an `Article` or a verdict, for crawl and replay."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hanoi_press.crawl.capture_verdict import BadCapture, CaptureFault
from hanoi_press.crawl.captured_page import captured_body, captured_fault
from hanoi_press.discovery import ApiRequest
from hanoi_press.failures import FailureKind, is_full_answer, status_failure
from hanoi_press.items import Article, Identity, Listed
from hanoi_press.pages import NotAnArticle, read
from hanoi_press.pages.document import Document
from hanoi_press.pages.learnt_template import LearntTemplate
from hanoi_press.pages.page_reader import OnRead
from hanoi_press.pages.verdicts import is_block_page
from hanoi_press.sources import Source, context_for

NOT_MODIFIED = 304
GONE = frozenset({404, 410})
BLOCKING = frozenset({401, 403, 429, 503})
_SHOULD_BE_ARTICLES = frozenset({"empty", "error", "shell"})  # verdicts on a page that should have been an article
BY_ADDRESS = frozenset({"sponsored", "elsewhere"})  # verdicts on a page's address, not on its words
_OF_CAPTURES = {  # verdicts on a page that name a capture for good
    "not-found": CaptureFault.SOFT_404,
    "list": CaptureFault.SOFT_404,
    "redirect": CaptureFault.REDIRECT,
    "blocked": CaptureFault.BLOCK_PAGE,
    "error": CaptureFault.ERROR_PAGE,
    "shell": CaptureFault.SHELL,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer after its content encoding is undone.

    `url` is the article's address; `encoding` the charset of the HTTP header; `fetched_at` is UTC
    (`2026-11-24T03:00:00Z`); `from_api`: the answer is an API's, not the page at `url`. `listed`:
    what a list states of the article. `via`: the web archive whose capture it is; None if the site itself answered.
    """

    url: str
    status: int
    body: bytes
    fetched_at: str
    encoding: str | None = None
    from_api: bool = False
    listed: Listed | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A page that should have been an article. `error` is the exception of a page class, if one was raised."""

    kind: FailureKind
    reason: str
    error: Exception | None = None

    def describe(self, url: str) -> str:
        """Return the message on the page at `url`, for the log of a crawl and of a replay."""
        shown = url if url.isprintable() else repr(url)
        return f"could not be read ({self.kind}): {shown} ({self.reason})"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A page that is no article: `kind` is one word (`sponsored`, `not-found`, `gone` …)."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """The site refuses to serve us; `by_challenge`: with a challenge page or a refusal in words."""

    reason: str
    by_challenge: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """A page that a script fills; `request` fetches its content from the site's API."""

    request: ApiRequest


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A page that did not change since it was stored (HTTP 304)."""


Outcome = Article | Unreadable | Skipped | Blocked | Shell | Unchanged | BadCapture


def read_answer(
    answer: Answer, source: Source, learnt: LearntTemplate | None = None, on_read: OnRead | None = None
) -> Outcome:
    """Return the article of an answer, or why there is none. Never raises because of a page's content.

    `learnt` is the source's learnt template; `on_read`: see `pages.read`. The article of a capture names its web
    archive, and a capture that is no good gives a `BadCapture`.
    """
    if not is_full_answer(answer.status):
        return status_verdict(answer.status, answer.body)
    try:
        read_as = _read if answer.via is None else _read_capture
        return read_as(answer, source, learnt, on_read)
    except NotAnArticle as verdict:
        return _verdict(verdict, answer, source)
    except MemoryError:
        return Unreadable(FailureKind.TOO_COSTLY, "reading it took more memory than there is")
    except Exception as error:
        return Unreadable(FailureKind.PARSE, f"the page class failed: {type(error).__name__}: {error}", error)


def _read(answer: Answer, source: Source, learnt: LearntTemplate | None, on_read: OnRead | None) -> Article:
    return read(
        answer.body,
        answer.url,
        context_for(source)._replace(learnt=learnt),
        encoding=answer.encoding,
        fetched_at=answer.fetched_at,
        listed=answer.listed,
        on_read=on_read,
    )


def _read_capture(
    answer: Answer, source: Source, learnt: LearntTemplate | None, on_read: OnRead | None
) -> Article | BadCapture:
    """Return the article of a capture, or its fault. Raises as `pages.read` does."""
    seen: list[tuple[Document, Article]] = []
    mended = captured_body(answer.body, answer.encoding)
    if isinstance(mended, BadCapture):
        return mended
    article = None
    try:
        article = _read(replace(answer, body=mended), source, learnt, lambda *found: seen.append(found))
    except NotAnArticle as verdict:
        if verdict.kind in ("sponsored", "elsewhere", "blocked"):
            raise
        if fault := captured_fault(Document(mended, answer.url), None, answer.url, source):
            return fault
        raise
    assert article is not None
    doc = seen[0][0]
    if fault := captured_fault(doc, article, answer.url, source):
        return fault
    article.extraction.via = answer.via
    if on_read is not None:
        on_read(doc, article)
    return article


def other_identity(article: Article, url: str, source: Source) -> Identity | None:
    """Return the identity of the article's address; None if the article's id is that one."""
    own = source.identify(url)
    return None if own is None or own.id == article.id else own


def broken_body(kind: FailureKind) -> Unreadable:
    """Return the verdict on an answer whose body is not complete, or not what its headers say."""
    return Unreadable(kind, kind.meaning)


def status_verdict(status: int, body: bytes = b"") -> Unreadable | Skipped | Blocked | Unchanged:
    """Return what an HTTP status that brings no page means for an article; `body` is the body of the answer."""
    if status == NOT_MODIFIED:
        return Unchanged()
    if status in GONE:
        return Skipped("gone", f"HTTP {status}")
    if status in BLOCKING:
        return Blocked(f"HTTP {status}", by_challenge=is_block_page(body))
    return Unreadable(status_failure(status) or FailureKind.HTTP, f"HTTP {status}")


def _verdict(verdict: NotAnArticle, answer: Answer, source: Source) -> Outcome:
    if answer.via is not None and (fault := _OF_CAPTURES.get(verdict.kind)):
        return BadCapture(fault, str(verdict))
    if verdict.kind == "blocked":
        return Blocked(str(verdict), by_challenge=True)
    if verdict.kind == "shell" and source.content_api and not answer.from_api:
        identity = source.identify(answer.url)
        if identity and (request := source.content_api.request_for(identity.url)):
            return Shell(request)
    if verdict.kind in _SHOULD_BE_ARTICLES:
        return Unreadable(FailureKind.PARSE, str(verdict))
    return Skipped(verdict.kind, str(verdict))
