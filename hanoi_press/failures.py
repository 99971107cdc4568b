"""Define the kinds of failure to get a page: one enum for crawl, replay and report."""

from __future__ import annotations

from enum import StrEnum


class FailureKind(StrEnum):
    """Why a page that was expected to be an article gave none; `meaning` is the text of `docs/failures.md`."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> FailureKind:
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    TIMEOUT = "timeout", "no complete answer within `DOWNLOAD_TIMEOUT`"
    REFUSED = "refused", "the host refuses the connection"
    DNS = "dns", "the host's name does not resolve"
    PRIVATE = "private", "the host's name leads to a private or reserved address (see `ALLOW_PRIVATE_ADDRESSES`)"
    TLS = "tls", "encryption could not be agreed on, or the certificate is not valid"
    RESET = "reset", "the connection ended before an answer came"
    TRUNCATED = (
        "truncated",
        "the answer ended early: fewer bytes than announced, or a compressed body or page without its end",
    )
    GARBAGE = "garbage", "not HTTP, not the compression that the header names, or not text"
    EMPTY = "empty", "HTTP 200 with an empty body"
    TOO_LARGE = (
        "too-large",
        "larger than `DOWNLOAD_MAXSIZE`, as sent or unpacked, or more than 1,000 lines or 256 KB of headers",
    )
    REDIRECTS = "redirects", "a redirect loop, more redirects than `REDIRECT_MAX_TIMES`, or one to no address"
    BUSY = "busy", "HTTP 429 or 503"
    SERVER_ERROR = "server-error", "another HTTP status from 500 up, or 408"
    ROBOTS = (
        "robots",
        "robots.txt could not be fetched (network, 429, 5xx, endless redirects), so nothing is fetched from that host",
    )
    FAILING = "failing", "the host failed so often in a row that the run stopped requesting from it"
    HTTP = "http", "another HTTP status without a page"
    PARSE = (
        "parse",
        "a page arrived but could not be read: no title, no text, the page class failed, or no date and the same words"
        " as other addresses",
    )
    TOO_COSTLY = (
        "too-costly",
        "unpacking or reading the page took longer than `PAGE_SECONDS` or more memory than `PAGE_MEMORY`",
    )
    DROPPED = "dropped", "a part of Scrapy (a middleware, the scheduler) dropped the request or its answer"
    OTHER = "other", "anything else; the log names it"


# The host was not asked, so nothing is known of the page.
NOT_TRIED = frozenset({FailureKind.FAILING, FailureKind.ROBOTS})
# Failures that may concern the whole host, not the single page.
OF_HOST = frozenset(
    {
        FailureKind.TIMEOUT,
        FailureKind.REFUSED,
        FailureKind.DNS,
        FailureKind.PRIVATE,
        FailureKind.TLS,
        FailureKind.RESET,
        FailureKind.BUSY,
        FailureKind.SERVER_ERROR,
        FailureKind.OTHER,
    }
)
# Our reading failed: another version, or another template, may read the same answer.
OF_READING = frozenset({FailureKind.PARSE, FailureKind.TOO_COSTLY})

_BY_NAME = {
    "DownloadTimeoutError": FailureKind.TIMEOUT,
    "DownloadConnectionRefusedError": FailureKind.REFUSED,
    "CannotResolveHostError": FailureKind.DNS,
    "PrivateAddressError": FailureKind.PRIVATE,
    "ResponseDataLossError": FailureKind.TRUNCATED,
    "DownloadCancelledError": FailureKind.TOO_LARGE,  # Scrapy cancels what grows beyond DOWNLOAD_MAXSIZE
}
# What Scrapy reports as a loss of data if the body had begun.
_IN_BODY = {
    "OversizedAnswerError": FailureKind.TOO_LARGE,
    "_MalformedChunkedDataError": FailureKind.GARBAGE,
}
# Class names that Twisted reports inside a failed answer; the first one found decides.
_REASONS = {
    "ParseError": FailureKind.GARBAGE,
    "BadHeaders": FailureKind.GARBAGE,
    "ValueError": FailureKind.GARBAGE,
    "Error": FailureKind.TLS,  # OpenSSL.SSL.Error
    "VerificationError": FailureKind.TLS,
    "CertificateError": FailureKind.TLS,
    "_DataLoss": FailureKind.TRUNCATED,
    "ConnectionDone": FailureKind.RESET,
    "ConnectionLost": FailureKind.RESET,
    "ConnectionAborted": FailureKind.RESET,
    "ConnectionRefusedError": FailureKind.REFUSED,
    "ConnectError": FailureKind.REFUSED,
    "NoRouteError": FailureKind.REFUSED,
}
_NETWORK_PACKAGES = {"scrapy", "twisted", "OpenSSL", "service_identity"}  # their errors tell of answers


class BrokenResponse(Exception):
    """Raised for a response that is not a complete page; `kind` says what is wrong with it."""

    def __init__(self, kind: FailureKind) -> None:
        super().__init__(kind.meaning)
        self.kind = kind


def failure_kind(error: BaseException) -> FailureKind:
    """Return the kind of a failed request by the class names of Scrapy's and Twisted's errors."""
    if isinstance(error, BrokenResponse):
        return error.kind
    names = _names(error)
    if name := next((name for name in _IN_BODY if name in names), None):
        return _IN_BODY[name]
    if kind := _BY_NAME.get(type(error).__name__):
        return kind
    if str(error) == "max redirections reached":  # Scrapy has no class for it
        return FailureKind.REDIRECTS
    return next((kind for name, kind in _REASONS.items() if name in names), FailureKind.OTHER)


def is_of_site(error: BaseException) -> bool:
    """Return True if a site or the network caused an error, so that its traceback helps nobody.

    False for errors of our code, and for those that no kind is known of.
    """
    if isinstance(error, BrokenResponse):
        return True
    package = type(error).__module__.partition(".")[0]
    is_raised_below = package in _NETWORK_PACKAGES or type(error).__name__ in _BY_NAME
    return is_raised_below and failure_kind(error) is not FailureKind.OTHER


def is_full_answer(status: int) -> bool:
    """Return True for an HTTP status with which a whole page comes.

    With 203 it comes as well, changed by a proxy on the way; with 206 only a part of it comes.
    """
    return status in (200, 203)


def status_failure(status: int) -> FailureKind | None:
    """Return the kind of an HTTP status that reports a fault of the server; None for any other status."""
    if status in (429, 503):
        return FailureKind.BUSY
    return FailureKind.SERVER_ERROR if status >= 500 or status == 408 else None


def _names(error: BaseException | None, depth: int = 0) -> set[str]:
    """Return the class names of an error, of its causes, and of the reasons that Twisted collects in it."""
    if error is None or depth > 5:
        return set()
    names = {base.__name__ for base in type(error).__mro__[:-3]} | {type(error).__name__}
    for reason in getattr(error, "reasons", None) or ():
        names |= _names(getattr(reason, "value", None), depth + 1)
    return names | _names(error.__cause__, depth + 1)
